package io.github.citydc.exchange.outbox;

import io.github.citydc.exchange.CircuitListener;
import io.github.citydc.exchange.message.ExchangeException;
import io.github.citydc.naming.node.NodeId;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * What becomes of the circuits of the receivers: told to the listeners of an outbox, and remembered
 * until the receiver is tried again. Thread-safe.
 */
final class CircuitEvents implements CircuitListener {

  private final Consumer<Consumer<OutboxListener>> telling;
  private final FeederPace pace;
  private final Set<NodeId> untried = ConcurrentHashMap.newKeySet();

  CircuitEvents(Consumer<Consumer<OutboxListener>> telling, FeederPace pace) {
    this.telling = telling;
    this.pace = pace;
  }

  @Override
  public void opened(NodeId node, Duration pause, ExchangeException failure) {
    untried.add(node);
    pace.lookAfter(pause);
    telling.accept(to -> to.circuitOpened(node, failure, pause));
  }

  @Override
  public void closed(NodeId node) {
    untried.remove(node);
    telling.accept(to -> to.circuitClosed(node));
  }

  /**
   * Tells whether a receiver is to be tried now whose circuit was open; once of each. A trial is
   * one request, which need not take hundreds of messages with it.
   *
   * @param leftAlone the receivers whose circuits are open
   */
  boolean isTrial(Set<NodeId> leftAlone) {
    return untried.removeIf(node -> !leftAlone.contains(node));
  }
}
