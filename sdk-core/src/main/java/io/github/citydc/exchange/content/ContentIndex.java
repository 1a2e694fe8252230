package io.github.citydc.exchange.content;

import io.github.citydc.exchange.message.ContentHash;
import io.github.citydc.naming.node.NodeId;
import java.sql.Connection;
import java.time.Instant;
import java.util.List;
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
   * Keeps room for content that is about to be stored, if its sender has as much left: its content
   * that no message refers to, what else room is kept for, and this content are not more than the
   * quota, whatever processes ask at the same time.
   *
   * @param arrival what is to be stored
   * @param now the time
   * @param until how long room is kept if nothing is heard of the content
   * @return whether there is room
   */
  boolean reserve(ContentArrival arrival, Instant now, Instant until);

  /**
   * Keeps room for longer, since the content is still being stored.
   *
   * @param arrival what room was kept for
   * @param until how long from now on
   * @return false if it took too long, and the room may have been given to others
   */
  boolean renew(ContentArrival arrival, Instant until);

  /**
   * Records that content has arrived, which takes the room that was kept for it. Content that is
   * recorded already does not change.
   *
   * @param arrival what room was kept for
   * @param content what it is
   * @param now when it arrived
   */
  void add(ContentArrival arrival, StoredContent content, Instant now);

  /**
   * Gives up the room for content that was not stored.
   *
   * @param arrival what room was kept for
   */
  void release(ContentArrival arrival);

  /**
   * Finds content, and marks it as used, so that it is not removed as old for a while, nor by
   * {@link #takeBack} of another upload.
   *
   * @param key names it
   * @param upload the batch or the file of the upload that wants it; empty for anybody else
   * @param now the time it is wanted at
   * @return what is known of it, empty if it has not arrived
   */
  Optional<StoredContent> touch(ContentKey key, Optional<String> upload, Instant now);

  /**
   * Deletes the parts that an upload has brought, in the index and in the store. Parts that anybody
   * else has wanted since, that are needed, or that another upload has brought, stay.
   *
   * @param sender whose parts
   * @param kind parts of batches or of files
   * @param upload the batch or the file
   * @param removal removes the content of one; called before the entry is deleted permanently
   */
  void takeBack(NodeId sender, ContentKey.Kind kind, String upload, Consumer<ContentKey> removal);

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
   * Finds a file that messages refer to, of whatever sender. By default nothing is found.
   *
   * @param digest of the file
   * @return one key for each sender
   */
  default List<ContentKey> referredFiles(ContentHash digest) {
    return List.of();
  }

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
   * @param removal removes the content; called before the entry is deleted permanently
   */
  void forget(ContentKey key, Instant until, Consumer<ContentKey> removal);

  /**
   * Deletes parts whose batches are done, and that nobody has sent or asked for since, in the index
   * and in the store.
   *
   * @param sender only those of one node; empty for all
   * @param until only those that were not wanted after this time
   * @param removal removes the content of one; called before the entry is deleted permanently
   */
  void forgetServed(Optional<NodeId> sender, Instant until, Consumer<ContentKey> removal);

  /**
   * Deletes all content that is not needed, in the index and in the store.
   *
   * @param kinds which content
   * @param until only what was not wanted after this time
   * @param removal removes the content of one; called before the entry is deleted permanently
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
   * Remembers the mark of the store for a kind of content, permanently.
   *
   * @param kind of content
   * @param mark of its store
   * @return the mark that is remembered: this one, or the one that another process was first with
   */
  String remember(ContentKey.Kind kind, String mark);
}
