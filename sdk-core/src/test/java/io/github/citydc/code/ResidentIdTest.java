package io.github.citydc.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResidentIdTest {

  @Test
  void theExampleOfTheStandardTellsBirthDateSexAndDivision() {
    ResidentId id = ResidentId.parse("11010519491231002X");

    assertThat(id.birthDate()).isEqualTo(LocalDate.of(1949, 12, 31));
    assertThat(id.sex()).isEqualTo(Sex.FEMALE);
    assertThat(id.division()).isEqualTo(DivisionCode.parse("110105"));
    assertThat(id.region()).isEqualTo(ResidentId.Region.MAINLAND);
  }

  @Test
  void fifteenDigitsAreAcceptedWithAWarningAndUpgraded() {
    ResidentId old = ResidentId.parse("110105491231002");

    assertThat(Checks.rules(ResidentId.check("110105491231002")))
        .containsExactly("resident-id.fifteen-digits");
    assertThat(old.upgraded()).isEqualTo(ResidentId.parse("11010519491231002X"));
    assertThat(old.birthDate()).isEqualTo(LocalDate.of(1949, 12, 31));
    assertThat(old.sex()).isEqualTo(Sex.FEMALE);
    assertThat(ResidentId.check("110105491231002", Strictness.STRICT).isValid()).isFalse();
  }

  @Test
  void theSequenceNumbersFrom996OnBelongToPeopleBornInTheCenturyBefore() {
    assertThat(ResidentId.parse("110105991231996").birthDate())
        .isEqualTo(LocalDate.of(1899, 12, 31));
    assertThat(ResidentId.parse("110105991231995").birthDate())
        .isEqualTo(LocalDate.of(1999, 12, 31));
  }

  @ParameterizedTest
  @CsvSource({"810000199408230021, HONG_KONG", "830000199201300022, TAIWAN"})
  void residencePermitsOfHongKongMacaoAndTaiwanAreAccepted(
      String number, ResidentId.Region region) {
    assertThat(ResidentId.check(number).faults()).isEmpty();
    assertThat(ResidentId.parse(number).region()).isEqualTo(region);
  }

  @ParameterizedTest
  @CsvSource({
    "440106198001010013, resident-id.check-character, 17",
    "11010519491231002x, resident-id.lower-case-x, 17",
    "440106198002300015, resident-id.birth-date, 6",
    "44010619800101001, resident-id.length, -1",
    "44010619800101O019, resident-id.character, 14",
    "44010619８001010019, resident-id.full-width, 8",
    "440106 19800101001, resident-id.whitespace, 6",
    "'440106198001010019 ', resident-id.whitespace, 18",
    "'', resident-id.empty, -1",
  })
  void whatIsWrongIsNamedAndPlaced(String text, String rule, int position) {
    CodeCheck check = ResidentId.check(text);

    assertThat(check.isValid()).isFalse();
    assertThat(Checks.first(check).rule()).isEqualTo(rule);
    assertThat(Checks.first(check).position()).isEqualTo(position);
    assertThat(ResidentId.tryParse(text)).isEmpty();
  }

  @Test
  void nobodyIsBornTomorrow() {
    String number = "440106203001010012";

    assertThat(
            Checks.first(ResidentId.check(number, Strictness.LENIENT, LocalDate.of(2029, 12, 31)))
                .rule())
        .isEqualTo("resident-id.birth-date-future");
    assertThat(ResidentId.check(number, Strictness.LENIENT, LocalDate.of(2030, 1, 1)).isValid())
        .isTrue();
  }

  @Test
  void neitherToStringNorTheExceptionShowsTheNumber() {
    assertThat(ResidentId.parse("440106198001010019")).hasToString("440106************");
    assertThatExceptionOfType(InvalidCodeException.class)
        .isThrownBy(() -> ResidentId.parse("440106198001010013"))
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("1980").contains("index 17"));
  }
}
