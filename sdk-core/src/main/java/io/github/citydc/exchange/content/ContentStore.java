package io.github.citydc.exchange.content;

import io.github.citydc.exchange.message.StorageException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;

/**
 * A store for content that is named by its digest: parts of batches, files, and parts of incomplete
 * files. Implementations are thread-safe, also across processes that share the store, and never
 * hold a whole file in memory.
 *
 * <p>To be implemented by applications: a minor version adds to it only methods that have a
 * default.
 */
public interface ContentStore {

  /**
   * Stores content: as a whole and lasting, or not at all.
   *
   * @param key names it; the digest is computed again while writing
   * @param content read to the end; not closed
   * @throws io.github.citydc.exchange.message.RefusedException with {@code digest-mismatch} if the
   *     content has another digest
   * @throws io.github.citydc.exchange.message.StorageException if it cannot be stored, for example
   *     because the disk is full
   */
  void put(ContentKey key, InputStream content);

  /**
   * The size of content as it is stored. It differs from that in the index if the content is
   * damaged.
   *
   * @param key names it
   * @return bytes; empty if it is not stored
   */
  OptionalLong size(ContentKey key);

  /**
   * Reads content, as it is stored. Receivers verify it while they read.
   *
   * @param key names it
   * @return the content, to be closed
   * @throws io.github.citydc.exchange.message.StorageException if it is not there or cannot be read
   */
  InputStream open(ContentKey key);

  /**
   * Reads content from a position on. By default what is before it is read and skipped.
   *
   * @param key names it
   * @param position of the first byte, from 0 to the size
   * @return the content behind it, to be closed
   * @throws io.github.citydc.exchange.message.StorageException if it is not there or cannot be read
   */
  default InputStream open(ContentKey key, long position) {
    InputStream content = open(key);
    try {
      content.skipNBytes(position);
      return content;
    } catch (IOException | RuntimeException e) {
      try (content) {
        throw new StorageException("Content could not be read from a position on", e);
      } catch (IOException another) {
        throw new StorageException("Content could not be read from a position on", another);
      }
    }
  }

  /**
   * Removes content. Does nothing if it is not there.
   *
   * @param key names it
   * @throws io.github.citydc.exchange.message.StorageException if it cannot be removed
   */
  void remove(ContentKey key);

  /**
   * Moves damaged content out of the way, to where an operator finds it. From then on it is not
   * stored. Does nothing if it is not there.
   *
   * @param key names it
   * @throws io.github.citydc.exchange.message.StorageException if it cannot be moved
   */
  void setAside(ContentKey key);

  /**
   * The content that was set aside and has not been removed from there.
   *
   * @return its keys
   */
  List<ContentKey> setAside();

  /**
   * The mark of this store, by which it is known again: an index remembers it. So an empty folder
   * below a mount point where nothing is mounted is not taken for an empty store.
   *
   * @return the mark; empty if there is none, or its place is not there
   * @throws io.github.citydc.exchange.message.StorageException if it cannot be read
   */
  Optional<String> mark();

  /**
   * Sets the store up and marks it; called once, when an index has not known any store before.
   *
   * @return its mark
   * @throws io.github.citydc.exchange.message.StorageException if it cannot be set up
   */
  String establish();

  /**
   * Looks at whether content can be stored and read at present, for the health of a receiver. By
   * default nothing is looked at.
   *
   * @throws io.github.citydc.exchange.message.StorageException if it cannot, for example because
   *     its folder is not there or cannot be written to
   */
  default void requireUsable() {}

  /**
   * Removes what a crash has left behind.
   *
   * @param kind only content of this kind
   * @param before only what was stored before
   * @param known whether content is known elsewhere and stays
   * @throws io.github.citydc.exchange.message.StorageException if the store cannot be read
   */
  void sweep(ContentKey.Kind kind, Instant before, Predicate<ContentKey> known);
}
