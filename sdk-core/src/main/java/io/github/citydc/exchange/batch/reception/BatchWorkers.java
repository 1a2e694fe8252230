package io.github.citydc.exchange.batch.reception;

import io.github.citydc.exchange.BackgroundWork;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** The threads that work on batches. */
final class BatchWorkers implements BackgroundWork {

  private static final long FAREWELL_SECONDS = 60;

  private final BatchLoop loop;
  private final ExecutorService reading;
  private final List<Thread> workers = new ArrayList<>();

  private BatchWorkers(BatchLoop.Parts parts, int workers) {
    this.reading = Executors.newFixedThreadPool(workers, task -> daemon(task, "cdx-batch-reader"));
    this.loop = new BatchLoop(parts, reading);
    for (int i = 0; i < workers; i++) {
      this.workers.add(daemon(loop::work, "cdx-batch-worker"));
    }
  }

  static BackgroundWork start(BatchLoop.Parts parts, int workers) {
    BatchWorkers threads = new BatchWorkers(parts, workers);
    threads.workers.forEach(Thread::start);
    return threads;
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  /** Waits for the transactions under way, and gives back what is not done. */
  @Override
  public void close() {
    loop.stop();
    try {
      for (Thread worker : workers) {
        worker.join(TimeUnit.SECONDS.toMillis(FAREWELL_SECONDS));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      reading.shutdown();
    }
  }
}
