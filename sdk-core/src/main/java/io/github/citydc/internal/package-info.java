/**
 * Not API: what every floor of the library uses: strict JSON, SHA-256, files for their owner only,
 * and files that remember something from one run to the next.
 */
@NullMarked
package io.github.citydc.internal;

import org.jspecify.annotations.NullMarked;
