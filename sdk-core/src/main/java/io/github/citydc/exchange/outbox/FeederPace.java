package io.github.citydc.exchange.outbox;

import io.github.citydc.internal.BoundedTime;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * How soon a feeder looks for messages again: at once while there are some, then after pauses that
 * double up to the idle time. Who has a message for it shortens the pause. One thread rests; any
 * may wake it.
 */
final class FeederPace {

  /** What is enqueued is not committed yet; and so many may be enqueued that none can be sent. */
  private static final Duration SHORTEST = Duration.ofMillis(1);

  private final Duration idle;
  private final Semaphore bell = new Semaphore(0);
  private final AtomicBoolean soon = new AtomicBoolean();
  private Duration pause = SHORTEST;

  FeederPace(Duration idle) {
    this.idle = idle;
  }

  /** Wakes the feeder: a message has just become ready. */
  void lookNow() {
    bell.release();
  }

  /** Wakes the feeder in a moment: a message will be ready when its transaction is committed. */
  void lookSoon() {
    if (!soon.getAndSet(true)) {
      bell.release();
    }
  }

  /** Waits before the next look, not at all after one that found messages. */
  void rest(boolean foundSome) throws InterruptedException {
    if (foundSome) {
      pause = shortest();
      return;
    }
    boolean woken = bell.tryAcquire(BoundedTime.millis(pause), TimeUnit.MILLISECONDS);
    bell.drainPermits();
    if (soon.getAndSet(false)) {
      Thread.sleep(shortest().toMillis());
      pause = shortest();
    } else if (!woken) {
      pause = min(BoundedTime.bounded(pause).multipliedBy(2), idle);
    }
  }

  private Duration shortest() {
    return min(SHORTEST, idle);
  }

  private static Duration min(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
