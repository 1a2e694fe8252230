package io.github.citydc.model.sharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkingCalendarTest {

  private final WorkingCalendar calendar = WorkingCalendar.announced();

  @Provide
  Arbitrary<LocalDate> days() {
    return Arbitraries.integers().between(0, 1600).map(LocalDate.of(2023, 10, 1)::plusDays);
  }

  @Property
  void a_term_ends_on_a_working_day_and_has_its_length(
      @ForAll("days") LocalDate begin, @ForAll @IntRange(min = 1, max = 40) int length) {
    LocalDate end = calendar.after(begin, length);

    assertThat(calendar.isWorkingDay(end)).isTrue();
    assertThat(calendar.between(begin, end)).isEqualTo(length);
    assertThat(begin.plusDays(1).datesUntil(end.plusDays(1)).filter(calendar::isWorkingDay).count())
        .isEqualTo(length);
  }

  @Property
  void working_days_add_up(
      @ForAll("days") LocalDate begin,
      @ForAll @IntRange(max = 60) int first,
      @ForAll @IntRange(max = 60) int second) {
    LocalDate middle = begin.plusDays(first);
    LocalDate end = middle.plusDays(second);

    assertThat(calendar.between(begin, middle) + calendar.between(middle, end))
        .isEqualTo(calendar.between(begin, end));
    assertThat(calendar.between(end, begin)).isZero();
  }

  @Property
  void a_longer_term_and_a_later_begin_end_no_earlier(
      @ForAll("days") LocalDate begin, @ForAll @IntRange(min = 1, max = 30) int length) {
    LocalDate end = calendar.after(begin, length);

    assertThat(calendar.after(begin, length + 1)).isAfter(end);
    assertThat(calendar.after(begin.plusDays(1), length)).isAfterOrEqualTo(end);
  }

  @Property
  void without_announcements_the_week_is_plain(@ForAll("days") LocalDate day) {
    boolean weekend =
        day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;

    assertThat(WorkingCalendar.plainWeek().isWorkingDay(day)).isEqualTo(!weekend);
  }

  /** From the announcements of the State Council. */
  @ParameterizedTest
  @CsvSource({
    "2024-02-12, false", "2024-02-18, true", "2025-01-26, true", "2025-02-04, false",
    "2025-10-08, false", "2025-10-09, true", "2026-01-02, false", "2026-01-04, true",
    "2026-02-14, true", "2026-02-23, false", "2026-02-24, true", "2026-10-07, false",
    "2026-10-10, true", "2026-10-11, false"
  })
  void holidays_and_working_weekends_are_as_announced(LocalDate day, boolean working) {
    assertThat(calendar.isWorkingDay(day)).isEqualTo(working);
  }

  /** Counted in the announcements: weekdays less holidays, and working weekends. */
  @ParameterizedTest
  @CsvSource({"2024, 251", "2025, 248", "2026, 248"})
  void a_year_has_its_number_of_working_days(int year, int days) {
    assertThat(calendar.between(LocalDate.of(year - 1, 12, 31), LocalDate.of(year, 12, 31)))
        .isEqualTo(days);
  }

  @Test
  void a_year_can_be_handed_in() {
    LocalDate newYear = LocalDate.parse("2027-01-01");
    WorkingCalendar more = calendar.plus(2027, List.of(newYear), List.of());

    assertThat(calendar.isWorkingDay(newYear)).isTrue();
    assertThat(calendar.knows(newYear, newYear)).isFalse();
    assertThat(more.isWorkingDay(newYear)).isFalse();
    assertThat(more.knows(LocalDate.parse("2026-12-30"), newYear)).isTrue();
    assertThat(more.knows(newYear, LocalDate.parse("2028-01-03"))).isFalse();
  }

  @Test
  void a_year_can_be_handed_in_as_text() {
    WorkingCalendar more = calendar.plus("# made up\n\n2027|0101 0208|0130\n");

    assertThat(more.isWorkingDay(LocalDate.parse("2027-02-08"))).isFalse();
    assertThat(more.isWorkingDay(LocalDate.parse("2027-01-30"))).isTrue();
    assertThat(more.isWorkingDay(LocalDate.parse("2026-02-14"))).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {"2027|0101", "27|0101|", "2027|0230|", "2027|0102|", "2027||0101", "2027|1|"})
  void a_text_of_another_form_is_refused(String text) {
    assertThatThrownBy(() -> calendar.plus(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_day_of_another_year_is_refused() {
    List<LocalDate> day = List.of(LocalDate.parse("2028-01-03"));

    assertThatThrownBy(() -> calendar.plus(2027, day, List.of()))
        .hasMessage("2028-01-03 is no weekday of 2027");
  }

  @Test
  void a_term_has_a_day_at_least() {
    assertThatThrownBy(() -> calendar.after(LocalDate.parse("2026-01-05"), 0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
