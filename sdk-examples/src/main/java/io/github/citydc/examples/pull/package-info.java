/** What {@code cdx pull} writes. */
@NullMarked
package io.github.citydc.examples.pull;

import org.jspecify.annotations.NullMarked;
