package io.github.citydc.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The programs of the guide are those that are compiled, and run, in the package guide. */
class GuideTest {

  private static final Pattern BLOCK =
      Pattern.compile("^```java spring\\n(.*?)^```", Pattern.DOTALL | Pattern.MULTILINE);
  private static final int LONGEST = 60;

  @ParameterizedTest
  @ValueSource(strings = {"../docs/spring.md", "../docs/zh-CN/spring.md"})
  void shows_the_programs_as_they_are(String page) throws IOException {
    List<String> shown =
        BLOCK
            .matcher(Files.readString(Path.of(page)))
            .results()
            .map((MatchResult block) -> withoutComments(block.group(1)))
            .toList();

    assertThat(shown)
        .containsExactlyElementsOf(Stream.of("Grid", "GridTest").map(GuideTest::source).toList());
    assertThat(shown.get(0).lines().filter(line -> !line.startsWith("import ")))
        .hasSizeLessThan(LONGEST);
  }

  private static String source(String name) {
    try {
      return withoutComments(
          Files.readString(Path.of("src/test/java/guide", name + ".java"))
              .replace("package guide;\n\n", ""));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** They are in the language of the page. */
  private static String withoutComments(String program) {
    return program.replaceAll("(?m)^ *(/\\*\\*|//).*\\n", "");
  }
}
