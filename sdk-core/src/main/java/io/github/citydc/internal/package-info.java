/**
 * Not API: what every floor of the library uses: strict JSON, SHA-256, and files for their owner
 * only.
 */
@NullMarked
package io.github.citydc.internal;

import org.jspecify.annotations.NullMarked;
