/**
 * Bundles: messages that wait for the same receiver travel together in one signed request, and are
 * stored, refused and receipted each by itself. Interface standard §4.11.
 */
@NullMarked
package io.github.citydc.exchange.bundle;

import org.jspecify.annotations.NullMarked;
