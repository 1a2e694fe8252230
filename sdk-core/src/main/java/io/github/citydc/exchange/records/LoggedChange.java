package io.github.citydc.exchange.records;

/**
 * A change of a record, as a log stores it.
 *
 * @param position from 1, in the order of commits
 * @param change what happened
 */
public record LoggedChange(long position, RecordChange change) {}
