package io.github.citydc.internal;

import java.time.Duration;
import java.time.Instant;

/**
 * Sums of times and durations that never overflow: a duration of more than a hundred years, such as
 * {@code ChronoUnit.FOREVER.getDuration()}, counts as a hundred years. So it fits into nanoseconds
 * of a {@code long}, into an {@link Instant}, and into a column of a database.
 */
public final class BoundedTime {

  private static final Duration LONGEST = Duration.ofDays(36_525);

  private BoundedTime() {}

  /**
   * A duration that can be counted with.
   *
   * @param duration any
   * @return it, or a hundred years in its direction
   */
  public static Duration bounded(Duration duration) {
    if (duration.compareTo(LONGEST) > 0) {
      return LONGEST;
    }
    return duration.compareTo(LONGEST.negated()) < 0 ? LONGEST.negated() : duration;
  }

  /**
   * A duration in milliseconds.
   *
   * @param duration any
   * @return at most a hundred years
   */
  public static long millis(Duration duration) {
    return bounded(duration).toMillis();
  }

  /**
   * A duration in nanoseconds.
   *
   * @param duration any
   * @return at most a hundred years
   */
  public static long nanos(Duration duration) {
    return bounded(duration).toNanos();
  }

  /**
   * The time after another one.
   *
   * @param time the time to begin with
   * @param duration how long after it
   * @return at most a hundred years later
   */
  public static Instant after(Instant time, Duration duration) {
    return time.plus(bounded(duration));
  }

  /**
   * The time before another one.
   *
   * @param time the time to begin with
   * @param duration how long before it
   * @return at most a hundred years earlier
   */
  public static Instant before(Instant time, Duration duration) {
    return time.minus(bounded(duration));
  }

  /**
   * Whether a time of {@link System#nanoTime} is over.
   *
   * @param end a sum of such a time and {@link #nanos}
   * @return true if it has passed
   */
  public static boolean isOver(long end) {
    return end - System.nanoTime() < 0;
  }
}
