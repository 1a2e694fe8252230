package io.github.citydc.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DivisionCodeTest {

  @ParameterizedTest
  @CsvSource({
    "100000, NATION",
    "44, PROVINCE",
    "440000, PROVINCE",
    "4401, PREFECTURE",
    "440106, COUNTY",
    "440106000000, COUNTY",
    "440106001, TOWN",
    "441900003, TOWN",
    "440106001002, COMMUNITY",
  })
  void theDigitsTellTheLevel(String code, DivisionLevel level) {
    assertThat(DivisionCode.check(code).faults()).isEmpty();
    assertThat(DivisionCode.parse(code).level()).isEqualTo(level);
  }

  @ParameterizedTest
  @CsvSource({
    "440100, 440106, true",
    "440106, 440106001, true",
    "440000, 441900003, true",
    "44, 440106001002, true",
    "440106000000, 440106, true",
    "440106, 440106, true",
    "100000, 440106, true",
    "440106, 440100, false",
    "440106, 440105, false",
    "440000, 450000, false",
    "440106, 100000, false",
  })
  void aDivisionCoversItselfAndWhatIsBelow(String code, String other, boolean covers) {
    assertThat(DivisionCode.parse(code).covers(DivisionCode.parse(other))).isEqualTo(covers);
  }

  @ParameterizedTest
  @CsvSource({
    "440106001002, 440106001",
    "440106001, 440106",
    "441900003, 441900",
    "440106, 440100",
    "4401, 440000",
    "429004, 420000",
    "110105, 110000",
    "440000, 100000",
    "100000, ",
  })
  void theParentIsTheDivisionAbove(String code, String parent) {
    assertThat(DivisionCode.parse(code).parent())
        .isEqualTo(Optional.ofNullable(parent).map(DivisionCode::parse));
  }

  @ParameterizedTest
  @CsvSource({"44, 440000", "440106000000, 440106", "440106001000, 440106001", "440106, 440106"})
  void oneDivisionHasOneCanonicalCode(String code, String canonical) {
    assertThat(DivisionCode.parse(code).canonical()).isEqualTo(DivisionCode.parse(canonical));
  }

  @ParameterizedTest
  @CsvSource({
    "040106X, division.length, -1",
    "4401061, division.length, -1",
    "44010６, division.full-width, 5",
    "44O106, division.character, 2",
  })
  void whatIsWrongIsNamedAndPlaced(String text, String rule, int position) {
    CodeFault fault = DivisionCode.check(text).error().orElseThrow();

    assertThat(fault.rule()).isEqualTo(rule);
    assertThat(fault.position()).isEqualTo(position);
  }
}
