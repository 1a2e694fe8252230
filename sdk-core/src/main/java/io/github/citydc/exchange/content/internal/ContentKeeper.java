package io.github.citydc.exchange.content.internal;

import io.github.citydc.exchange.Health;
import io.github.citydc.exchange.Problems;
import io.github.citydc.exchange.content.ContentIndex;
import io.github.citydc.exchange.content.ContentKey;
import io.github.citydc.exchange.content.ContentStore;
import io.github.citydc.exchange.content.StoredContent;
import io.github.citydc.exchange.internal.Interval;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.ContentHash;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.RefusedException;
import io.github.citydc.exchange.message.StorageException;
import io.github.citydc.naming.node.NodeId;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a receiver does with the content of a feature: an index and a store together, and the
 * removal of what has waited too long. Thread-safe.
 */
public final class ContentKeeper {

  private static final Logger LOG = LoggerFactory.getLogger("io.github.citydc.exchange.receiver");
  private static final int NAMED = 10;
  private static final Duration BETWEEN_SWEEPS = Duration.ofHours(1);

  private final ContentIndex index;
  private final ContentStore store;
  private final Set<ContentKey.Kind> kinds;
  private final Duration retention;
  private final KnownStore known;
  private final Interval sweeps = new Interval(BETWEEN_SWEEPS);

  /**
   * Keeps content of some kinds.
   *
   * @param index remembers it
   * @param store has it
   * @param kinds what is swept and counted
   * @param retention how long it is kept while nobody needs or wants it
   */
  public ContentKeeper(
      ContentIndex index, ContentStore store, Set<ContentKey.Kind> kinds, Duration retention) {
    this.index = index;
    this.store = store;
    this.kinds = Set.copyOf(kinds);
    this.retention = retention;
    this.known = new KnownStore(index, store, this.kinds);
  }

  /**
   * The digest in a path.
   *
   * @param segment of the path
   * @return the digest
   * @throws RefusedException with {@code not-found} if it is none
   */
  public static ContentHash named(String segment) {
    try {
      return ContentHash.parse(segment);
    } catch (IllegalArgumentException e) {
      throw new RefusedException(ProblemCode.NOT_FOUND, String.valueOf(e.getMessage()));
    }
  }

  /**
   * Requires that a body is the part that a path names.
   *
   * @param body what was sent
   * @param digest what the path says
   * @throws RefusedException with {@code digest-mismatch} if it is another
   */
  public static void requirePart(Content body, ContentHash digest) {
    if (!ContentHash.of(body).equals(digest)) {
      throw new RefusedException(
          ProblemCode.DIGEST_MISMATCH, "The body is not the part that the path names");
    }
  }

  /**
   * Finds content, and marks it as used. Asked again each time: an entry is worth nothing without
   * its content. What has not the size that arrived is set aside, and is not found.
   *
   * @param key names it
   * @param now the time it is wanted at
   * @return what is known of it, empty if it is not there
   * @throws StorageException if the store is not there
   */
  public Optional<StoredContent> find(ContentKey key, Instant now) {
    known.require();
    return index.touch(key, now).filter(this::isThere);
  }

  /**
   * Records that a message refers to content.
   *
   * @param connection the transaction that stores the message
   * @param key names it
   * @param now when the message was accepted
   * @return what is known of it, empty if it is not there
   * @throws StorageException if the store is not there
   */
  public Optional<StoredContent> refer(Connection connection, ContentKey key, Instant now) {
    known.require();
    return index.refer(connection, key, now).filter(this::isThere);
  }

  private boolean isThere(StoredContent content) {
    return isThere(content.key(), content.size());
  }

  /**
   * Returns whether content is stored. What has another size is set aside.
   *
   * @param key names it
   * @param size bytes that it is to have
   * @return true if it can be opened
   * @throws StorageException if the store is not there
   */
  public boolean isThere(ContentKey key, long size) {
    known.require();
    OptionalLong stored = store.size(key);
    if (stored.isPresent() && stored.getAsLong() != size) {
      setAside(key);
      return false;
    }
    return stored.isPresent();
  }

