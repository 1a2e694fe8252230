package io.github.citydc.standard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The generated tables of the standard are those of the code. After a change run this test with
 * {@code -Dstandard.write=true} and look at the difference.
 */
class StandardTablesTest {

  private static final Pattern BLOCK =
      Pattern.compile("<!-- generated: (\\S+) -->\n(.*?)<!-- end: \\1 -->", Pattern.DOTALL);

  static Stream<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(StandardText.FOLDER)) {
      return files
          .filter(file -> file.toString().endsWith(".md"))
          .filter(file -> BLOCK.matcher(StandardText.read(file)).find())
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void the_generated_tables_of_a_page_are_those_of_the_code(Path file) throws IOException {
    String text = StandardText.read(file);
    Locale language = file.getParent().endsWith("zh") ? Locale.CHINESE : Locale.ENGLISH;
    String generated =
        BLOCK
            .matcher(text)
            .replaceAll(found -> Matcher.quoteReplacement(block(found.group(1), language)));
    if (Boolean.getBoolean("standard.write")) {
      Files.writeString(file, generated);
    }

    assertThat(Files.readString(file)).isEqualTo(generated);
  }

  private static String block(String name, Locale language) {
    String made = StandardTables.ALL.get(name).apply(language);
    return "<!-- generated: " + name + " -->\n" + made + "<!-- end: " + name + " -->";
  }

  @Test
  void every_generated_table_stands_in_the_standard() throws IOException {
    List<String> used = new ArrayList<>();
    files()
        .forEach(
            file -> {
              Matcher block = BLOCK.matcher(StandardText.read(file));
              while (block.find()) {
                used.add(block.group(1));
              }
            });
    assertThat(used).containsAll(StandardTables.ALL.keySet());
  }
}
