package io.github.citydc.exchange.servlet;

import io.github.citydc.exchange.Limits;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The threads of a servlet: those that handle requests, and one that looks at the clock. */
final class Workers implements Executor {

  private static final int REFUSALS_AT_ONCE = 2;
  private static final int KEEP_SECONDS = 30;

  private final Executor handling;
  private final Optional<ThreadPoolExecutor> owned;
  private final ScheduledThreadPoolExecutor clock;
  private final Semaphore refusals = new Semaphore(REFUSALS_AT_ONCE);

  private Workers(Executor handling, Optional<ThreadPoolExecutor> owned) {
    this.handling = handling;
    this.owned = owned;
    this.clock = new ScheduledThreadPoolExecutor(1, named("cdx-receiver-clock"));
    this.clock.setRemoveOnCancelPolicy(true);
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
    return new Workers(threads, Optional.of(threads));
  }

  /** The caller's own threads. */
  static Workers on(Executor executor) {
    return new Workers(executor, Optional.empty());
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

  ScheduledFuture<?> everySecond(Runnable look, Duration atLeastWithin) {
    long pause = Math.max(1, Math.min(1_000, atLeastWithin.toMillis()));
    return clock.scheduleWithFixedDelay(look, pause, pause, TimeUnit.MILLISECONDS);
  }

  /** Ends its own threads; a caller's stay. */
  void shutdown() {
    clock.shutdownNow();
    owned.ifPresent(ThreadPoolExecutor::shutdown);
  }
}
