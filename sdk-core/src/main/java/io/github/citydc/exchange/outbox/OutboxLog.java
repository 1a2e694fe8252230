package io.github.citydc.exchange.outbox;

import io.github.citydc.exchange.message.Causes;
import io.github.citydc.exchange.message.ExchangeException;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a dispatcher logs of messages: one line each, without anything of their content. */
final class OutboxLog {

  private static final Logger LOG = LoggerFactory.getLogger(OutboxDispatcher.class);

  private OutboxLog() {}

  static void postponed(OutboxEntry entry, ExchangeException failure, Instant next) {
    LOG.info(
        "Message {} to {} is postponed until {} after attempt {}: {}",
        entry.message().messageId(),
        entry.message().envelope().receiver(),
        next,
        entry.attempts() + 1,
        Causes.of(failure));
  }

  /** The reason without the words of the other node, which may say anything. */
  static void dead(OutboxEntry entry, String reason) {
    LOG.error(
        "Message {} to {} is a dead letter after attempt {}: {}",
        entry.message().messageId(),
        entry.message().envelope().receiver(),
        entry.attempts() + 1,
        reason);
  }

  static void unanswered(Throwable failure) {
    LOG.warn("The outbox does not answer, trying again: {}", Causes.of(failure));
  }

  static void notNoted(OutboxEntry entry, Throwable failure) {
    LOG.warn(
        "The outcome of {} was not stored; its lease will end: {}",
        entry.message().messageId(),
        Causes.of(failure));
  }
}
