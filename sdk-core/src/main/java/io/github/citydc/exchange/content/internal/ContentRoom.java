package io.github.citydc.exchange.content.internal;

import io.github.citydc.exchange.content.ContentArrival;
import io.github.citydc.exchange.content.ContentIndex;
import io.github.citydc.exchange.content.ContentStore;
import io.github.citydc.exchange.content.StoredContent;
import io.github.citydc.exchange.message.StorageException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Room in the quota of a sender for one content, from before it is stored until it counts itself.
 * Kept for two minutes at a time, and for longer while the content is read; what a crash leaves
 * behind counts no longer than that. Not thread-safe.
 */
public final class ContentRoom implements AutoCloseable {

  private static final Duration LEASE = Duration.ofMinutes(2);
  private static final Duration BETWEEN_RENEWALS = Duration.ofSeconds(20);

  private final ContentIndex index;
  private final ContentStore store;
  private final ContentArrival arrival;
  private final Clock clock;
  private Instant renewedAt = Instant.MIN;
  private boolean filled;

  ContentRoom(ContentIndex index, ContentStore store, ContentArrival arrival, Clock clock) {
    this.index = index;
    this.store = store;
    this.arrival = arrival;
    this.clock = clock;
  }

  boolean take() {
    renewedAt = clock.instant();
    return index.reserve(arrival, renewedAt, renewedAt.plus(LEASE));
  }

  /**
   * Keeps the content: first the content, then its entry, which takes this room.
   *
   * @param content what it is
   * @param bytes read to the end; not closed
   */
  public void keep(StoredContent content, InputStream bytes) {
    store.put(arrival.key(), new Renewing(bytes));
    index.add(arrival, content, clock.instant());
    filled = true;
  }

  /** Gives the room up if nothing was stored. */
  @Override
  public void close() {
    if (!filled) {
      ContentKeeper.quietly(() -> index.release(arrival));
    }
  }

  private void renew() {
    Instant now = clock.instant();
    boolean isDue = now.isAfter(renewedAt.plus(BETWEEN_RENEWALS)) || now.isBefore(renewedAt);
    if (isDue && !index.renew(arrival, now.plus(LEASE))) {
      throw new StorageException(
          "Content could not be stored",
          new IOException("storing it took so long that its room was given to others"));
    }
    renewedAt = isDue ? now : renewedAt;
  }

  /** Tells while content is read that it is still being stored. */
  private final class Renewing extends FilterInputStream {

    Renewing(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      renew();
      return super.read();
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      renew();
      return super.read(bytes, offset, length);
    }
  }
}
