package io.github.citydc.exchange.batch;

import io.github.citydc.exchange.message.MessageId;
import io.github.citydc.model.WithBuilder;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * The progress of a receiver with a batch.
 *
 * <p>Made and copied with its builder: the constructor is not API, since a later minor version adds
 * members.
 *
 * @param batchId the batch
 * @param state whether it is done
 * @param records all its records
 * @param accepted records that are stored
 * @param rejected records that are not, and will not be
 * @param acceptedAt when the manifest was accepted
 * @param finishedAt when the last record was worked on, empty if that is still to come
 * @param delay why the batch waits or was given up; empty if it goes on, and for its sender in
 *     words that tell nothing of the receiver
 */
@WithBuilder
public record BatchStatus(
    MessageId batchId,
    BatchState state,
    long records,
    long accepted,
    long rejected,
    OffsetDateTime acceptedAt,
    Optional<OffsetDateTime> finishedAt,
    Optional<String> delay) {
  /**
   * A builder in which nothing is set.
   *
   * @return the builder
   */
  public static BatchStatusBuilder builder() {
    return BatchStatusBuilder.builder();
  }

  /**
   * A builder that begins as this.
   *
   * @return the builder
   */
  public BatchStatusBuilder toBuilder() {
    return BatchStatusBuilder.builder(this);
  }
}
