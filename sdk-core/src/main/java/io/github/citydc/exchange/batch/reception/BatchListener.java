package io.github.citydc.exchange.batch.reception;

import io.github.citydc.exchange.message.MessageId;
import io.github.citydc.naming.node.NodeId;

/**
 * A listener to the work on batches, for health checks and metrics. Called by the threads that work
 * on batches, so it must be thread-safe and quick; what it throws is logged and otherwise ignored.
 *
 * <p>To be implemented by applications: a minor version adds to it only methods that have a
 * default.
 */
public interface BatchListener {

  /**
   * A batch waits, since this receiver is in trouble: its database, its disk, its memory or its
   * class path. It is tried again until it is done; no record of it is rejected for that.
   *
   * @param sender who sent the batch
   * @param batch the batch
   * @param reason the kinds of the failure and its causes, without a value of any record
   */
  default void delayed(NodeId sender, MessageId batch, String reason) {}

  /**
   * A batch that waited is worked on again.
   *
   * @param sender who sent the batch
   * @param batch the batch
   */
  default void resumed(NodeId sender, MessageId batch) {}

  /**
   * A listener that does nothing.
   *
   * @return the listener
   */
  static BatchListener none() {
    return new BatchListener() {};
  }
}
