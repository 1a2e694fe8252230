/** The command line {@code cdx}. */
@NullMarked
package io.github.citydc.examples;

import org.jspecify.annotations.NullMarked;
