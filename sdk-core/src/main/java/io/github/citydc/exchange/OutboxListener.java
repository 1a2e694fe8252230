package io.github.citydc.exchange;

import io.github.citydc.exchange.spi.OutboxEntry;
import java.time.Instant;

/**
 * Hears what becomes of the messages of an outbox, for metrics and logs. Called by the dispatcher's
 * threads.
 */
public interface OutboxListener {

  /**
   * A receipt has arrived.
   *
   * @param entry the message
   * @param receipt its receipt
   */
  default void delivered(OutboxEntry entry, SignedReceipt receipt) {}

  /**
   * A try has failed, another will follow.
   *
   * @param entry the message
   * @param failure why
   * @param nextAttempt when the next try may be
   */
  default void postponed(OutboxEntry entry, ExchangeException failure, Instant nextAttempt) {}

  /**
   * The message was put to the dead letters.
   *
   * @param entry the message
   * @param failure why
   */
  default void dead(OutboxEntry entry, ExchangeException failure) {}

  /**
   * A listener that hears nothing.
   *
   * @return the listener
   */
  static OutboxListener none() {
    return new OutboxListener() {};
  }
}
