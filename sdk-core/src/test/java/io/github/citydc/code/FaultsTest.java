package io.github.citydc.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is wrong with a text is called by its name and shown in its place. */
class FaultsTest {

  private static final Pattern ESCAPE = Pattern.compile("\\\\u([0-9A-F]{4})");

  record Case(IdentifierKind kind, String text, String rule, boolean warning, int position) {

    static Case parse(String line) {
      String[] fields = line.split(" ", -1);
      String rule = fields[2].replaceAll("[()]", "");
      return new Case(
          IdentifierKind.of(fields[0]).orElseThrow(),
          unescape(fields[1]),
          fields[0] + "." + rule,
          !rule.equals(fields[2]),
          Integer.parseInt(fields[3]));
    }

    private static String unescape(String text) {
      return text.equals("\"\"")
          ? ""
          : ESCAPE
              .matcher(text)
              .replaceAll(m -> Character.toString(Integer.parseInt(m.group(1), 16)));
    }
  }

  static Stream<Case> cases() {
    return TestResources.lines("faults.txt").stream().map(Case::parse);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theFaultIsNamedAndPlaced(Case c) {
    CodeCheck lenient = c.kind().check(c.text(), Strictness.LENIENT);
    CodeCheck strict = c.kind().check(c.text(), Strictness.STRICT);

    assertThat(lenient.faults())
        .anySatisfy(
            fault -> {
              assertThat(fault.rule()).isEqualTo(c.rule());
              assertThat(fault.position()).isEqualTo(c.position());
              assertThat(fault.severity())
                  .isEqualTo(c.warning() ? Severity.WARNING : Severity.ERROR);
            });
    if (!c.warning()) {
      assertThat(lenient.error().map(CodeFault::rule)).contains(c.rule());
    }
    assertThat(strict.isValid()).isFalse();
    assertThat(Checks.rules(strict)).isEqualTo(Checks.rules(lenient));
  }

  @Test
  void everyRuleOfEveryKindIsAmongThem() {
    Set<String> produced = cases().map(Case::rule).collect(Collectors.toSet());
    List<String> shared =
        List.of(
            Shape.EMPTY,
            Shape.WHITESPACE,
            Shape.INVISIBLE,
            Shape.FULL_WIDTH,
            Shape.LENGTH,
            Shape.LOWER_CASE,
            Shape.CHARACTER);

    assertThat(
            Arrays.stream(IdentifierKind.values())
                .flatMap(kind -> kind.rules().stream())
                .filter(rule -> !shared.contains(rule.substring(rule.indexOf('.') + 1))))
        .allSatisfy(rule -> assertThat(produced).contains(rule));
  }
}
