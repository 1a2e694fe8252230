package io.github.citydc.exchange.internal;

import io.github.citydc.internal.BoundedTime;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Pauses that double, with jitter, so that many senders do not come back at the same moment.
 *
 * @param first after the first failure
 * @param longest never longer
 * @param random spreads each pause over its upper half
 */
public record Backoff(Duration first, Duration longest, RandomGenerator random) {

  private static final int MAX_DOUBLINGS = 30;

  /**
   * The pause after a failure, not shorter than what the other side asked for.
   *
   * @param failures how many there were, from 1
   * @param asked the time to wait, if specified; limited to the longest pause
   * @return the longer of the two
   */
  public Duration pause(int failures, Optional<Duration> asked) {
    Duration own = pause(failures);
    return asked
        .map(pause -> pause.compareTo(longest) > 0 ? longest : pause)
        .filter(pause -> pause.compareTo(own) > 0)
        .orElse(own);
  }

  /**
   * The pause after a failure.
   *
   * @param failures how many there were, from 1
   * @return between half of the doubled pause and all of it
   */
  public Duration pause(int failures) {
    long least = BoundedTime.millis(first);
    int doublings = Math.min(failures - 1, MAX_DOUBLINGS);
    long doubled = least << Math.min(doublings, Long.numberOfLeadingZeros(least) - 1);
    long full = Math.min(BoundedTime.millis(longest), doubled);
    return Duration.ofMillis(full / 2 + random.nextLong(full / 2 + 1));
  }
}
