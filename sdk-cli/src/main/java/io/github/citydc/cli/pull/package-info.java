/** What {@code cdx pull} writes. */
@NullMarked
package io.github.citydc.cli.pull;

import org.jspecify.annotations.NullMarked;
