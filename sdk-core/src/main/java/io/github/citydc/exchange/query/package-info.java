/**
 * Queries: one record of another node's register, asked for by its key, in one signed request and
 * one signed answer (interface standard §4.13).
 */
@NullMarked
package io.github.citydc.exchange.query;

import org.jspecify.annotations.NullMarked;
