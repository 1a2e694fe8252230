package io.github.citydc.exchange.outbox;

import io.github.citydc.exchange.message.ExchangeException;
import io.github.citydc.exchange.message.SignedReceipt;
import io.github.citydc.naming.node.NodeId;
import java.time.Duration;
import java.time.Instant;

/**
 * A listener for the results of sending messages of an outbox, for metrics and logs. Called by the
 * dispatcher's threads; what it throws is logged and changes nothing.
 *
 * <p>To be implemented by applications: a minor version adds to it only methods that have a
 * default.
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
   * A receiver has failed too often in a row: its messages stay in the outbox for a while, which
   * counts as no try.
   *
   * @param receiver who does not answer
   * @param failure the last one
   * @param pause until one message is sent to try whether it is back
   */
  default void circuitOpened(NodeId receiver, ExchangeException failure, Duration pause) {}

  /**
   * The circuit of a receiver has closed: it has responded again.
   *
   * @param receiver who is back
   */
  default void circuitClosed(NodeId receiver) {}
}
