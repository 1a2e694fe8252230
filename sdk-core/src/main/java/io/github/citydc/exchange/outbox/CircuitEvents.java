package io.github.citydc.exchange.outbox;

import io.github.citydc.exchange.CircuitListener;
import io.github.citydc.exchange.message.ExchangeException;
import io.github.citydc.naming.node.NodeId;
import java.time.Duration;
import java.util.function.Consumer;

/** Tells the listener of an outbox what becomes of the circuits of its receivers. */
final class CircuitEvents implements CircuitListener {

  private final Consumer<Consumer<OutboxListener>> telling;

  CircuitEvents(Consumer<Consumer<OutboxListener>> telling) {
    this.telling = telling;
  }

  @Override
  public void opened(NodeId node, Duration pause, ExchangeException failure) {
    telling.accept(to -> to.circuitOpened(node, failure, pause));
  }

  @Override
  public void closed(NodeId node) {
    telling.accept(to -> to.circuitClosed(node));
  }
}
