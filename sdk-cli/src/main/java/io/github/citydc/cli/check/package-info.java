/** What {@code cdx check} can check. */
@NullMarked
package io.github.citydc.cli.check;

import org.jspecify.annotations.NullMarked;
