package io.github.citydc.exchange.content.internal;

import io.github.citydc.exchange.Health;
import io.github.citydc.exchange.Problems;
import io.github.citydc.exchange.content.ContentArrival;
import io.github.citydc.exchange.content.ContentIndex;
import io.github.citydc.exchange.content.ContentKey;
import io.github.citydc.exchange.content.ContentStore;
import io.github.citydc.exchange.content.StoredContent;
import io.github.citydc.exchange.internal.Interval;
import io.github.citydc.exchange.internal.Outage;
import io.github.citydc.exchange.message.Causes;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.ContentHash;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.RefusedException;
import io.github.citydc.exchange.message.StorageException;
import io.github.citydc.internal.BoundedTime;
import io.github.citydc.naming.node.NodeId;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
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
  private final long quota;
  private final Duration retention;
  private final KnownStore known;
  private final Interval sweeps = new Interval(BETWEEN_SWEEPS);
  private final Map<String, Outage> outages = new ConcurrentHashMap<>();

  /**
   * Keeps content of some kinds.
   *
   * @param index remembers it
   * @param store has it
   * @param kinds what is swept and counted
   * @param quota how many bytes of it a sender may have that no message refers to
   * @param retention how long it is kept while nobody needs or wants it
   */
  public ContentKeeper(
      ContentIndex index,
      ContentStore store,
      Set<ContentKey.Kind> kinds,
      long quota,
      Duration retention) {
    this.index = index;
    this.store = store;
    this.kinds = Set.copyOf(kinds);
    this.quota = quota;
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
    if (!digest.matches(body)) {
      throw new RefusedException(
          ProblemCode.DIGEST_MISMATCH, "The body is not the part that the path names");
    }
  }

  /**
   * Finds content, and marks it as used. Asked again each time: an entry is worth nothing without
   * its content. What has not the size that arrived is set aside, and is not found.
   *
   * @param key names it
   * @param upload the batch or the file of the upload that wants it; empty for anybody else
   * @param now the time it is wanted at
   * @return what is known of it, empty if it is not there
   * @throws StorageException if the store is not there
   */
  public Optional<StoredContent> find(ContentKey key, Optional<String> upload, Instant now) {
    known.require();
    return index.touch(key, upload, now).filter(this::isThere);
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
   * Takes room in the quota of a sender for content that is about to be stored.
   *
   * @param key names it
   * @param size bytes as sent
   * @param upload the batch or the file of the upload that brings it, if it says so
   * @param clock the time, while it is stored
   * @return the room, to be closed; empty if there is not as much
   * @throws StorageException if the store is not there
   */
  public Optional<ContentRoom> reserve(
      ContentKey key, long size, Optional<String> upload, Clock clock) {
    known.require();
    ContentArrival arrival =
        new ContentArrival(UUID.randomUUID().toString(), key, size, upload, kinds, quota);
    ContentRoom room = new ContentRoom(index, store, arrival, clock);
    return room.take() ? Optional.of(room) : Optional.empty();
  }

  /**
   * Deletes the parts that an upload has brought and nobody else wants.
   *
   * @param sender whose
   * @param kind parts of batches or of files
   * @param upload the batch or the file
   * @throws StorageException if the store is not there
   */
  public void takeBack(NodeId sender, ContentKey.Kind kind, String upload) {
    known.require();
    index.takeBack(sender, kind, upload, store::remove);
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
   * Looks whether the store is there and can be written to, and at what was damaged and has not
   * arrived again.
   *
   * @param name of the check
   * @return what was found
   */
  public Health.Check health(String name) {
    return Health.Check.of(
        name,
        () -> {
          known.require();
          store.requireUsable();
          List<ContentKey> damaged =
              store.setAside().stream()
                  .filter(key -> kinds.contains(key.kind()))
                  .filter(key -> store.size(key).isEmpty())
                  .toList();
          if (damaged.isEmpty()) {
            return "it can be written to";
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
   * @return whether that could be done
   */
  public boolean forgetServed(Optional<NodeId> sender, Instant until) {
    return removing("served", () -> index.forgetServed(sender, until, store::remove));
  }

  /**
   * Once an hour: deletes what has waited too long, and what a crash has left behind.
   *
   * @param now the time
   * @return false if that was to be done, and some of it could not be done
   */
  public boolean nowAndThen(Instant now) {
    if (!sweeps.isDue(now)) {
      return true;
    }
    Instant before = BoundedTime.before(now, retention);
    boolean done = removing("unused", () -> index.forgetUnused(kinds, before, store::remove));
    for (ContentKey.Kind kind : kinds) {
      done &= removing(kind.name(), () -> store.sweep(kind, before, index::knows));
    }
    return done;
  }

  /** Each cause is logged once, though it is tried again and again. */
  private boolean removing(String what, Runnable removal) {
    Outage outage =
        outages.computeIfAbsent(what, unknown -> new Outage(LOG, "The removal of content"));
    try {
      known.require();
      removal.run();
      outage.over();
      return true;
    } catch (RuntimeException | Error e) {
      outage.failed(() -> Causes.of(e));
      return false;
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
