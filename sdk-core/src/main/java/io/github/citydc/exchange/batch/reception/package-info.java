/**
 * The receiving side of batches: parts are taken in, a manifest is receipted, workers hand the
 * records to the handlers. Interface standard §4.5.
 */
@NullMarked
package io.github.citydc.exchange.batch.reception;

import org.jspecify.annotations.NullMarked;
