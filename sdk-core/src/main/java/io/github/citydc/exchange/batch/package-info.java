/**
 * Many records under one signature: they travel in parts named by their digest, a signed manifest
 * lists the parts. Interface standard §4.5.
 */
@NullMarked
package io.github.citydc.exchange.batch;

import org.jspecify.annotations.NullMarked;
