package io.github.citydc.exchange.content;

import io.github.citydc.naming.node.NodeId;
import java.sql.Connection;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * An index of the content that has arrived, with its sender and the time it was last wanted.
 * Content is <em>needed</em>, and is not removed, while an unfinished batch consists of it, and
 * once a message refers to it. Thread-safe, also across processes. Every method throws {@link
 * io.github.citydc.exchange.message.StorageException} if the index fails.
 *
 * <p>To be implemented by applications: a minor version adds to it only methods that have a
 * default.
 */
public interface ContentIndex {

  /**
   * Records the arrival of content. Content that is recorded already does not change.
   *
   * @param content what it is
   * @param now when it arrived
   */
  void add(StoredContent content, Instant now);

  /**
   * Finds content, and marks it as used, so that it is not removed as old for a while.
   *
   * @param key names it
   * @param now the time it is wanted at
   * @return what is known of it, empty if it has not arrived
   */
  Optional<StoredContent> touch(ContentKey key, Instant now);

  /**
   * Records that a message refers to content, which is needed from then on.
   *
   * @param connection the transaction that stores the message
   * @param key names it
   * @param now when the message was accepted
   * @return what is known of it, empty if it has not arrived
   */
  Optional<StoredContent> refer(Connection connection, ContentKey key, Instant now);

  /**
   * Returns whether content is recorded.
   *
   * @param key names it
   * @return true if it is
   */
  boolean knows(ContentKey key);

  /**
   * The total size of a sender's content that no message refers to.
   *
   * @param sender the sending node
   * @param kinds which content
   * @return the sum of the sizes as sent, in bytes
   */
  long waiting(NodeId sender, Set<ContentKey.Kind> kinds);

  /**
   * Deletes content that is not needed, in the index and in the store.
   *
   * @param key names it
   * @param until only if it was not wanted after this time
   * @param removal removes the content; called before the entry is deleted for good
   */
  void forget(ContentKey key, Instant until, Consumer<ContentKey> removal);

  /**
   * Deletes parts whose batches are done, and that nobody has sent or asked for since, in the index
   * and in the store.
   *
   * @param sender only those of one node; empty for all
   * @param until only those that were not wanted after this time
   * @param removal removes the content of one; called before the entry is deleted for good
   */
  void forgetServed(Optional<NodeId> sender, Instant until, Consumer<ContentKey> removal);

  /**
   * Deletes all content that is not needed, in the index and in the store.
   *
   * @param kinds which content
   * @param until only what was not wanted after this time
   * @param removal removes the content of one; called before the entry is deleted for good
   */
  void forgetUnused(Set<ContentKey.Kind> kinds, Instant until, Consumer<ContentKey> removal);

  /**
   * The mark of the store in which the content of a kind lies.
   *
   * @param kind of content
   * @return what {@link ContentStore#mark} said when it was set up; empty if there is none yet
   */
  Optional<String> mark(ContentKey.Kind kind);

  /**
   * Remembers the mark of the store for a kind of content, for good.
   *
   * @param kind of content
   * @param mark of its store
   * @return the mark that is remembered: this one, or the one that another process was first with
   */
  String remember(ContentKey.Kind kind, String mark);
}
