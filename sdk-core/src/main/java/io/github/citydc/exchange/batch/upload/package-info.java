/**
 * The sending side of batches: records are read from a source, cut into parts, and sent under one
 * signature. Interface standard §4.5.
 */
@NullMarked
package io.github.citydc.exchange.batch.upload;

import org.jspecify.annotations.NullMarked;
