package io.github.citydc.cli.error;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.citydc.exchange.message.ProblemCode;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every error code that the SDK names is explained, in both languages. */
class ErrorPagesTest {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path SENTENCES =
      ROOT.resolve("sdk-core/src/main/resources/io/github/citydc/code/messages.properties");

  /** Words that look like a code: payload types, and a title in the file of sentences. */
  private static final Set<String> NO_CODES =
      Set.of("document.official-document", "document.action", "any.of-kind");

  @ParameterizedTest
  @ValueSource(strings = {"en", "zh"})
  void every_problem_has_cause_fix_and_address(String language) throws IOException {
    ErrorPages pages = ErrorPages.in(Locale.forLanguageTag(language));

    assertThat(ProblemCode.standard())
        .isNotEmpty()
        .allSatisfy(
            code -> {
              ErrorPage page = pages.find("urn:cdx:problem:" + code.wireName()).orElseThrow();
              assertThat(page.text().lines()).hasSizeGreaterThanOrEqualTo(3);
              assertThat(page.text()).doesNotContain("**", "](");
              assertThat(page.address()).endsWith("errors/problems.md#" + code.wireName());
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "zh"})
  void every_rule_has_a_page_for_every_kind_of_code(String language) throws IOException {
    ErrorPages pages = ErrorPages.in(Locale.forLanguageTag(language));
    List<String> names = names();
    List<String> codes = new ArrayList<>();
    for (String name : names) {
      if (name.startsWith("any.")) {
        String rule = name.substring("any".length());
        names.stream().filter(kind -> !kind.contains(".")).forEach(kind -> codes.add(kind + rule));
      } else if (name.contains(".")) {
        codes.add(name);
      }
    }
    codes.removeIf(code -> code.endsWith(".of-kind"));

    assertThat(codes).hasSizeGreaterThan(400).allMatch(code -> pages.find(code).isPresent());
  }

  private static List<String> names() throws IOException {
    Properties sentences = new Properties();
    try (Reader in = Files.newBufferedReader(SENTENCES)) {
      sentences.load(in);
    }
    return List.copyOf(sentences.stringPropertyNames());
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "zh"})
  void every_code_that_the_source_writes_has_a_page(String language) throws IOException {
    ErrorPages pages = ErrorPages.in(Locale.forLanguageTag(language));
    Set<String> written = written(groups(pages));
    written.removeAll(NO_CODES);

    assertThat(written)
        .contains("json.syntax", "document.sent", "operation.type")
        .allMatch(code -> pages.find(code).isPresent());
  }

  private static String groups(ErrorPages pages) {
    return pages.codes().stream()
        .filter(code -> code.contains("."))
        .map(code -> code.replaceFirst("\\..*", ""))
        .distinct()
        .collect(Collectors.joining("|"));
  }

  private static Set<String> written(String groups) throws IOException {
    Pattern literal = Pattern.compile("\"((?:" + groups + ")\\.[a-z][a-z0-9-]*)\"");
    Set<String> found = new TreeSet<>();
    for (String module : List.of("sdk-core", "sdk-testkit", "sdk-cli")) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/main/java"))) {
        for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
          literal.matcher(Files.readString(file)).results().forEach(r -> found.add(r.group(1)));
        }
      }
    }
    return found;
  }

  @ParameterizedTest
  @ValueSource(strings = {"no-such-code", "any", "citizen-id", "citizen-id.no-such-rule", ""})
  void what_is_no_code_has_no_page(String word) throws IOException {
    assertThat(ErrorPages.in(Locale.ENGLISH).find(word)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = "constraint.email")
  void a_constraint_of_others_is_explained_as_such(String code) throws IOException {
    assertThat(ErrorPages.in(Locale.ENGLISH).find(code))
        .get()
        .extracting(ErrorPage::text)
        .asString()
        .contains("Jakarta Validation");
  }
}
