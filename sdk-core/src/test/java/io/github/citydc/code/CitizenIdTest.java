package io.github.citydc.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CitizenIdTest {

  @Test
  void theExampleOfTheStandardTellsBirthDateSexAndDivision() {
    CitizenId id = CitizenId.parse("11010519491231002X");

    assertThat(id.birthDate()).isEqualTo(LocalDate.of(1949, 12, 31));
    assertThat(id.sex()).isEqualTo(Sex.FEMALE);
    assertThat(id.division()).isEqualTo(DivisionCode.parse("110105"));
    assertThat(id.region()).isEqualTo(CitizenId.Region.MAINLAND);
  }

  @Test
  void fifteenDigitsAreAcceptedWithAWarningAndUpgraded() {
    CitizenId old = CitizenId.parse("110105491231002");

    assertThat(Checks.rules(CitizenId.check("110105491231002")))
        .containsExactly("citizen-id.fifteen-digits");
    assertThat(old.upgraded()).isEqualTo(CitizenId.parse("11010519491231002X"));
    assertThat(old.birthDate()).isEqualTo(LocalDate.of(1949, 12, 31));
    assertThat(old.sex()).isEqualTo(Sex.FEMALE);
    assertThat(CitizenId.check("110105491231002", Strictness.STRICT).isValid()).isFalse();
  }

  @Test
  void theSequenceNumbersFrom996OnBelongToPeopleBornInTheCenturyBefore() {
    assertThat(CitizenId.parse("110105991231996").birthDate())
        .isEqualTo(LocalDate.of(1899, 12, 31));
    assertThat(CitizenId.parse("110105991231995").birthDate())
        .isEqualTo(LocalDate.of(1999, 12, 31));
  }

  @ParameterizedTest
  @CsvSource({"810000199408230021, HONG_KONG", "830000199201300022, TAIWAN"})
  void residencePermitsOfHongKongMacaoAndTaiwanAreAccepted(String number, CitizenId.Region region) {
    assertThat(CitizenId.check(number).faults()).isEmpty();
    assertThat(CitizenId.parse(number).region()).isEqualTo(region);
  }

  @ParameterizedTest
  @CsvSource({
    "440106198001010013, citizen-id.check-character, 17",
    "11010519491231002x, citizen-id.lower-case-x, 17",
    "440106198002300015, citizen-id.birth-date, 6",
    "44010619800101001, citizen-id.length, -1",
    "44010619800101O019, citizen-id.character, 14",
    "44010619８001010019, citizen-id.full-width, 8",
    "440106 19800101001, citizen-id.whitespace, 6",
    "'440106198001010019 ', citizen-id.whitespace, 18",
    "'', citizen-id.empty, -1",
  })
  void whatIsWrongIsNamedAndPlaced(String text, String rule, int position) {
    CodeCheck check = CitizenId.check(text);

    assertThat(check.isValid()).isFalse();
    assertThat(Checks.first(check).rule()).isEqualTo(rule);
    assertThat(Checks.first(check).position()).isEqualTo(position);
    assertThat(CitizenId.tryParse(text)).isEmpty();
  }

  @Test
  void nobodyIsBornTomorrow() {
    String number = "440106203001010012";

    assertThat(
            Checks.first(CitizenId.check(number, Strictness.LENIENT, LocalDate.of(2029, 12, 31)))
                .rule())
        .isEqualTo("citizen-id.birth-date-future");
    assertThat(CitizenId.check(number, Strictness.LENIENT, LocalDate.of(2030, 1, 1)).isValid())
        .isTrue();
  }

  @Test
  void neitherToStringNorTheExceptionShowsTheNumber() {
    assertThat(CitizenId.parse("440106198001010019")).hasToString("440106************");
    assertThatExceptionOfType(InvalidCodeException.class)
        .isThrownBy(() -> CitizenId.parse("440106198001010013"))
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("1980").contains("index 17"));
  }
}
