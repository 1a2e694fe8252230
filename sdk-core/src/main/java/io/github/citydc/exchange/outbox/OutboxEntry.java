package io.github.citydc.exchange.outbox;

import io.github.citydc.exchange.message.PreparedMessage;
import java.time.Instant;
import java.util.Optional;

/**
 * A message in an outbox.
 *
 * @param position the order in which messages were enqueued
 * @param message what is sent, byte for byte the same on each try
 * @param orderingKey messages of the same key are sent one after the other
 * @param state where it is on its way
 * @param attempts how often it was tried and failed
 * @param nextAttempt when it may be tried next
 * @param lastFailure why the last try failed: name of the problem and its detail, free of personal
 *     data
 */
public record OutboxEntry(
    long position,
    PreparedMessage message,
    Optional<String> orderingKey,
    OutboxState state,
    int attempts,
    Instant nextAttempt,
    Optional<String> lastFailure) {}
