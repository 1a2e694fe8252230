package io.github.citydc.model;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * Reads dates, {@code 2003-09-10}, and times, {@code 2003-09-10T08:00:00.125+08:00}, in the one
 * form they have here; ten times as fast as a pattern and a formatter would, since every record has
 * some.
 */
final class TimeText {

  private static final int DATE_LENGTH = 10;
  private static final int FRACTION = 19;
  private static final int DIGITS_OF_NANOS = 9;
  private static final int OFFSET_LENGTH = 6;

  private final String text;

  private TimeText(String text) {
    this.text = text;
  }

  /**
   * Reads a date.
   *
   * @return empty if the text is not of the form
   * @throws DateTimeException if the calendar has no such day
   */
  static Optional<LocalDate> date(String text) {
    TimeText read = new TimeText(text);
    return text.length() == DATE_LENGTH && read.hasDate()
        ? Optional.of(read.date())
        : Optional.empty();
  }

  /**
   * Reads a time.
   *
   * @return empty if the text is not of the form
   * @throws DateTimeException if there is no such day, time of day or offset
   */
  static Optional<OffsetDateTime> time(String text) {
    TimeText read = new TimeText(text);
    if (text.length() <= FRACTION || !read.hasDate() || !read.hasTimeOfDay()) {
      return Optional.empty();
    }
    int offset = read.endOfFraction();
    return read.hasOffset(offset)
        ? Optional.of(OffsetDateTime.of(read.date(), read.timeOfDay(offset), read.offset(offset)))
        : Optional.empty();
  }

  private boolean hasDate() {
    return isNumber(0, 4) && is(4, '-') && isNumber(5, 7) && is(7, '-') && isNumber(8, 10);
  }

  private LocalDate date() {
    return LocalDate.of(number(0, 4), number(5, 7), number(8, 10));
  }

  private boolean hasTimeOfDay() {
    return is(10, 'T')
        && isNumber(11, 13)
        && is(13, ':')
        && isNumber(14, 16)
        && is(16, ':')
        && isNumber(17, FRACTION);
  }

  /** Where the offset begins; a point without one to nine digits is taken for an offset. */
  private int endOfFraction() {
    int end = FRACTION + 1;
    while (is(FRACTION, '.') && end < text.length() && isDigit(end)) {
      end++;
    }
    int digits = end - FRACTION - 1;
    return digits >= 1 && digits <= DIGITS_OF_NANOS ? end : FRACTION;
  }

  private LocalTime timeOfDay(int endOfFraction) {
    int nanos = 0;
    for (int i = FRACTION + 1; i <= FRACTION + DIGITS_OF_NANOS; i++) {
      nanos = nanos * 10 + (i < endOfFraction ? text.charAt(i) - '0' : 0);
    }
    return LocalTime.of(number(11, 13), number(14, 16), number(17, FRACTION), nanos);
  }

  private boolean hasOffset(int at) {
    int length = text.length() - at;
    boolean zulu = length == 1 && is(at, 'Z');
    return zulu
        || (length == OFFSET_LENGTH
            && (is(at, '+') || is(at, '-'))
            && isNumber(at + 1, at + 3)
            && is(at + 3, ':')
            && isNumber(at + 4, at + OFFSET_LENGTH));
  }

  private ZoneOffset offset(int at) {
    return ZoneOffset.of(text.substring(at));
  }

  private boolean is(int at, char expected) {
    return text.charAt(at) == expected;
  }

  private boolean isDigit(int at) {
    char c = text.charAt(at);
    return c >= '0' && c <= '9';
  }

  private boolean isNumber(int begin, int end) {
    boolean digits = true;
    for (int i = begin; i < end; i++) {
      digits &= isDigit(i);
    }
    return digits;
  }

  private int number(int begin, int end) {
    int number = 0;
    for (int i = begin; i < end; i++) {
      number = number * 10 + text.charAt(i) - '0';
    }
    return number;
  }
}
