package io.github.citydc.exchange.spi;

import io.github.citydc.exchange.StorageException;
import io.github.citydc.exchange.batch.PartDigest;
import io.github.citydc.naming.NodeId;
import java.io.InputStream;
import java.time.Instant;
import java.util.function.BiPredicate;

/**
 * Keeps the content of parts between their arrival and the work on their batch. Parts of different
 * senders never meet. Implementations are thread-safe, also across processes that share the store.
 */
public interface PartStore {

  /**
   * Stores a part: as a whole and lasting, or not at all.
   *
   * @param sender who sent it
   * @param digest its digest, computed again while writing
   * @param content the part as sent
   * @throws StorageException if it cannot be stored, for example because the disk is full
   */
  void put(NodeId sender, PartDigest digest, HttpBody content);

  /**
   * Looks for a part.
   *
   * @param sender who sent it
   * @param digest its digest
   * @return whether it can be opened
   */
  boolean holds(NodeId sender, PartDigest digest);

  /**
   * Reads a part.
   *
   * @param sender who sent it
   * @param digest its digest
   * @return its content, to be closed
   * @throws StorageException if it is not there or cannot be read
   */
  InputStream open(NodeId sender, PartDigest digest);

  /**
   * Removes a part. Does nothing if it is not there.
   *
   * @param sender who sent it
   * @param digest its digest
   * @throws StorageException if it cannot be removed
   */
  void remove(NodeId sender, PartDigest digest);

  /**
   * Removes what a crash has left behind.
   *
   * @param before only what was stored before
   * @param known whether a part is known elsewhere and stays
   * @throws StorageException if the store cannot be read
   */
  void sweep(Instant before, BiPredicate<NodeId, PartDigest> known);
}
