package io.github.citydc.signing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.citydc.exchange.ExchangeClientBuilder;
import io.github.citydc.exchange.ExchangeReceiverBuilder;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the guides to keys and to trust name in code is there, and is the same in both languages.
 */
class KeysGuideNamesTest {

  private static final Path DOCS = Path.of("..", "docs");
  private static final Pattern CODE =
      Pattern.compile("```java\n(.*?)```|`([^`\n]+)`", Pattern.DOTALL);
  private static final Pattern QUALIFIED =
      Pattern.compile("\\b([A-Z][A-Za-z0-9]+)\\.([A-Za-z][A-Za-z0-9_]*)");
  private static final Pattern MADE = Pattern.compile("\\bnew ([A-Z][A-Za-z0-9]+)\\(");

  @ParameterizedTest
  @ValueSource(strings = {"keys.md", "trust.md", "zh-CN/keys.md", "zh-CN/trust.md"})
  void every_class_and_method_that_is_named_exists(String guide) throws Exception {
    Map<String, Class<?>> types = types();
    Set<String> missing = new TreeSet<>();
    int found = 0;
    for (String code : codeOf(guide)) {
      for (MatchResult name : matches(QUALIFIED, code)) {
        Class<?> type = types.get(name.group(1));
        if (type != null) {
          found++;
          if (!has(type, name.group(2))) {
            missing.add(name.group());
          }
        }
      }
    }

    assertThat(missing).isEmpty();
    assertThat(found).as("names of this library in " + guide).isGreaterThan(6);
  }

  @ParameterizedTest
  @ValueSource(strings = {"keys.md", "trust.md"})
  void the_names_are_the_same_in_both_languages(String guide) throws Exception {
    assertThat(names("zh-CN/" + guide)).isEqualTo(names(guide));
  }

  @Test
  void the_methods_of_the_builders_that_are_shown_exist() {
    assertThat(has(ExchangeClientBuilder.class, "encryption")).isTrue();
    assertThat(has(ExchangeReceiverBuilder.class, "decryption")).isTrue();
    assertThat(has(ExchangeReceiverBuilder.class, "requireEncryption")).isTrue();
  }

  private static Set<String> names(String guide) throws Exception {
    Map<String, Class<?>> types = types();
    Set<String> names = new TreeSet<>();
    for (String code : codeOf(guide)) {
      matches(QUALIFIED, code).stream()
          .filter(name -> types.containsKey(name.group(1)))
          .forEach(name -> names.add(name.group()));
      matches(MADE, code).stream()
          .filter(name -> types.containsKey(name.group(1)))
          .forEach(name -> names.add(name.group()));
    }
    return names;
  }

  private static List<String> codeOf(String guide) throws IOException {
    return matches(CODE, Files.readString(DOCS.resolve(guide))).stream()
        .map(code -> code.group(1) == null ? code.group(2) : code.group(1))
        .toList();
  }

  private static List<MatchResult> matches(Pattern pattern, String text) {
    return pattern.matcher(text).results().toList();
  }

  private static boolean has(Class<?> type, String member) {
    return Arrays.stream(type.getMethods()).map(Method::getName).anyMatch(member::equals)
        || Arrays.stream(type.getFields()).map(Field::getName).anyMatch(member::equals)
        || Arrays.stream(type.getClasses()).map(Class::getSimpleName).anyMatch(member::equals);
  }

  /** The public types of this library by their simple names. */
  private static Map<String, Class<?>> types() throws Exception {
    try (Stream<Path> files = Files.walk(Path.of("target", "classes"))) {
      return files
          .map(file -> Path.of("target", "classes").relativize(file).toString())
          .filter(file -> file.endsWith(".class") && !file.contains("$"))
          .filter(file -> !file.contains("-info"))
          .map(file -> file.replace(".class", "").replace(File.separatorChar, '.'))
          .map(KeysGuideNamesTest::load)
          .filter(type -> Modifier.isPublic(type.getModifiers()))
          .collect(Collectors.toMap(Class::getSimpleName, type -> type, (one, other) -> one));
    }
  }

  private static Class<?> load(String name) {
    try {
      return Class.forName(name);
    } catch (ClassNotFoundException e) {
      throw new AssertionError(name, e);
    }
  }
}
