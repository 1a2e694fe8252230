package io.github.citydc.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SamplesTest {

  static Stream<String> samples() {
    return TestResources.lines("samples.txt").stream();
  }

  @ParameterizedTest
  @MethodSource("samples")
  void everySampleGetsItsVerdict(String sample) {
    String[] fields = sample.split(" ", -1);
    IdentifierKind kind = IdentifierKind.of(fields[0]).orElseThrow();
    List<String> rules = fields.length > 2 ? List.of(fields[2]) : List.of();
    boolean refused = !rules.isEmpty() && !rules.get(0).startsWith("(");

    CodeCheck check = kind.check(fields[1], Strictness.LENIENT);

    assertThat(Checks.rules(check))
        .isEqualTo(rules.stream().map(rule -> rule.replaceAll("[()]", "")).toList());
    assertThat(check.isValid()).isEqualTo(!refused);
    assertThat(kind.tryParse(fields[1]).isPresent()).isEqualTo(!refused);
    assertThat(kind.parsed(fields[1]).isEmpty()).isEqualTo(refused);
  }
}
