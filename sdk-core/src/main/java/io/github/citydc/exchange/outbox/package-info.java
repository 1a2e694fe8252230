/**
 * The outbox: messages that wait in the database of their sender until their receipts are there.
 */
@NullMarked
package io.github.citydc.exchange.outbox;

import org.jspecify.annotations.NullMarked;
