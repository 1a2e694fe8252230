package io.github.citydc.code;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * The form of every time that is exchanged, RFC 3339: {@code 2003-09-10T08:00:00+08:00}, with up to
 * nine digits of a second, and {@code Z} for UTC; {@code t} and {@code z} are read, too. Seconds
 * and offset are never left out, and years have four digits.
 */
public final class Rfc3339 {

  private static final String FORM = "0000-00-00T00:00:00";
  private static final int MOST_OF_FRACTION = 9;
  private static final int LAST_YEAR = 9999;

  private Rfc3339() {}

  /**
   * Reads a time.
   *
   * @param text a time of RFC 3339
   * @return the time
   * @throws DateTimeException if the text is not of the form, or no such time exists
   */
  public static OffsetDateTime parse(String text) {
    requireForm(text);
    int end = fractionEnd(text);
    int nanos = 0;
    for (int i = FORM.length() + 1; i <= FORM.length() + MOST_OF_FRACTION; i++) {
      nanos = nanos * 10 + (i < end ? text.charAt(i) - '0' : 0);
    }
    LocalDateTime time =
        LocalDateTime.of(
            number(text, 0, 4),
            number(text, 5, 7),
            number(text, 8, 10),
            number(text, 11, 13),
            number(text, 14, 16),
            number(text, 17, 19),
            nanos);
    return OffsetDateTime.of(time, offset(text, end));
  }

  private static void requireForm(String text) {
    boolean fits = text.length() > FORM.length();
    for (int i = 0; fits && i < FORM.length(); i++) {
      char expected = FORM.charAt(i);
      char c = text.charAt(i);
      fits =
          switch (expected) {
            case '0' -> isDigit(c);
            case 'T' -> c == 'T' || c == 't';
            default -> c == expected;
          };
    }
    if (!fits) {
      throw notOfTheForm();
    }
  }

  /** Where the digits after a decimal point end, or where the offset begins if there are none. */
  private static int fractionEnd(String text) {
    int end = FORM.length();
    if (text.charAt(end) == '.') {
      do {
        end++;
      } while (end < text.length() && isDigit(text.charAt(end)));
      int digits = end - FORM.length() - 1;
      if (digits == 0 || digits > MOST_OF_FRACTION) {
        throw notOfTheForm();
      }
    }
    return end;
  }

  private static ZoneOffset offset(String text, int from) {
    int length = text.length() - from;
    char sign = length > 0 ? text.charAt(from) : ' ';
    if (length == 1 && (sign == 'Z' || sign == 'z')) {
      return ZoneOffset.UTC;
    }
    boolean fits =
        length == 6
            && (sign == '+' || sign == '-')
            && isDigit(text.charAt(from + 1))
            && isDigit(text.charAt(from + 2))
            && text.charAt(from + 3) == ':'
            && isDigit(text.charAt(from + 4))
            && isDigit(text.charAt(from + 5));
    if (!fits) {
      throw notOfTheForm();
    }
    int hours = number(text, from + 1, from + 3);
    int minutes = number(text, from + 4, from + 6);
    return sign == '+'
        ? ZoneOffset.ofHoursMinutes(hours, minutes)
        : ZoneOffset.ofHoursMinutes(-hours, -minutes);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static int number(String text, int from, int to) {
    return Integer.parseInt(text, from, to, 10);
  }

  private static DateTimeException notOfTheForm() {
    return new DateTimeException("Not an RFC 3339 time with seconds and offset");
  }

  /**
   * Writes a time.
   *
   * @param time a time
   * @return RFC 3339 with offset
   * @throws DateTimeException if its year has not four digits, or its offset has seconds
   */
  public static String format(OffsetDateTime time) {
    if (time.getYear() < 0
        || time.getYear() > LAST_YEAR
        || time.getOffset().getTotalSeconds() % 60 != 0) {
      throw new DateTimeException("RFC 3339 has no such year or offset");
    }
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time);
  }
}
