package io.github.citydc.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a guide has in English it has in Chinese: sections, code, tables and lists. */
class BothLanguagesTest {

  private static final Path CHINESE = Path.of("docs/zh-CN");

  /** Measurements, and the list of contents, which the Chinese README has. */
  private static final List<Path> ONLY_ENGLISH =
      List.of(Path.of("docs/benchmarks.md"), Path.of("docs/README.md"));

  static Stream<Path> guides() {
    return Guides.files().stream()
        .map(Guides.ROOT::relativize)
        .filter(file -> file.startsWith("docs") || file.equals(Path.of("README.md")))
        .filter(file -> !file.startsWith(CHINESE) && !file.startsWith("docs/standard"))
        .filter(file -> !ONLY_ENGLISH.contains(file));
  }

  private static Path chinese(Path english) {
    return CHINESE.resolve(
        english.startsWith("docs") ? Path.of("docs").relativize(english) : english);
  }

  @ParameterizedTest
  @MethodSource("guides")
  void a_guide_has_the_same_parts_in_both_languages(Path english) throws IOException {
    assertThat(Shape.of(Guides.ROOT.resolve(chinese(english))))
        .isEqualTo(Shape.of(Guides.ROOT.resolve(english)));
  }

  @Test
  void a_chinese_page_has_an_english_one() throws IOException {
    try (Stream<Path> pages = Files.walk(Guides.ROOT.resolve(CHINESE))) {
      assertThat(pages.filter(page -> page.toString().endsWith(".md")))
          .isNotEmpty()
          .allSatisfy(
              page -> {
                Path name = Guides.ROOT.resolve(CHINESE).relativize(page);
                assertThat(Stream.of("docs", "docs/standard").map(Guides.ROOT::resolve))
                    .anyMatch(folder -> Files.exists(folder.resolve(name)));
              });
    }
  }

  /** The parts of a page: the levels of its headings, the languages of its code, and counts. */
  private record Shape(List<Integer> headings, List<String> code, long tableRows, long listItems) {

    private static final Pattern HEADING = Pattern.compile("#+ .*");
    private static final Pattern ITEM = Pattern.compile("\\s*([-*]|\\d+\\.) .*");

    static Shape of(Path page) throws IOException {
      List<String> prose =
          Files.readString(page).replaceAll("(?ms)^```.*?^```$", "").lines().toList();
      return new Shape(
          prose.stream()
              .filter(line -> HEADING.matcher(line).matches())
              .map(line -> line.indexOf(' '))
              .toList(),
          CodeBlock.of(Guides.ROOT, page).stream().map(CodeBlock::language).toList(),
          prose.stream().filter(line -> line.startsWith("|")).count(),
          prose.stream().filter(line -> ITEM.matcher(line).matches()).count());
    }
  }
}
