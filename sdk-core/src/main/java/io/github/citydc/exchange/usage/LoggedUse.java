package io.github.citydc.exchange.usage;

/**
 * A record of use, as a log stores it.
 *
 * @param position from 1; a later one has a greater position
 * @param use the record of use
 */
public record LoggedUse(long position, Use use) {}
