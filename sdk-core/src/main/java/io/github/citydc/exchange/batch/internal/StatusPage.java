package io.github.citydc.exchange.batch.internal;

import io.github.citydc.exchange.batch.BatchStatus;
import io.github.citydc.exchange.batch.RejectedRecord;
import java.util.List;
import java.util.Optional;

/**
 * A response to {@code GET /batches/{id}}.
 *
 * @param status how far the batch is
 * @param rejected some of the rejected records
 * @param next where to read on, empty if these are all there are so far
 * @param delay why the batch waits, empty if it does not
 */
public record StatusPage(
    BatchStatus status,
    List<RejectedRecord> rejected,
    Optional<RejectionCursor> next,
    Optional<String> delay) {}
