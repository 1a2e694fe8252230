/**
 * Catalog and records of a node: the offering side and the pulling side (interface standard §4.6
 * and §4.7).
 */
@NullMarked
package io.github.citydc.exchange.records;

import org.jspecify.annotations.NullMarked;
