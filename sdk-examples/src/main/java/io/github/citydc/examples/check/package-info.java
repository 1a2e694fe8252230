/** What {@code cdx check} can check. */
@NullMarked
package io.github.citydc.examples.check;

import org.jspecify.annotations.NullMarked;
