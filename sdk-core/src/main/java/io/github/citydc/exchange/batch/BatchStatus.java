package io.github.citydc.exchange.batch;

import io.github.citydc.exchange.message.MessageId;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * The progress of a receiver with a batch.
 *
 * @param batchId the batch
 * @param state whether it is done
 * @param records all its records
 * @param accepted records that are stored
 * @param rejected records that are not, and will not be
 * @param acceptedAt when the manifest was accepted
 * @param finishedAt when the last record was worked on, empty if that is still to come
 */
public record BatchStatus(
    MessageId batchId,
    BatchState state,
    long records,
    long accepted,
    long rejected,
    OffsetDateTime acceptedAt,
    Optional<OffsetDateTime> finishedAt) {}
