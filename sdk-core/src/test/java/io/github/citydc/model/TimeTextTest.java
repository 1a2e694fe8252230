package io.github.citydc.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Beside what it stands for: a pattern, and the parser of the platform. */
class TimeTextTest {

  private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
  private static final Pattern TIME =
      Pattern.compile(
          "\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,9})?(Z|[+-]\\d{2}:\\d{2})");

  @Property(tries = 5_000)
  void dates_are_read_as_the_platform_reads_them(@ForAll("dates") String text) {
    assertThat(outcome(text, TimeText::date))
        .isEqualTo(outcome(text, t -> platform(DATE, t, LocalDate::parse)));
  }

  @Property(tries = 10_000)
  void times_are_read_as_the_platform_reads_them(@ForAll("times") String text) {
    assertThat(outcome(text, TimeText::time))
        .isEqualTo(outcome(text, t -> platform(TIME, t, OffsetDateTime::parse)));
  }

  private static String outcome(String text, Function<String, ? extends Optional<?>> reader) {
    try {
      return reader.apply(text).toString();
    } catch (DateTimeException e) {
      return "no such time";
    }
  }

  private static <T> Optional<T> platform(Pattern form, String text, Function<String, T> parse) {
    return form.matcher(text).matches() ? Optional.of(parse.apply(text)) : Optional.empty();
  }

  @Provide
  Arbitrary<String> dates() {
    return damaged(Combinators.combine(number(4), number(2, 13), number(2, 32)).as(this::date));
  }

  @Provide
  Arbitrary<String> times() {
    Arbitrary<String> fraction =
        Arbitraries.strings().numeric().ofMaxLength(10).map(digits -> "." + digits);
    Arbitrary<String> offset =
        Arbitraries.oneOf(
            Arbitraries.of("Z", "z", "", "+08:00", "-00:00", "+18:00", "+18:01", "+8"),
            Combinators.combine(Arbitraries.of("+", "-"), number(2, 19), number(2, 61))
                .as((sign, hours, minutes) -> sign + hours + ":" + minutes));
    Arbitrary<String> clock =
        Combinators.combine(number(2, 25), number(2, 61), number(2, 61))
            .as((hour, minute, second) -> hour + ":" + minute + ":" + second);
    return damaged(
        Combinators.combine(
                Combinators.combine(number(4), number(2, 13), number(2, 32)).as(this::date),
                clock,
                Arbitraries.oneOf(Arbitraries.just(""), fraction),
                offset)
            .as((date, time, rest, zone) -> date + "T" + time + rest + zone));
  }

  private String date(String year, String month, String day) {
    return year + "-" + month + "-" + day;
  }

  private static Arbitrary<String> number(int digits, int below) {
    return Arbitraries.integers()
        .between(0, below - 1)
        .map(value -> String.format("%0" + digits + "d", value));
  }

  private static Arbitrary<String> number(int digits) {
    return number(digits, 10_000);
  }

  /** One in five with a character changed, taken out or doubled. */
  private static Arbitrary<String> damaged(Arbitrary<String> texts) {
    return Combinators.combine(
            texts,
            Arbitraries.integers().between(0, 40),
            Arbitraries.of("", "", "", "", "x", "0", "-", ":", "T", ".", "٣", "\u0000"),
            Arbitraries.integers().between(0, 4))
        .as(
            (text, place, with, chance) -> {
              int at = Math.min(place, text.length() - 1);
              boolean whole = chance > 0 || text.isEmpty();
              return whole ? text : text.substring(0, at) + with + text.substring(at + 1);
            });
  }
}
