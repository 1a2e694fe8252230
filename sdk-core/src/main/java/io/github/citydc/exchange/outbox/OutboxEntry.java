package io.github.citydc.exchange.outbox;

import io.github.citydc.exchange.message.MessageId;
import io.github.citydc.exchange.message.PreparedMessage;
import io.github.citydc.model.WithBuilder;
import java.time.Instant;
import java.util.Optional;

/**
 * A message in an outbox.
 *
 * <p>Made and copied with its builder: the constructor is not API, since a later minor version adds
 * members.
 *
 * @param position the order in which messages were enqueued
 * @param message what is sent, byte for byte the same on each try
 * @param orderingKey messages of the same key are sent one after the other
 * @param state where it is on its way
 * @param attempts how often it was tried and failed
 * @param nextAttempt when it may be tried next
 * @param lastFailure why the last try failed: name of the problem and its detail, free of personal
 *     data
 * @param replacedBy the new message that was made of this dead letter
 */
@WithBuilder
public record OutboxEntry(
    long position,
    PreparedMessage message,
    Optional<String> orderingKey,
    OutboxState state,
    int attempts,
    Instant nextAttempt,
    Optional<String> lastFailure,
    Optional<MessageId> replacedBy) {
  /**
   * A builder in which nothing is set.
   *
   * @return the builder
   */
  public static OutboxEntryBuilder builder() {
    return OutboxEntryBuilder.builder().replacedBy(Optional.empty());
  }

  /**
   * A builder that begins as this.
   *
   * @return the builder
   */
  public OutboxEntryBuilder toBuilder() {
    return OutboxEntryBuilder.builder(this);
  }
}
