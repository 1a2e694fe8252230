package io.github.citydc.exchange;

import io.github.citydc.naming.NodeId;
import java.sql.Connection;

/**
 * The message around a payload, for a handler.
 *
 * @param envelope the envelope, verified
 * @param connection the transaction that stores the message: write with it, but do not commit, roll
 *     back or close it
 */
public record MessageContext(Envelope envelope, Connection connection) {

  /**
   * Who sent the message.
   *
   * @return the node that signed it
   */
  public NodeId sender() {
    return envelope.sender();
  }

  /**
   * What is asked for.
   *
   * @return the operation
   */
  public Operation operation() {
    return envelope.operation();
  }
}
