/**
 * Not API: how the messages of the standard are read and written, and how a receiver works inside.
 */
@NullMarked
package io.github.citydc.exchange.internal;

import org.jspecify.annotations.NullMarked;