  /**
   * Keeps content that has arrived: first the content, then its entry.
   *
   * @param content what it is
   * @param bytes read to the end; not closed
   * @param now when it arrived
   * @throws StorageException if it cannot be stored, or the store is not there
   */
  public void keep(StoredContent content, InputStream bytes, Instant now) {
    known.require();
    store.put(content.key(), bytes);
    index.add(content, now);
  }

  /**
   * Reads content. It is verified while it is read: if it is damaged, reading or closing it throws
   * a {@link DamagedContentException}, and it is set aside.
   *
   * @param key names it
   * @param size bytes that it is to have
   * @return the content, to be closed; the rest is read and verified then
   * @throws StorageException if it is not there
   */
  public InputStream open(ContentKey key, long size) {
    known.require();
    return new VerifiedContent(store.open(key), key, size, () -> setAside(key));
  }

  /**
   * Reads content of which nothing is to be used before all of it is verified: so it is read twice.
   *
   * @param key names it
   * @param size bytes that it is to have
   * @return the content, to be closed
   * @throws DamagedContentException if it is damaged
   * @throws IOException if it cannot be read
   * @throws StorageException if it is not there
   */
  public InputStream openVerified(ContentKey key, long size) throws IOException {
    open(key, size).close();
    return open(key, size);
  }

  private void setAside(ContentKey key) {
    LOG.error("Content {} of {} is damaged and set aside", key.digest(), key.sender());
    try {
      store.setAside(key);
    } catch (StorageException e) {
      Problems.log("Damaged content could not be set aside", e);
    }
  }

  /**
   * Looks whether the store is there, and at what was damaged and has not arrived again.
   *
   * @param name of the check
   * @return what was found
   */
  public Health.Check health(String name) {
    return Health.Check.of(
        name,
        () -> {
          known.require();
          List<ContentKey> damaged =
              store.setAside().stream()
                  .filter(key -> kinds.contains(key.kind()))
                  .filter(key -> store.size(key).isEmpty())
                  .toList();
          if (damaged.isEmpty()) {
            return "the store is there";
          }
          throw new StorageException(
              damaged.size() + " damaged, set aside and not sent again",
              new IOException(
                  damaged.stream()
                      .limit(NAMED)
                      .map(key -> key.digest() + " of " + key.sender())
                      .toList()
                      .toString()));
        });
  }

  /**
   * The size of what a sender has waiting.
   *
   * @param sender the sending node
   * @return bytes of content that no message refers to
   */
  public long waiting(NodeId sender) {
    return index.waiting(sender, kinds);
  }

  /**
   * Deletes content that nobody needs.
   *
   * @param key names it
   * @param until only if it was not wanted after this time
   */
  public void forget(ContentKey key, Instant until) {
    known.require();
    index.forget(key, until, store::remove);
  }

  /**
   * Deletes parts whose batches are done.
   *
   * @param sender only those of one node; empty for all
   * @param until only those that were not wanted after this time
   */
  public void forgetServed(Optional<NodeId> sender, Instant until) {
    quietly(
        () -> {
          known.require();
          index.forgetServed(sender, until, store::remove);
        });
  }

  /**
   * Once an hour: deletes what has waited too long, and what a crash has left behind.
   *
   * @param now the time
   */
  public void nowAndThen(Instant now) {
    if (sweeps.isDue(now)) {
      Instant before = now.minus(retention);
      quietly(
          () -> {
            known.require();
            index.forgetUnused(kinds, before, store::remove);
            kinds.forEach(kind -> quietly(() -> store.sweep(kind, before, index::knows)));
          });
    }
  }

  /**
   * Removes something. What cannot be removed now is tried again later; nobody has to wait for
   * that.
   *
   * @param removal what to do
   */
  public static void quietly(Runnable removal) {
    try {
      removal.run();
    } catch (RuntimeException | Error e) {
      Problems.log("Content could not be removed", e);
    }
  }
}
