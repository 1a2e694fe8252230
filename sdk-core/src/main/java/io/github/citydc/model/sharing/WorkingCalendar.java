package io.github.citydc.model.sharing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The working days 工作日 of offices: the plain week, the holidays on weekdays that the State Council
 * announces for a year, and the weekends it makes working days for them. Years that are not known
 * have the plain week, and what is computed with them is provisional.
 *
 * <pre>{@code
 * WorkingCalendar calendar = WorkingCalendar.announced()
 *     .plus(2027, List.of(LocalDate.parse("2027-01-01")), List.of());
 * calendar.after(LocalDate.parse("2026-02-13"), 1);     // 2026-02-14, a Saturday
 * }</pre>
 *
 * <p>Immutable and thread-safe.
 */
public final class WorkingCalendar {

  private static final WorkingCalendar ANNOUNCED = plainWeek().plus(read());

  private final Map<Integer, Exceptions> years;

  private WorkingCalendar(Map<Integer, Exceptions> years) {
    this.years = years;
  }

  /**
   * The calendar of the years 2024 to 2026, as announced.
   *
   * @return the calendar
   */
  public static WorkingCalendar announced() {
    return ANNOUNCED;
  }

  /**
   * A calendar that knows no year.
   *
   * @return Monday to Friday are working days, all of it provisional
   */
  public static WorkingCalendar plainWeek() {
    return new WorkingCalendar(new TreeMap<>());
  }

  /**
   * This calendar and one year more; the year replaces what was known of it.
   *
   * @param year the year
   * @param holidays its holidays on days from Monday to Friday
   * @param workingDays its Saturdays and Sundays that are working days
   * @return a new calendar
   * @throws IllegalArgumentException if a day is of another year, or does not differ from the plain
   *     week
   */
  public WorkingCalendar plus(
      int year, Collection<LocalDate> holidays, Collection<LocalDate> workingDays) {
    holidays.forEach(day -> require(day, year, false));
    workingDays.forEach(day -> require(day, year, true));
    Map<Integer, Exceptions> more = new TreeMap<>(years);
    more.put(year, new Exceptions(Set.copyOf(holidays), Set.copyOf(workingDays)));
    return new WorkingCalendar(more);
  }

  /**
   * This calendar and the years of a text, one a line: {@code 2026|0101 0102|0104 0214}, the year,
   * its holidays on weekdays, and its weekends that are working days. Empty lines and those that
   * begin with {@code #} are passed over.
   *
   * @param lines the text
   * @return a new calendar
   * @throws IllegalArgumentException if a line has another form, or a day does not differ from the
   *     plain week
   */
  public WorkingCalendar plus(String lines) {
    WorkingCalendar calendar = this;
    for (String line : lines.lines().map(String::strip).toList()) {
      if (!line.isEmpty() && !line.startsWith("#")) {
        String[] parts = line.split("\\|", -1);
        if (parts.length != 3 || !parts[0].matches("[0-9]{4}")) {
          throw new IllegalArgumentException("A year is YYYY|MMDD …|MMDD …, not " + line);
        }
        int year = Integer.parseInt(parts[0]);
        calendar = calendar.plus(year, days(year, parts[1]), days(year, parts[2]));
      }
    }
    return calendar;
  }

  private static Set<LocalDate> days(int year, String text) {
    try {
      return Stream.of(text.split(" ", -1))
          .filter(day -> !day.isEmpty())
          .map(day -> LocalDate.parse(year + day, DateTimeFormatter.BASIC_ISO_DATE))
          .collect(Collectors.toUnmodifiableSet());
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("Days are MMDD, not " + text, e);
    }
  }

  private static void require(LocalDate day, int year, boolean weekend) {
    if (day.getYear() != year || isWeekend(day) != weekend) {
      throw new IllegalArgumentException(
          day + " is no " + (weekend ? "weekend" : "weekday") + " of " + year);
    }
  }

  /**
   * Returns whether offices work.
   *
   * @param day a day
   * @return true for a working day
   */
  public boolean isWorkingDay(LocalDate day) {
    Exceptions year = years.getOrDefault(day.getYear(), Exceptions.NONE);
    return isWeekend(day) ? year.workingDays.contains(day) : !year.holidays.contains(day);
  }

  /**
   * Returns whether the holidays of all days of a period are known.
   *
   * @param from its first day
   * @param until its last day
   * @return false if what is computed for them is provisional
   */
  public boolean knows(LocalDate from, LocalDate until) {
    return years
        .keySet()
        .containsAll(
            Stream.iterate(from.getYear(), year -> year <= until.getYear(), year -> year + 1)
                .toList());
  }

  /**
   * The day on which a term ends.
   *
   * @param begin the day on which it begins, which does not count
   * @param workingDays its length, from 1
   * @return a working day
   * @throws IllegalArgumentException if the length is not positive
   */
  public LocalDate after(LocalDate begin, int workingDays) {
    if (workingDays < 1) {
      throw new IllegalArgumentException("A term has one working day or more");
    }
    LocalDate day = begin;
    for (int left = workingDays; left > 0; ) {
      day = day.plusDays(1);
      if (isWorkingDay(day)) {
        left--;
      }
    }
    return day;
  }

  /**
   * Counts working days.
   *
   * @param begin a day, which does not count
   * @param end a day, which counts
   * @return the number of working days between, 0 if the end is not after the beginning
   */
  public int between(LocalDate begin, LocalDate end) {
    int count = 0;
    for (LocalDate day = begin; day.isBefore(end); ) {
      day = day.plusDays(1);
      if (isWorkingDay(day)) {
        count++;
      }
    }
    return count;
  }

  private static boolean isWeekend(LocalDate day) {
    return day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
  }

  private static String read() {
    try (InputStream in =
        Objects.requireNonNull(WorkingCalendar.class.getResourceAsStream("working-days.txt"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The days of a year that differ from the plain week.
   *
   * @param holidays weekdays on which nobody works
   * @param workingDays weekends on which offices work
   */
  private record Exceptions(Set<LocalDate> holidays, Set<LocalDate> workingDays) {

    static final Exceptions NONE = new Exceptions(Set.of(), Set.of());
  }
}
