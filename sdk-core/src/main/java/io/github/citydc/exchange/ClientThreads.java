package io.github.citydc.exchange;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The threads of a client that was given none. */
final class ClientThreads {

  private static final int THREADS = 16;
  private static final int KEEP_SECONDS = 30;

  private ClientThreads() {}

  /**
   * A few daemon threads that end when there is nothing to do, so that they need no closing.
   *
   * @return a new pool
   */
  static Executor create() {
    ThreadPoolExecutor threads =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            KEEP_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread thread = new Thread(task, "cdx-client");
              thread.setDaemon(true);
              return thread;
            });
    threads.allowCoreThreadTimeOut(true);
    return threads;
  }
}
