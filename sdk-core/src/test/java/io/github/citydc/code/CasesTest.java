package io.github.citydc.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Inputs whose verdict a standard or a public register gives. */
class CasesTest {

  private static final String ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";

  static Stream<String> cases() {
    return TestResources.lines("cases.txt").stream();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void everyCaseGetsItsVerdict(String line) {
    String[] fields = line.split(" ", -1);
    String kind = fields[0];
    String text = fields[1];
    boolean valid = fields[2].equals("Y");

    if (kind.startsWith("set:")) {
      CodeSet set = CodeSets.standard().get(kind.substring("set:".length()));
      assertThat(set.check(text).isValid()).isEqualTo(valid);
    } else {
      IdentifierKind identifier = IdentifierKind.of(kind).orElseThrow();
      CodeCheck lenient = identifier.check(text, Strictness.LENIENT);
      assertThat(lenient.isValid()).isEqualTo(valid);
      assertThat(identifier.check(text, Strictness.STRICT).isValid()).isEqualTo(valid);
    }
  }

  @Test
  void aThousandCodesOfGuangzhouCompaniesPassTheStrictCheck() {
    Random random = new Random(440101);
    for (int i = 0; i < 1000; i++) {
      String code = creditCode(random, "9" + (1 + random.nextInt(3)) + "440101");

      assertThat(CreditCode.check(code, Strictness.STRICT).faults()).as(code).isEmpty();
      assertThat(Divisions.standard().find(CreditCode.parse(code).division()))
          .map(Division::kind)
          .isEqualTo(Optional.of(DivisionKind.SUMMARY));
    }
  }

  /** A code with check characters worked out by the formulas of GB 11714 and GB 32100. */
  private static String creditCode(Random random, String head) {
    int[] weights = {3, 7, 9, 10, 5, 8, 4, 2};
    StringBuilder code = new StringBuilder(head).append("MA");
    while (code.length() < 16) {
      code.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    int sum = 0;
    for (int i = 0; i < 8; i++) {
      sum += weights[i] * Character.digit(code.charAt(8 + i), 36);
    }
    code.append("0X987654321".charAt(sum % 11));
    int total = 0;
    int weight = 1;
    for (int i = 0; i < 17; i++) {
      total += weight * ALPHABET.indexOf(code.charAt(i));
      weight = weight * 3 % 31;
    }
    return code.append(ALPHABET.charAt((31 - total % 31) % 31)).toString();
  }
}
