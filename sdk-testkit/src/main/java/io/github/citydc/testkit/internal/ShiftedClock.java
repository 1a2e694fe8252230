package io.github.citydc.testkit.internal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.function.Supplier;

/** A clock that can be wrong for one thread while it does some work. Thread-safe. */
public final class ShiftedClock extends Clock {

  private final Clock right;
  private final ThreadLocal<Duration> shift;

  private ShiftedClock(Clock right, ThreadLocal<Duration> shift) {
    this.right = right;
    this.shift = shift;
  }

  /**
   * A clock that is right for now.
   *
   * @param right tells the time
   */
  public static ShiftedClock of(Clock right) {
    return new ShiftedClock(right, ThreadLocal.withInitial(() -> Duration.ZERO));
  }

  <T> T shifted(Duration by, Supplier<T> work) {
    shift.set(by);
    try {
      return work.get();
    } finally {
      shift.remove();
    }
  }

  @Override
  public Instant instant() {
    return right.instant().plus(shift.get());
  }

  @Override
  public ZoneId getZone() {
    return right.getZone();
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return new ShiftedClock(right.withZone(zone), shift);
  }
}
