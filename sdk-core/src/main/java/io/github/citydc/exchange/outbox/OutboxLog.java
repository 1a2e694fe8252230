package io.github.citydc.exchange.outbox;

import io.github.citydc.exchange.message.Causes;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a dispatcher logs of messages: one line each, without anything of their content. */
final class OutboxLog {

  private static final Logger LOG = LoggerFactory.getLogger(OutboxDispatcher.class);

  private OutboxLog() {}

  /** Those that were sent together fail together: one line for all. */
  static void postponed(List<OutboxOutcome.Postponed> postponed, String reason) {
    OutboxEntry first = postponed.get(0).entry();
    String others = postponed.size() == 1 ? "" : " and " + (postponed.size() - 1) + " others";
    LOG.info(
        "Message {}{} to {} postponed until {} after attempt {}: {}",
        first.message().messageId(),
        others,
        first.message().envelope().receiver(),
        postponed.get(0).nextAttempt(),
        first.attempts() + 1,
        reason);
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
