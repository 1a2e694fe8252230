package io.github.citydc.exchange.internal;

import io.github.citydc.code.Rfc3339;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;

/** The time format of the standard: RFC 3339 with offset, to the millisecond. */
public final class Timestamps {

  private Timestamps() {}

  /**
   * The present.
   *
   * @param clock tells the time and its offset
   * @return now, to the millisecond
   */
  public static OffsetDateTime now(Clock clock) {
    return OffsetDateTime.now(clock).truncatedTo(ChronoUnit.MILLIS);
  }

  /**
   * Writes a time.
   *
   * @param time what to write
   * @return RFC 3339 with offset
   */
  public static String format(OffsetDateTime time) {
    return Rfc3339.format(time);
  }
}
