package io.github.citydc.code;

import java.time.LocalDate;

/** The Gregorian calendar without objects. */
final class CalendarDate {

  private static final byte[] DAYS = {0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

  /** The first numbers were issued in 1984, to nobody born before this year. */
  private static final int EARLIEST_BIRTH = 1800_01_01;

  private CalendarDate() {}

  /** What the calendar says where the registers are kept. */
  static LocalDate today() {
    return LocalDate.now(ChinaTime.clock());
  }

  /** A date as yyyyMMdd. */
  static int number(LocalDate date) {
    return date.getYear() * 10_000 + date.getMonthValue() * 100 + date.getDayOfMonth();
  }

  /**
   * Returns whether a number yyyyMMdd is a day on which the holder of an identity number can be
   * born.
   */
  static boolean isBirthDate(int date) {
    return date >= EARLIEST_BIRTH && exists(date / 10_000, date / 100 % 100, date % 100);
  }

  static boolean exists(int year, int month, int day) {
    if (month < 1 || month > 12 || day < 1) {
      return false;
    }
    return day <= DAYS[month] || (day == 29 && month == 2 && isLeap(year));
  }

  private static boolean isLeap(int year) {
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  }
}
