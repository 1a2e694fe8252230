package io.github.citydc.exchange.security;

import io.github.citydc.naming.node.NodeId;

/**
 * The rates at which other nodes send to a receiver, counted for all of its processes together. A
 * process asks for some requests at a time, so that not every request asks. Implementations are
 * thread-safe, also across processes.
 *
 * <p>To be implemented by applications: a minor version adds to it only methods that have a
 * default.
 */
public interface SharedRates {

  /**
   * Takes some of the requests that a node may send.
   *
   * @param sender the sending node
   * @param perSecond how many come free in a second; a second's worth can be saved up
   * @param admitted how many were admitted before without asking; they count in any case
   * @param wanted how many more the process would admit, from 1
   * @return how many of these it may admit, from 0
   * @throws io.github.citydc.exchange.message.StorageException if the count cannot be read or
   *     changed
   */
  int take(NodeId sender, int perSecond, int admitted, int wanted);
}
