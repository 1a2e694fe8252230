package io.github.citydc.exchange.outbox;

import io.github.citydc.internal.BoundedTime;
import java.time.Duration;
import java.util.Iterator;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
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

  /** Times of {@link System#nanoTime} at which to look, as many as there are receivers at most. */
  private final Queue<Long> appointments = new ConcurrentLinkedQueue<>();

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

  /** Has the feeder look when a time is over, if it rests then: a receiver can be tried again. */
  void lookAfter(Duration time) {
    appointments.add(System.nanoTime() + BoundedTime.nanos(time));
    bell.release();
  }

  /** Waits before the next look, not at all after one that found messages. */
  void rest(boolean foundSome) throws InterruptedException {
    if (foundSome) {
      pause = shortest();
      return;
    }
    long nanos = untilAppointment(BoundedTime.nanos(pause));
    boolean woken = nanos > 0 && bell.tryAcquire(nanos, TimeUnit.NANOSECONDS);
    bell.drainPermits();
    if (soon.getAndSet(false)) {
      Thread.sleep(shortest().toMillis());
      pause = shortest();
    } else if (!woken) {
      pause = min(BoundedTime.bounded(pause).multipliedBy(2), idle);
    }
  }

  /** How long to rest, in nanoseconds; an appointment that is over has been kept. */
  private long untilAppointment(long longest) {
    long nanos = longest;
    long now = System.nanoTime();
    for (Iterator<Long> all = appointments.iterator(); all.hasNext(); ) {
      long left = all.next() - now;
      if (left <= 0) {
        all.remove();
      }
      nanos = Math.min(nanos, Math.max(0, left));
    }
    return nanos;
  }

  private Duration shortest() {
    return min(SHORTEST, idle);
  }

  private static Duration min(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
