/**
 * One message: its id, envelope and receipt, the proof of both, and the problems and exceptions
 * that stand in place of a receipt.
 */
@NullMarked
package io.github.citydc.exchange.message;

import org.jspecify.annotations.NullMarked;
