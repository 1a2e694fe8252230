package io.github.citydc.exchange;

import io.github.citydc.exchange.message.ExchangeException;
import io.github.citydc.naming.node.NodeId;
import java.time.Duration;

/**
 * A listener for the circuits of a client: it is called when the circuit of a node opens, and when
 * it closes again. To be implemented by applications; implementations are thread-safe and return
 * soon.
 */
public interface CircuitListener {

  /**
   * Called when a circuit opens: nothing is sent to the node for a while.
   *
   * @param node which
   * @param pause for how long
   * @param failure the last of those in a row
   */
  void opened(NodeId node, Duration pause, ExchangeException failure);

  /**
   * A node has answered again.
   *
   * @param node which
   */
  void closed(NodeId node);
}
