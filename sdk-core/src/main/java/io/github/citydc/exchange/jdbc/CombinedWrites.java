package io.github.citydc.exchange.jdbc;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Combines the writes of several threads: while one is being written, the others collect, and the
 * next one writes them all at once. What fails, fails for all of them. Thread-safe.
 *
 * @param <T> what is written
 */
final class CombinedWrites<T> {

  private static final int MOST = 500;

  private final Consumer<List<T>> writer;
  private final ReentrantLock writing = new ReentrantLock();
  private final ConcurrentLinkedQueue<Waiting<T>> waiting = new ConcurrentLinkedQueue<>();

  CombinedWrites(Consumer<List<T>> writer) {
    this.writer = writer;
  }

  /** Writes items; they are written when this returns. */
  void write(List<T> items) {
    Waiting<T> own = new Waiting<>(items);
    waiting.add(own);
    writing.lock();
    try {
      while (!own.done) {
        writeSome();
      }
    } finally {
      writing.unlock();
    }
    if (own.failure != null) {
      throw own.failure;
    }
  }

  /** The queue has this thread's own items, unless another has written them. */
  private void writeSome() {
    List<Waiting<T>> together = new ArrayList<>();
    List<T> items = new ArrayList<>();
    for (Waiting<T> next = waiting.poll(); next != null; next = waiting.poll()) {
      together.add(next);
      items.addAll(next.items);
      if (items.size() >= MOST) {
        break;
      }
    }
    try {
      writer.accept(items);
      together.forEach(Waiting::succeed);
    } catch (RuntimeException e) {
      together.forEach(one -> one.fail(e));
    } catch (Error e) {
      together.forEach(one -> one.fail(new IllegalStateException("Nothing was written", e)));
    }
  }

  /** Items of one thread; read and written under the lock. */
  private static final class Waiting<T> {

    private final List<T> items;
    private boolean done;
    private @Nullable RuntimeException failure;

    Waiting(List<T> items) {
      this.items = List.copyOf(items);
    }

    void succeed() {
      done = true;
    }

    void fail(RuntimeException reason) {
      failure = reason;
      done = true;
    }
  }
}
