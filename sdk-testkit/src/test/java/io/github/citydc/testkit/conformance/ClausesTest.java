package io.github.citydc.testkit.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClausesTest {

  private static final Path STANDARD = Path.of("..", "docs", "standard");
  private static final Pattern CLAUSE =
      Pattern.compile("^\\*\\*(M-[0-9.]+-\\d+)\\*\\* ?[（(]([^)）]*)[)）]");
  private static final Pattern CHECK = Pattern.compile("[SR]-\\d\\d");

  @ParameterizedTest
  @ValueSource(strings = {"en", "zh"})
  void each_check_names_the_clauses_that_name_it(String language) throws IOException {
    Path folder = STANDARD.resolve(language);
    assumeTrue(Files.isDirectory(folder), "The clauses are not numbered yet");
    Map<String, List<String>> byCheck = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        for (String line : Files.readAllLines(file)) {
          Matcher clause = CLAUSE.matcher(line);
          if (clause.find()) {
            CHECK
                .matcher(clause.group(2))
                .results()
                .forEach(
                    check ->
                        byCheck
                            .computeIfAbsent(check.group(), id -> new ArrayList<>())
                            .add(clause.group(1)));
          }
        }
      }
    }
    Map<String, List<String>> named = new TreeMap<>();
    ConformanceCheck.all().forEach(check -> named.put(check.id(), check.clauses()));

    assertThat(named).isEqualTo(byCheck);
  }

  @Test
  void every_check_has_a_clause_and_two_titles() {
    assertThat(ConformanceCheck.all())
        .extracting(ConformanceCheck::id)
        .containsExactlyElementsOf(
            Stream.of(
                    numbered("S", 1, 52),
                    numbered("S", 61, 68),
                    numbered("R", 53, 60),
                    numbered("R", 69, 70))
                .flatMap(ids -> ids)
                .toList());
    assertThat(ConformanceCheck.all())
        .allSatisfy(
            check -> {
              assertThat(check.clauses()).isNotEmpty();
              assertThat(check.title()).isNotBlank();
              assertThat(check.titleZh()).matches(".*\\p{IsHan}.*");
            });
  }

  private static Stream<String> numbered(String role, int first, int last) {
    return IntStream.rangeClosed(first, last).mapToObj(i -> String.format("%s-%02d", role, i));
  }
}
