/**
 * What happens on both sides of the exchange, for metrics, logs and audit: small values without
 * content, told to listeners, and the trace that a request belongs to.
 */
@NullMarked
package io.github.citydc.exchange.event;

import org.jspecify.annotations.NullMarked;
