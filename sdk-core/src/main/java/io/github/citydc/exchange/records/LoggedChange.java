package io.github.citydc.exchange.records;

/**
 * A change in a log.
 *
 * @param position from 1, in the order of commits
 * @param change what happened
 */
public record LoggedChange(long position, RecordChange change) {}
