package io.github.citydc.exchange.batch;

/**
 * A batch that is assigned to a worker, with the position of the last record handled.
 *
 * @param entry the batch
 * @param worker who works on it
 * @param part the part the last record that was handled stands in, from 0
 * @param line its line, from 1; 0 if the part is still untouched
 */
public record BatchClaim(BatchEntry entry, String worker, int part, int line) {}
