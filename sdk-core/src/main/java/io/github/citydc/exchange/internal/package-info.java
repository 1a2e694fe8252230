/**
 * Not API: helpers that the packages of the exchange share, for retries, pages, futures and times.
 */
@NullMarked
package io.github.citydc.exchange.internal;

import org.jspecify.annotations.NullMarked;
