/** The SDK beside its alternatives. */
@NullMarked
package io.github.citydc.benchmarks;

import org.jspecify.annotations.NullMarked;
