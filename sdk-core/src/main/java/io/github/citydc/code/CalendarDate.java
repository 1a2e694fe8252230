package io.github.citydc.code;

import java.time.LocalDate;

/** The Gregorian calendar without objects. */
final class CalendarDate {

  private static final byte[] DAYS = {0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

  private CalendarDate() {}

  /** What the calendar says where the registers are kept. */
  static LocalDate today() {
    return LocalDate.now(ChinaTime.ZONE);
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
