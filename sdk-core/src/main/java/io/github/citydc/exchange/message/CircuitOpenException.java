package io.github.citydc.exchange.message;

import io.github.citydc.naming.node.NodeId;
import java.time.Duration;
import java.util.Optional;

/**
 * Thrown when nothing was sent because the circuit of a node is open: it has failed several times
 * in a row and is not called for a while.
 */
public final class CircuitOpenException extends ExchangeException {

  private static final long serialVersionUID = 1L;

  private final String node;
  private final Duration remaining;

  /**
   * Creates an exception with the node and the remaining time.
   *
   * @param node who does not answer
   * @param remaining until it is tried again
   * @param last what it failed with
   */
  public CircuitOpenException(NodeId node, Duration remaining, Throwable last) {
    super(
        node
            + " does not answer and is left alone for "
            + remaining.toSeconds()
            + " s; its last failure: "
            + last.getMessage(),
        true,
        last,
        Delivery.NOTHING_SENT);
    this.node = node.toString();
    this.remaining = remaining;
  }

  /**
   * The node to which nothing is sent.
   *
   * @return the node
   */
  public NodeId node() {
    return NodeId.parse(node);
  }

  @Override
  public Optional<Duration> retryAfter() {
    return Optional.of(remaining);
  }
}
