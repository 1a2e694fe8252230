package io.github.citydc.code;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CreditCodeTest {

  @Test
  void aCodeTellsDepartmentCategoryDivisionAndOrganization() {
    CreditCode code = CreditCode.parse("91350100M000100Y43");

    assertThat(code.department()).isEqualTo("9");
    assertThat(code.category()).isEqualTo("91");
    assertThat(code.division()).isEqualTo(DivisionCode.parse("350100"));
    assertThat(code.organization()).isEqualTo("M000100Y4");
    assertThat(code).hasToString("91350100M000100Y43");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "91350100M000100Y43",
        "9144030071526726XG",
        "914403001922038216",
        "11100000000013338W",
        "11110000000021135M",
        "11330105002500287C"
      })
  void realCodesAreUnremarkable(String code) {
    assertThat(CreditCode.check(code).faults()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "91350100M000100Y44, credit-code.check-character, 17",
    "91350100m000100Y43, credit-code.lower-case, 8",
    "91350100M000100I43, credit-code.excluded-letter, 15",
    "9135010BM000100Y43, credit-code.character, 7",
    "91350100M000100Y4, credit-code.length, -1",
    "110105194912310021, credit-code.check-character, 17",
    "440106198001010019, credit-code.looks-like-citizen-id, -1",
  })
  void whatIsWrongIsNamedAndPlaced(String text, String rule, int position) {
    CodeCheck check = CreditCode.check(text);

    assertThat(check.isValid()).isFalse();
    assertThat(check.error().orElseThrow().rule()).isEqualTo(rule);
    assertThat(check.error().orElseThrow().position()).isEqualTo(position);
  }
}
