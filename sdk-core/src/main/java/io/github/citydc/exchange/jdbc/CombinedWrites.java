package io.github.citydc.exchange.jdbc;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Combines the writes of several threads: while one group is being written, the next one collects.
 * The first thread of a group writes for all of it, and all of them go on at the same moment. What
 * fails, fails for the whole group. Thread-safe.
 *
 * <p>Threads that have just been served come back soon. So a group waits for as many threads as
 * there were at the write before, half as long as that write took and ten milliseconds at most. A
 * thread that was alone waits for nobody.
 *
 * @param <T> what is written
 */
final class CombinedWrites<T> {

  private static final int MOST = 500;
  private static final Duration LONGEST_WAIT = Duration.ofMillis(10);

  private final Consumer<List<T>> writer;
  private final Duration longestWait;
  private final LongSupplier nanoTime;
  private final Semaphore pen = new Semaphore(1);
  private Group<T> open = new Group<>();

  /** How many threads were served by the last write or waited for the next one when it ended. */
  private int company;

  private long lastWriteNanos;

  /**
   * What is written together.
   *
   * @param <T> what is written
   */
  private static final class Group<T> {

    private final List<T> items = new ArrayList<>();
    private int threads;
    private CountDownLatch missing = new CountDownLatch(0);
    private final CountDownLatch over = new CountDownLatch(1);
    private @Nullable RuntimeException failure;
  }

  CombinedWrites(Consumer<List<T>> writer) {
    this(writer, LONGEST_WAIT, System::nanoTime);
  }

  /** The same by another measure of time. */
  CombinedWrites(Consumer<List<T>> writer, Duration longestWait, LongSupplier nanoTime) {
    this.writer = writer;
    this.longestWait = longestWait;
    this.nanoTime = nanoTime;
  }

  /** Writes items, at least one; they are written when this returns. */
  void write(List<T> items) {
    Group<T> group;
    boolean first;
    synchronized (this) {
      group = open;
      first = group.items.isEmpty();
      group.items.addAll(items);
      group.threads++;
      group.missing.countDown();
      if (group.items.size() >= MOST) {
        open = new Group<>();
      }
    }
    if (first) {
      lead(group);
    } else {
      Durability.awaitUninterruptibly(group.over);
    }
    if (group.failure != null) {
      throw group.failure;
    }
  }

  /** How many items wait for their group to be written. */
  synchronized int collected() {
    return open.items.size();
  }

  /** Others join until the group before has been written, and a little longer. */
  private void lead(Group<T> group) {
    pen.acquireUninterruptibly();
    gather(group);
    synchronized (this) {
      if (open == group) {
        open = new Group<>();
      }
    }
    long start = nanoTime.getAsLong();
    try {
      writer.accept(List.copyOf(group.items));
    } catch (RuntimeException e) {
      group.failure = e;
    } catch (Error e) {
      group.failure = new IllegalStateException("Nothing was written", e);
    } finally {
      written(group, nanoTime.getAsLong() - start);
    }
  }

  /** Whoever holds the pen waits for as many as were there at the write before. */
  private void gather(Group<T> group) {
    CountDownLatch missing;
    long patience;
    synchronized (this) {
      missing = new CountDownLatch(Math.max(0, company - group.threads));
      group.missing = missing;
      patience = open == group ? Math.min(lastWriteNanos / 2, longestWait.toNanos()) : 0;
    }
    try {
      missing.await(patience, NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void written(Group<T> group, long nanos) {
    synchronized (this) {
      company = group.threads + open.threads;
      lastWriteNanos = nanos;
    }
    pen.release();
    group.over.countDown();
  }
}
