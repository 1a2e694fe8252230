/** Archives: files of signed messages that a store has given away, a line each. */
@NullMarked
package io.github.citydc.exchange.archive;

import org.jspecify.annotations.NullMarked;
