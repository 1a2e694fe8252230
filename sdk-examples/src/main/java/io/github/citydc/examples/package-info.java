/** Programs to copy from: one file each, to be read in one sitting. */
@NullMarked
package io.github.citydc.examples;

import org.jspecify.annotations.NullMarked;
