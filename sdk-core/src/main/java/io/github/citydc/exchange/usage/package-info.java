/**
 * Records of use: which node has read what of the shared data of this one, without the data itself
 * (interface standard §4.14).
 */
@NullMarked
package io.github.citydc.exchange.usage;

import org.jspecify.annotations.NullMarked;
