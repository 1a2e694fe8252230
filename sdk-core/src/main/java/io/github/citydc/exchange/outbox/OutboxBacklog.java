package io.github.citydc.exchange.outbox;

import java.time.Instant;
import java.util.Optional;

/**
 * The messages of an outbox that are pending.
 *
 * @param waiting how many, counted no further than was asked for
 * @param oldest when the oldest of them was made, empty if there is none
 */
public record OutboxBacklog(long waiting, Optional<Instant> oldest) {}
