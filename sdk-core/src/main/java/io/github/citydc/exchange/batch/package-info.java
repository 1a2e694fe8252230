/**
 * Batches: many records under one signature. They are sent in parts named by their digest, and a
 * signed manifest lists the parts. Interface standard §4.5.
 */
@NullMarked
package io.github.citydc.exchange.batch;

import org.jspecify.annotations.NullMarked;
