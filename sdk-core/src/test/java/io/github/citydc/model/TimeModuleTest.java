package io.github.citydc.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Beside what it stands for: a pattern, and the parser of the platform. */
class TimeModuleTest {

  @Property(tries = 5_000)
  void dates_are_read_as_the_platform_reads_them(@ForAll("dates") String text) {
    boolean form = text.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}");

    assertThat(TimeModule.isDate(text)).isEqualTo(form);
    if (form) {
      assertThat(outcome(text, TimeModule::date)).isEqualTo(outcome(text, LocalDate::parse));
    }
  }

  private static String outcome(String text, Function<String, LocalDate> reader) {
    try {
      return reader.apply(text).toString();
    } catch (DateTimeException e) {
      return "no such day";
    }
  }

  /** Some with days no month has, some with a character changed, taken out or doubled. */
  @Provide
  Arbitrary<String> dates() {
    Arbitrary<String> whole =
        Combinators.combine(number(4, 9999), number(2, 13), number(2, 32))
            .as((year, month, day) -> year + "-" + month + "-" + day);
    Arbitrary<String> damaged =
        Combinators.combine(
                whole,
                Arbitraries.integers().between(0, 9),
                Arbitraries.of("", "x", "00", "-", "/", "+", "\u0663", "\u0000"))
            .as((text, at, with) -> text.substring(0, at) + with + text.substring(at + 1));
    return Arbitraries.oneOf(whole, damaged);
  }

  private static Arbitrary<String> number(int digits, int most) {
    return Arbitraries.integers()
        .between(0, most)
        .map(value -> String.format("%0" + digits + "d", value));
  }
}
