package io.github.citydc.exchange.reconciliation;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/**
 * A summary, hour by hour, of the items a receiver has accepted from one sender on one day.
 *
 * @param query what was asked
 * @param forgottenBefore items made before this time are no longer known, empty if none was
 *     forgotten: what is not there may have been
 * @param hours 24 buckets, in order
 */
public record DayBuckets(
    ReconciliationQuery query, Optional<OffsetDateTime> forgottenBefore, List<HourBucket> hours) {

  /** The number of hours in a day. Days are those of UTC+8, without daylight saving time. */
  public static final int HOURS = 24;

  /**
   * Copies the list.
   *
   * @throws IllegalArgumentException if there are not 24 hours in order
   */
  public DayBuckets {
    hours = List.copyOf(hours);
    if (hours.size() != HOURS) {
      throw new IllegalArgumentException("A day has 24 hours");
    }
    for (int hour = 0; hour < HOURS; hour++) {
      if (hours.get(hour).hour() != hour) {
        throw new IllegalArgumentException("The hours of a day stand in order");
      }
    }
  }
}
