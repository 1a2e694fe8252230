package io.github.citydc.exchange;

/**
 * The numbers of records of a batch that were accepted and rejected so far.
 *
 * @param accepted how many were stored
 * @param rejected how many were not
 */
public record RecordCounts(long accepted, long rejected) {}
