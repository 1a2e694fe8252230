package io.github.citydc.exchange;

/**
 * What became of the records of a batch so far.
 *
 * @param accepted how many were stored
 * @param rejected how many were not
 */
public record RecordCounts(long accepted, long rejected) {}
