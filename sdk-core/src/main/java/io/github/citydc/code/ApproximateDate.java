package io.github.citydc.code;

import java.time.LocalDate;

/**
 * A date that is either exact or known only to lie between two days. Lists of divisions were
 * published once a year for a long time, so many dates are known to the year only.
 *
 * @param earliest the first day it can be
 * @param latest the last day it can be, not before the earliest
 */
public record ApproximateDate(LocalDate earliest, LocalDate latest) {

  private static final int YEAR = 4;
  private static final int MONTH = 7;

  /**
   * Checks the order.
   *
   * @throws IllegalArgumentException if the latest day is before the earliest
   */
  public ApproximateDate {
    if (latest.isBefore(earliest)) {
      throw new IllegalArgumentException(latest + " is before " + earliest);
    }
  }

  /** Reads {@code 2005}, {@code 2005-04}, {@code 2005-04-28} or {@code 2005-04-28/2005-12-31}. */
  static ApproximateDate parse(String text) {
    int slash = text.indexOf('/');
    if (slash > 0) {
      return new ApproximateDate(
          parse(text.substring(0, slash)).earliest, parse(text.substring(slash + 1)).latest);
    }
    int year = Integer.parseInt(text, 0, YEAR, 10);
    if (text.length() == YEAR) {
      return new ApproximateDate(LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31));
    }
    LocalDate first = LocalDate.of(year, Integer.parseInt(text, YEAR + 1, MONTH, 10), 1);
    if (text.length() == MONTH) {
      return new ApproximateDate(first, first.plusMonths(1).minusDays(1));
    }
    LocalDate day = first.withDayOfMonth(Integer.parseInt(text.substring(MONTH + 1)));
    return new ApproximateDate(day, day);
  }

  /**
   * Returns whether the day is known.
   *
   * @return true if the earliest day is the latest
   */
  public boolean isExact() {
    return earliest.equals(latest);
  }

  /**
   * The day, or the two days it lies between.
   *
   * @return {@code 2005-04-28} or {@code 2005-01-01/2005-12-31}
   */
  @Override
  public String toString() {
    return isExact() ? earliest.toString() : earliest + "/" + latest;
  }
}
