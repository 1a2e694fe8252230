package io.github.citydc.exchange;

import io.github.citydc.exchange.message.MessageId;
import io.github.citydc.model.PayloadType;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * A range of ids by the time at which they were made. Ids of version 7 begin with their time and so
 * sort by it as text: a range of time is a range of the primary key, {@code id > from AND id <
 * until}.
 *
 * @param type items of this payload type only, empty for all
 * @param from every id of the range is greater as text; an id, or its first 13 characters
 * @param until every id of the range is less as text; the first 13 characters of an id
 */
public record ItemRange(Optional<PayloadType> type, String from, String until) {

  /** The offset of the standard's days and hours: UTC+8, without summer time. */
  public static final ZoneOffset OFFSET = ZoneOffset.ofHours(8);

  /**
   * The ids made on a day.
   *
   * @param date the day, not before 1970
   * @return the range, of all types
   */
  public static ItemRange ofDay(LocalDate date) {
    return between(start(date, 0), start(date.plusDays(1), 0));
  }

  /**
   * The ids made within an hour.
   *
   * @param date the day, not before 1970
   * @param hour 0 to 23
   * @return the range, of all types
   */
  public static ItemRange ofHour(LocalDate date, int hour) {
    Instant start = start(date, hour);
    return between(start, start.plusSeconds(3600));
  }

  /**
   * The start of an hour.
   *
   * @param date the day
   * @param hour 0 to 23
   * @return the first instant of it
   */
  public static Instant start(LocalDate date, int hour) {
    return date.atTime(hour, 0).toInstant(OFFSET);
  }

  private static ItemRange between(Instant from, Instant until) {
    return new ItemRange(Optional.empty(), beginning(from), beginning(until));
  }

  /**
   * The lower bound of the ids made from a given time on.
   *
   * @param time to the millisecond
   * @return the first 48 bits of such an id as they are written: what sorts before each of them,
   *     and behind each that was made earlier
   */
  public static String beginning(Instant time) {
    String hex = "%012x".formatted(Math.max(0, time.toEpochMilli()));
    return hex.substring(0, 8) + "-" + hex.substring(8);
  }

  /**
   * The same range for one payload type.
   *
   * @param only the type, empty for all
   * @return the range
   */
  public ItemRange ofType(Optional<PayloadType> only) {
    return new ItemRange(only, from, until);
  }

  /**
   * The ids after a given id.
   *
   * @param last an id of this range
   * @return the rest of the range
   */
  public ItemRange after(MessageId last) {
    return last.toString().compareTo(from) > 0 ? new ItemRange(type, last.toString(), until) : this;
  }
}
