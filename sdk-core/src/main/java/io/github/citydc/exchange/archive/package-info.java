/** Archive files, with one line for each signed message that was moved out of a store. */
@NullMarked
package io.github.citydc.exchange.archive;

import org.jspecify.annotations.NullMarked;
