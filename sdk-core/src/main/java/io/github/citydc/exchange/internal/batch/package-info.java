/** How batches are cut, read, taken in and worked on. Not for use from outside the exchange. */
@NullMarked
package io.github.citydc.exchange.internal.batch;

import org.jspecify.annotations.NullMarked;
