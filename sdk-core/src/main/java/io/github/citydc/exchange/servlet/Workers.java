package io.github.citydc.exchange.servlet;

import io.github.citydc.exchange.Limits;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the requests of a servlet are handled: in the thread of the container that brought the end
 * of the body, as long as there is room; in threads of its own, when requests have to wait. One
 * thread more looks at the clock.
 */
final class Workers implements Executor {

  private static final int REFUSALS_AT_ONCE = 2;
  private static final int KEEP_SECONDS = 30;
  private static final long SECOND = 1_000;
  private static final Logger LOG = LoggerFactory.getLogger(ExchangeServlet.class);

  private final Executor handling;
  private final Optional<ThreadPoolExecutor> owned;
  private final Semaphore room;
  private final Semaphore places;
  private final ScheduledThreadPoolExecutor clock;
  private final Set<PendingRequest> watched = ConcurrentHashMap.newKeySet();
  private final Semaphore refusals = new Semaphore(REFUSALS_AT_ONCE);

  @SuppressWarnings("FutureReturnValueIgnored") // The look at the clock throws nothing.
  private Workers(Executor handling, Optional<ThreadPoolExecutor> owned, Limits limits) {
    this.handling = handling;
    this.owned = owned;
    this.room = new Semaphore(limits.requests() + limits.waiting());
    this.places = new Semaphore(limits.requests());
    this.clock = new ScheduledThreadPoolExecutor(1, named("cdx-receiver-clock"));
    long pause = Math.max(1, Math.min(SECOND, limits.bodyTime().toMillis()));
    this.clock.scheduleWithFixedDelay(this::look, pause, pause, TimeUnit.MILLISECONDS);
  }

  /** As many threads as requests are handled at once, and a queue for those that may wait. */
  static Workers of(Limits limits) {
    ThreadPoolExecutor threads =
        new ThreadPoolExecutor(
            limits.requests(),
            limits.requests(),
            KEEP_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            named("cdx-receiver"));
    threads.allowCoreThreadTimeOut(true);
    return new Workers(threads, Optional.of(threads), limits);
  }

  /** The caller's own threads. */
  static Workers on(Executor executor, Limits limits) {
    return new Workers(executor, Optional.empty(), limits);
  }

  private static ThreadFactory named(String name) {
    return task -> {
      Thread thread = new Thread(task, name);
      thread.setDaemon(true);
      return thread;
    };
  }

  /**
   * Handles a request.
   *
   * @throws RejectedExecutionException if too many wait
   */
  @Override
  public void execute(Runnable task) {
    if (owned.isEmpty()) {
      handling.execute(task);
    } else if (!room.tryAcquire()) {
      throw new RejectedExecutionException("Too many requests wait");
    } else if (owned.get().getQueue().isEmpty() && places.tryAcquire()) {
      handle(task);
    } else {
      handleInTurn(task);
    }
  }

  private void handleInTurn(Runnable task) {
    try {
      handling.execute(
          () -> {
            places.acquireUninterruptibly();
            handle(task);
          });
    } catch (RejectedExecutionException e) {
      room.release();
      throw e;
    }
  }

  /** Gives room and place back. */
  private void handle(Runnable task) {
    try {
      task.run();
    } finally {
      places.release();
      room.release();
    }
  }

  /** Signs a refusal at once, unless enough are being signed. */
  boolean signRefusal(Runnable signing) {
    if (!refusals.tryAcquire()) {
      return false;
    }
    try {
      signing.run();
      return true;
    } finally {
      refusals.release();
    }
  }

  /** Looks every second, or as often as bodies are limited, whether a request takes too long. */
  void watch(PendingRequest request) {
    watched.add(request);
  }

  void forget(PendingRequest request) {
    watched.remove(request);
  }

  private void look() {
    for (PendingRequest request : watched) {
      try {
        request.look();
      } catch (RuntimeException e) {
        // One request must not keep the clock from looking at the others.
        LOG.warn("A slow request could not be ended: {}", e.getClass().getName());
      }
    }
  }

  /** Ends its own threads; a caller's stay. */
  void shutdown() {
    clock.shutdownNow();
    owned.ifPresent(ThreadPoolExecutor::shutdown);
  }
}
