package io.github.citydc.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Rfc3339Test {

  @ParameterizedTest
  @CsvSource({
    "2003-09-10T08:00:00+08:00, 2003-09-10T08:00+08:00",
    "2003-09-10t08:00:00z, 2003-09-10T08:00Z",
    "2003-09-10T08:00:00.5Z, 2003-09-10T08:00:00.500Z",
    "2003-09-10T08:00:00.123456789-03:30, 2003-09-10T08:00:00.123456789-03:30",
    "2003-09-10T08:00:00-00:00, 2003-09-10T08:00Z",
    "9999-12-31T23:59:59Z, 9999-12-31T23:59:59Z",
    "0000-01-01T00:00:00Z, 0000-01-01T00:00Z",
  })
  void aTimeOfTheFormIsRead(String text, String time) {
    assertThat(Rfc3339.parse(text)).isEqualTo(OffsetDateTime.parse(time));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2003-09-10",
        "2003-09-10T08:00Z",
        "2003-09-10T08:00+08:00",
        "2003-09-10T08:00:00",
        "2003-09-10T08:00:00+08",
        "2003-09-10T08:00:00+0800",
        "2003-09-10T08:00:00+08:00:00",
        "2003-09-10T08:00:00.Z",
        "2003-09-10T08:00:00.1234567890Z",
        "2003-09-10 08:00:00Z",
        "2003-02-29T08:00:00Z",
        "2003-09-10T24:00:00Z",
        "2003-09-10T08:00:60Z",
        "2003-09-10T08:00:00+19:00",
        "+12003-09-10T08:00:00Z",
        "12003-09-10T08:00:00Z",
        "\u0662003-09-10T08:00:00Z",
        "2003-09-10T08:00:00Z ",
        "2003-09-10T08:00:00ZZ",
      })
  void anyOtherTextIsRefused(String text) {
    assertThatExceptionOfType(DateTimeException.class).isThrownBy(() -> Rfc3339.parse(text));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 10_000})
  void aYearThatTheFormCannotSayIsNotWritten(int year) {
    OffsetDateTime time = OffsetDateTime.of(year, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);

    assertThatExceptionOfType(DateTimeException.class).isThrownBy(() -> Rfc3339.format(time));
  }

  @Property(tries = 1000)
  void whatIsWrittenIsReadAgain(
      @ForAll @LongRange(min = -62_135_596_800L, max = 253_402_200_000L) long second,
      @ForAll @IntRange(max = 999_999_999) int nano,
      @ForAll @IntRange(min = -18 * 60, max = 18 * 60) int minutes) {
    OffsetDateTime time =
        OffsetDateTime.ofInstant(
            Instant.ofEpochSecond(second, nano), ZoneOffset.ofTotalSeconds(60 * minutes));
    assumeThat(time.getYear()).isBetween(0, 9999);

    assertThat(Rfc3339.parse(Rfc3339.format(time))).isEqualTo(time);
  }
}
