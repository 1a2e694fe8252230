/** What a process without Spring counts, in the text format of Prometheus. */
@NullMarked
package io.github.citydc.testkit.metrics;

import org.jspecify.annotations.NullMarked;
