package io.github.citydc.code;

import java.time.LocalDate;
import java.time.YearMonth;

/**
 * A day that is known exactly, or only to lie between two days: the lists of divisions were
 * published once a year for a long time.
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
          LocalDate.parse(text.substring(0, slash)), LocalDate.parse(text.substring(slash + 1)));
    }
    return switch (text.length()) {
      case YEAR -> {
        int year = Integer.parseInt(text);
        yield new ApproximateDate(LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31));
      }
      case MONTH -> {
        YearMonth month = YearMonth.parse(text);
        yield new ApproximateDate(month.atDay(1), month.atEndOfMonth());
      }
      default -> {
        LocalDate day = LocalDate.parse(text);
        yield new ApproximateDate(day, day);
      }
    };
  }

  /**
   * Whether the day is known.
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
