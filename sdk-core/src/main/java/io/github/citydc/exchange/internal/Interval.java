package io.github.citydc.exchange.internal;

import io.github.citydc.internal.BoundedTime;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Work that is done at once and then after a time again. A clock that was ahead for a while, and is
 * set right, does not put the work off. Thread-safe: one of several threads gets each turn.
 */
public final class Interval {

  private final Duration length;
  private final AtomicReference<Instant> next = new AtomicReference<>(Instant.MIN);

  /**
   * An interval whose first turn is now.
   *
   * @param length the time between two turns
   */
  public Interval(Duration length) {
    this.length = length;
  }

  /**
   * Lets the first turn wait as long as those that follow.
   *
   * @param now the time
   */
  public void start(Instant now) {
    next.set(BoundedTime.after(now, length));
  }

  /**
   * Takes the turn if it has come.
   *
   * @param now the time
   * @return whether the work is to be done, by the thread that has asked
   */
  public boolean isDue(Instant now) {
    Instant due = next.get();
    Instant following = BoundedTime.after(now, length);
    boolean fromAFastClock = following.isBefore(due);
    return (!now.isBefore(due) || fromAFastClock) && next.compareAndSet(due, following);
  }
}
