package io.github.citydc.exchange.outbox;

import io.github.citydc.exchange.message.SignedReceipt;
import java.time.Instant;

/** What has become of a leased message, to be stored: {@link OutboxQueue#note}. */
public sealed interface OutboxOutcome {

  /**
   * The message.
   *
   * @return as it was leased
   */
  OutboxEntry entry();

  /**
   * Its receipt has arrived.
   *
   * @param entry the message
   * @param receipt its receipt, verified
   * @param time when
   */
  record Delivered(OutboxEntry entry, SignedReceipt receipt, Instant time)
      implements OutboxOutcome {}

  /**
   * A try has failed, another will follow.
   *
   * @param entry the message
   * @param failure why it failed, free of personal data
   * @param time when
   * @param nextAttempt when to try again
   */
  record Postponed(OutboxEntry entry, String failure, Instant time, Instant nextAttempt)
      implements OutboxOutcome {}

  /**
   * It is a dead letter.
   *
   * @param entry the message
   * @param failure why it is not tried again, free of personal data
   * @param time when
   */
  record Dead(OutboxEntry entry, String failure, Instant time) implements OutboxOutcome {}

  /**
   * It was not tried.
   *
   * @param entry the message
   */
  record Released(OutboxEntry entry) implements OutboxOutcome {}
}
