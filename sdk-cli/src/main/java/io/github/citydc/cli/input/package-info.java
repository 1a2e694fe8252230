/** Files that a command reads: what cannot be read is named, with the reason. */
@NullMarked
package io.github.citydc.cli.input;

import org.jspecify.annotations.NullMarked;
