package io.github.citydc.exchange.batch;

import io.github.citydc.exchange.message.ContentHash;
import io.github.citydc.naming.node.NodeId;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * An index of the parts that have arrived, with their sender and time of arrival. Thread-safe, also
 * across processes. Every method throws {@link io.github.citydc.exchange.message.StorageException}
 * if the store fails.
 *
 * <p>To be implemented by applications: a minor version adds to it only methods that have a
 * default.
 */
public interface PartIndex {

  /**
   * Finds a part, and marks it as used, so that it is not removed as old for a while.
   *
   * @param sender the sending node
   * @param digest its digest
   * @param now the time it is wanted at
   * @return what is known of it, empty if it has not arrived
   */
  Optional<BatchPart> touch(NodeId sender, ContentHash digest, Instant now);

  /**
   * Records the arrival of a part. A part that is recorded already does not change.
   *
   * @param sender the sending node
   * @param part what it is
   * @param decodedSize bytes when decompressed
   * @param now when it arrived
   */
  void add(NodeId sender, BatchPart part, long decodedSize, Instant now);

  /**
   * How large the parts of a sender are when they are decompressed.
   *
   * @param sender who sent them
   * @return bytes, by digest
   */
  Map<ContentHash, Long> decodedSizes(NodeId sender);

  /**
   * Returns whether a part is recorded.
   *
   * @param sender the sending node
   * @param digest its digest
   * @return true if it is
   */
  boolean knows(NodeId sender, ContentHash digest);

  /**
   * The total size of a sender's parts.
   *
   * @param sender the sending node
   * @return the sum of the sizes of its parts, in bytes
   */
  long sizeOf(NodeId sender);

  /**
   * Deletes some parts, if no unfinished batch needs them, together with their content.
   *
   * @param sender who sent them
   * @param digests which parts
   * @param until only those that were not wanted after this time
   * @param content removes the content of one; called before the entry of the part is deleted
   */
  void forget(
      NodeId sender,
      Collection<ContentHash> digests,
      Instant until,
      BiConsumer<NodeId, ContentHash> content);

  /**
   * Deletes parts whose batches are done, together with their content: those that no unfinished
   * batch needs, and that nobody has sent or asked for since.
   *
   * @param sender only those of one node; empty for all
   * @param until only those that were not wanted after this time
   * @param content removes the content of one; called before the part is forgotten for good
   */
  void forgetServed(
      Optional<NodeId> sender, Instant until, BiConsumer<NodeId, ContentHash> content);

  /**
   * Deletes all parts that no unfinished batch needs, together with their content.
   *
   * @param until only those that were not wanted after this time
   * @param content removes the content of one; called before the entry of the part is deleted
   */
  void forgetUnused(Instant until, BiConsumer<NodeId, ContentHash> content);
}
