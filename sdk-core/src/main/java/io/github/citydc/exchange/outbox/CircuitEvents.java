package io.github.citydc.exchange.outbox;

import io.github.citydc.exchange.CircuitListener;
import io.github.citydc.exchange.message.ExchangeException;
import io.github.citydc.naming.node.NodeId;
import java.time.Duration;
import java.util.HashSet;
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
  private final Set<NodeId> onTrial = ConcurrentHashMap.newKeySet();

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

  /** The receivers that get nothing now: their circuits are open, or they are just being tried. */
  Set<NodeId> leftAlone(Set<NodeId> open) {
    Set<NodeId> all = new HashSet<>(open);
    all.addAll(onTrial);
    return all;
  }

  /**
   * The receivers that may be tried now, each told once: a trial is one request, which need not
   * take hundreds of messages with it.
   */
  Set<NodeId> due(Set<NodeId> leftAlone) {
    Set<NodeId> due = new HashSet<>(untried);
    due.removeAll(leftAlone);
    untried.removeAll(due);
    return due;
  }

  /** A message is on its way to a receiver that may be back. */
  void begin(NodeId receiver) {
    onTrial.add(receiver);
  }

  /** What was on its way to a receiver has come to something. */
  void end(NodeId receiver) {
    if (onTrial.remove(receiver)) {
      pace.lookNow();
    }
  }
}
