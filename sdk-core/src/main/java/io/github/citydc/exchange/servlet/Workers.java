package io.github.citydc.exchange.servlet;

import io.github.citydc.exchange.Limits;
import io.github.citydc.internal.BoundedTime;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The threads of a servlet: those that handle requests, and one that looks at the clock. */
final class Workers implements Executor {

  private static final int REFUSALS_AT_ONCE = 2;
  private static final int KEEP_SECONDS = 30;
  private static final long SECOND = 1_000;
  private static final Logger LOG = LoggerFactory.getLogger(ExchangeServlet.class);

  private final Executor handling;
  private final Optional<ThreadPoolExecutor> owned;
  private final ScheduledThreadPoolExecutor clock;
  private final Set<PendingRequest> watched = ConcurrentHashMap.newKeySet();
  private final Semaphore refusals = new Semaphore(REFUSALS_AT_ONCE);

  @SuppressWarnings("FutureReturnValueIgnored") // The look at the clock throws nothing.
  private Workers(Executor handling, Optional<ThreadPoolExecutor> owned, Limits limits) {
    this.handling = handling;
    this.owned = owned;
    this.clock = new ScheduledThreadPoolExecutor(1, named("cdx-receiver-clock"));
    long pause = Math.max(1, Math.min(SECOND, BoundedTime.millis(limits.bodyTime())));
    this.clock.scheduleWithFixedDelay(this::look, pause, pause, TimeUnit.MILLISECONDS);
  }

  /** As many threads as requests are handled at once, and a queue for those that may wait. */
  static Workers of(Limits limits) {
    BlockingQueue<Runnable> waiting =
        limits.waiting() == 0
            ? new SynchronousQueue<>()
            : new LinkedBlockingQueue<>(limits.waiting());
    ThreadPoolExecutor threads =
        new ThreadPoolExecutor(
            limits.requests(),
            limits.requests(),
            KEEP_SECONDS,
            TimeUnit.SECONDS,
            waiting,
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

  @Override
  public void execute(Runnable task) {
    handling.execute(task);
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
