package io.github.citydc.spring;

import io.github.citydc.exchange.message.ExchangeException;
import io.github.citydc.exchange.message.SignedReceipt;
import io.github.citydc.exchange.outbox.OutboxEntry;
import io.github.citydc.exchange.outbox.OutboxListener;
import io.github.citydc.naming.node.NodeId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Several listeners as one. */
record OutboxListeners(List<OutboxListener> all) implements OutboxListener {

  @Override
  public void delivered(OutboxEntry entry, SignedReceipt receipt) {
    all.forEach(listener -> listener.delivered(entry, receipt));
  }

  @Override
  public void postponed(OutboxEntry entry, ExchangeException failure, Instant nextAttempt) {
    all.forEach(listener -> listener.postponed(entry, failure, nextAttempt));
  }

  @Override
  public void dead(OutboxEntry entry, ExchangeException failure) {
    all.forEach(listener -> listener.dead(entry, failure));
  }

  @Override
  public void circuitOpened(NodeId receiver, ExchangeException failure, Duration pause) {
    all.forEach(listener -> listener.circuitOpened(receiver, failure, pause));
  }

  @Override
  public void circuitClosed(NodeId receiver) {
    all.forEach(listener -> listener.circuitClosed(receiver));
  }
}
