package io.github.citydc.cli.front;

import io.github.citydc.exchange.message.ExchangeException;
import io.github.citydc.exchange.message.SignedReceipt;
import io.github.citydc.exchange.outbox.OutboxEntry;
import io.github.citydc.exchange.outbox.OutboxListener;
import io.github.citydc.naming.node.NodeId;
import java.time.Duration;
import java.time.Instant;

/**
 * Tells two listeners, one after the other.
 *
 * @param first is told first
 * @param second is told then
 */
record BothListeners(OutboxListener first, OutboxListener second) implements OutboxListener {

  @Override
  public void delivered(OutboxEntry entry, SignedReceipt receipt) {
    first.delivered(entry, receipt);
    second.delivered(entry, receipt);
  }

  @Override
  public void postponed(OutboxEntry entry, ExchangeException failure, Instant nextAttempt) {
    first.postponed(entry, failure, nextAttempt);
    second.postponed(entry, failure, nextAttempt);
  }

  @Override
  public void dead(OutboxEntry entry, ExchangeException failure) {
    first.dead(entry, failure);
    second.dead(entry, failure);
  }

  @Override
  public void circuitOpened(NodeId receiver, ExchangeException failure, Duration pause) {
    first.circuitOpened(receiver, failure, pause);
    second.circuitOpened(receiver, failure, pause);
  }

  @Override
  public void circuitClosed(NodeId receiver) {
    first.circuitClosed(receiver);
    second.circuitClosed(receiver);
  }
}
