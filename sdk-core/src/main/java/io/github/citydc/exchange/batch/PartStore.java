package io.github.citydc.exchange.batch;

import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.ContentHash;
import io.github.citydc.naming.node.NodeId;
import java.io.InputStream;
import java.time.Instant;
import java.util.function.BiPredicate;

/**
 * A store for the content of parts, from their arrival until their batch is processed. Parts of
 * different senders never meet. Implementations are thread-safe, also across processes that share
 * the store.
 *
 * <p>To be implemented by applications: a minor version adds to it only methods that have a
 * default.
 */
public interface PartStore {

  /**
   * Stores a part: as a whole and lasting, or not at all.
   *
   * @param sender the sending node
   * @param digest its digest, computed again while writing
   * @param content the part as sent
   * @throws io.github.citydc.exchange.message.StorageException if it cannot be stored, for example
   *     because the disk is full
   */
  void put(NodeId sender, ContentHash digest, Content content);

  /**
   * Returns whether a part is stored.
   *
   * @param sender the sending node
   * @param digest its digest
   * @return whether it can be opened
   */
  boolean holds(NodeId sender, ContentHash digest);

  /**
   * Reads a part.
   *
   * @param sender the sending node
   * @param digest its digest
   * @return its content, to be closed
   * @throws io.github.citydc.exchange.message.StorageException if it is not there or cannot be read
   */
  InputStream open(NodeId sender, ContentHash digest);

  /**
   * Removes a part. Does nothing if it is not there.
   *
   * @param sender the sending node
   * @param digest its digest
   * @throws io.github.citydc.exchange.message.StorageException if it cannot be removed
   */
  void remove(NodeId sender, ContentHash digest);

  /**
   * Removes what a crash has left behind.
   *
   * @param before only what was stored before
   * @param known whether a part is known elsewhere and stays
   * @throws io.github.citydc.exchange.message.StorageException if the store cannot be read
   */
  void sweep(Instant before, BiPredicate<NodeId, ContentHash> known);
}
