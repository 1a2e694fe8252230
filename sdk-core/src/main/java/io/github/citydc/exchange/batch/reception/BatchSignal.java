package io.github.citydc.exchange.batch.reception;

import io.github.citydc.internal.BoundedTime;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Tells those who work on batches that there may be one. Thread-safe. */
final class BatchSignal {

  private final Semaphore arrived = new Semaphore(0);

  /** Gives the signal. */
  void give() {
    arrived.release();
  }

  /**
   * Waits for the signal.
   *
   * @param atMost for how long
   * @return whether it was given
   * @throws InterruptedException if the thread is interrupted
   */
  boolean await(Duration atMost) throws InterruptedException {
    boolean given = arrived.tryAcquire(BoundedTime.millis(atMost), TimeUnit.MILLISECONDS);
    arrived.drainPermits();
    return given;
  }
}
