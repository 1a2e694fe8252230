package io.github.citydc.exchange.jdbc;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Combines the writes of several threads: while one group is being written, the next one collects.
 * The first thread of a group writes for all of it, and all of them go on at the same moment. What
 * fails, fails for the whole group. Thread-safe.
 *
 * @param <T> what is written
 */
final class CombinedWrites<T> {

  private static final int MOST = 500;

  private final Consumer<List<T>> writer;
  private final Semaphore pen = new Semaphore(1);
  private Group<T> open = new Group<>();

  /**
   * What is written together.
   *
   * @param <T> what is written
   */
  private static final class Group<T> {

    private final List<T> items = new ArrayList<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private @Nullable RuntimeException failure;
  }

  CombinedWrites(Consumer<List<T>> writer) {
    this.writer = writer;
  }

  /** Writes items, at least one; they are written when this returns. */
  void write(List<T> items) {
    Group<T> group;
    boolean first;
    synchronized (this) {
      group = open;
      first = group.items.isEmpty();
      group.items.addAll(items);
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

  /** Others join until the group before has been written. */
  private void lead(Group<T> group) {
    pen.acquireUninterruptibly();
    synchronized (this) {
      if (open == group) {
        open = new Group<>();
      }
    }
    try {
      writer.accept(List.copyOf(group.items));
    } catch (RuntimeException e) {
      group.failure = e;
    } catch (Error e) {
      group.failure = new IllegalStateException("Nothing was written", e);
    } finally {
      pen.release();
      group.over.countDown();
    }
  }
}
