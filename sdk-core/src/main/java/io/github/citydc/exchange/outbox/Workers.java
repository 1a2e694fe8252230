package io.github.citydc.exchange.outbox;

import io.github.citydc.internal.BoundedTime;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * The workers of a dispatcher, of which so many are at work at once, each in a place. A place is
 * free again whatever becomes of what is done in it, even if no thread can be started. Thread-safe.
 */
final class Workers {

  private final int atOnce;
  private final Semaphore free;
  private final ExecutorService threads;

  Workers(int atOnce, ThreadFactory factory) {
    this.atOnce = atOnce;
    this.free = new Semaphore(atOnce);
    this.threads = Executors.newFixedThreadPool(atOnce, factory);
  }

  /** Waits until a place is free, not longer than this, and tells whether one is. */
  boolean isOneFree(Duration longest) throws InterruptedException {
    boolean acquired = free.tryAcquire(BoundedTime.millis(longest), TimeUnit.MILLISECONDS);
    if (acquired) {
      free.release();
    }
    return acquired;
  }

  /** Waits for a place, and has something done in it. */
  void execute(Consumer<Place> work) {
    free.acquireUninterruptibly();
    new Place().execute(work);
  }

  /** Waits until all places are free, not longer than this, and ends the threads if they are. */
  boolean end(Duration longest) throws InterruptedException {
    boolean ended = free.tryAcquire(atOnce, longest.toMillis(), TimeUnit.MILLISECONDS);
    threads.shutdown();
    return ended;
  }

  /** The place of a worker, which is free again when all that was begun in it is done. */
  final class Place {

    private final AtomicInteger users = new AtomicInteger();

    /** Has something done in this place, beside what is being done in it. */
    void execute(Consumer<Place> work) {
      users.incrementAndGet();
      try {
        threads.execute(
            () -> {
              try {
                work.accept(this);
              } finally {
                leave();
              }
            });
      } catch (RuntimeException | Error e) {
        leave();
        throw e;
      }
    }

    private void leave() {
      if (users.decrementAndGet() == 0) {
        free.release();
      }
    }
  }
}
