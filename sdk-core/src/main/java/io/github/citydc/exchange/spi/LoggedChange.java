package io.github.citydc.exchange.spi;

import io.github.citydc.exchange.records.RecordChange;

/**
 * A change in a log.
 *
 * @param position from 1, in the order of commits
 * @param change what happened
 */
public record LoggedChange(long position, RecordChange change) {}
