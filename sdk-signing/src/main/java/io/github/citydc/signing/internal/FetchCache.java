package io.github.citydc.signing.internal;

import io.github.citydc.internal.BoundedTime;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * A cache of fetched values, up to a bound, which also remembers failures for a while. However many
 * ask for the same at the same time, one fetches; the others wait for it, or take what was there
 * before. Where fetching again fails, what was there before remains: whether it is still of use,
 * who asks must judge. Thread-safe.
 *
 * @param <K> what is asked with
 * @param <V> what is fetched
 */
public final class FetchCache<K, V> {

  private final BoundedCache<K, Slot> slots;
  private final Clock clock;
  private final Duration retryAfter;
  private final Function<V, Instant> refreshAt;

  /**
   * Remembers nothing yet.
   *
   * @param bound how many values at most
   * @param clock says when to fetch again
   * @param retryAfter the shortest time before a failed fetch is repeated
   * @param refreshAt when a value is to be fetched again
   */
  public FetchCache(int bound, Clock clock, Duration retryAfter, Function<V, Instant> refreshAt) {
    this.slots = new BoundedCache<>(bound);
    this.clock = clock;
    this.retryAfter = retryAfter;
    this.refreshAt = refreshAt;
  }

  /**
   * The value of a key.
   *
   * @param key the key
   * @param fetch gets the value; it fails with {@code IOException} or {@code
   *     IllegalArgumentException}
   * @return the value
   * @throws IOException if there is none, with the reason for which fetching failed
   * @throws IllegalArgumentException if there is none because what was fetched was refused
   */
  public V get(K key, Fetch<V> fetch) throws IOException {
    return slots.get(key, k -> new Slot()).get(fetch);
  }

  /**
   * A function that fetches a value.
   *
   * @param <V> of which kind
   */
  @FunctionalInterface
  public interface Fetch<V> {

    /**
     * Gets it.
     *
     * @param known what was there before, which remains if this fails
     * @return the value
     * @throws IOException if it cannot be had
     * @throws IllegalArgumentException if what was fetched is refused
     */
    V fetch(Optional<V> known) throws IOException;
  }

  /** Why there is no value, and whether that is since what was fetched was refused. */
  private record Failure(String reason, boolean refused) {

    void raise() throws IOException {
      if (refused) {
        throw new IllegalArgumentException(reason);
      }
      throw new IOException(reason);
    }
  }

  private final class Slot {

    private final ReentrantLock fetching = new ReentrantLock();
    private volatile Optional<V> value = Optional.empty();
    private volatile Failure failure = new Failure("", false);
    private volatile Instant next = Instant.MIN;
    private volatile Instant asked = Instant.MIN;

    V get(Fetch<V> fetch) throws IOException {
      if (isDue() && (value.isEmpty() || !fetching.isLocked())) {
        fetching.lock();
        try {
          if (isDue()) {
            refresh(fetch);
          }
        } finally {
          fetching.unlock();
        }
      }
      Optional<V> present = value;
      if (present.isEmpty()) {
        failure.raise();
      }
      return present.orElseThrow();
    }

    private boolean isDue() {
      Instant now = clock.instant();
      // What was fetched while the clock was ahead does not last until that time comes again.
      return !now.isBefore(next) || now.isBefore(asked);
    }

    private void refresh(Fetch<V> fetch) {
      asked = clock.instant();
      Instant earliest = BoundedTime.after(asked, retryAfter);
      Instant planned = earliest;
      try {
        V fetched = fetch.fetch(value);
        planned = refreshAt.apply(fetched);
        value = Optional.of(fetched);
      } catch (IOException e) {
        failure = new Failure(String.valueOf(e.getMessage()), false);
      } catch (IllegalArgumentException e) {
        failure = new Failure(String.valueOf(e.getMessage()), true);
      }
      next = planned.isAfter(earliest) ? planned : earliest;
    }
  }
}
