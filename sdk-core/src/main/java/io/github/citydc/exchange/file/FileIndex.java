package io.github.citydc.exchange.file;

import io.github.citydc.exchange.content.ContentKey;
import io.github.citydc.naming.node.NodeId;
import java.sql.Connection;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * An index of the files and parts that have arrived, and of the messages that refer to files.
 * Thread-safe, also across processes. Every method throws {@link
 * io.github.citydc.exchange.message.StorageException} if the index fails.
 *
 * <p>To be implemented by applications: a minor version adds to it only methods that have a
 * default.
 */
public interface FileIndex {

  /**
   * Records the arrival of content. Content that is recorded already does not change.
   *
   * @param key names it
   * @param size bytes
   * @param now when it arrived
   */
  void add(ContentKey key, long size, Instant now);

  /**
   * Finds content, and marks it as used, so that it is not removed as old for a while.
   *
   * @param key names it
   * @param now the time it is wanted at
   * @return its size in bytes, empty if it has not arrived
   */
  OptionalLong touch(ContentKey key, Instant now);

  /**
   * Records that a message refers to a file, which is not removed from then on.
   *
   * @param connection the transaction that stores the message
   * @param file names it
   * @param now when the message was accepted
   * @return its size in bytes, empty if it has not arrived
   */
  OptionalLong refer(Connection connection, ContentKey file, Instant now);

  /**
   * Returns whether content is recorded.
   *
   * @param key names it
   * @return true if it is
   */
  boolean knows(ContentKey key);

  /**
   * The total size of a sender's files and parts that no message refers to.
   *
   * @param sender the sending node
   * @return the sum of the sizes of its parts, and of its files that no message refers to, in bytes
   */
  long waiting(NodeId sender);

  /**
   * Deletes content, in the index and in the store. A file that a message refers to is kept.
   *
   * @param key names it
   * @param until only if it was not wanted after this time
   * @param removal removes the content; called before the entry is deleted
   */
  void forget(ContentKey key, Instant until, Consumer<ContentKey> removal);

  /**
   * Deletes all parts, and all files that no message refers to, in the index and in the store.
   *
   * @param until only those that were not wanted after this time
   * @param removal removes the content of one; called before the entry is deleted
   */
  void forgetUnused(Instant until, Consumer<ContentKey> removal);
}
