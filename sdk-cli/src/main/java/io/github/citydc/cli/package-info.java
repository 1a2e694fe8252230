/** The command line {@code cdx}. */
@NullMarked
package io.github.citydc.cli;

import org.jspecify.annotations.NullMarked;
