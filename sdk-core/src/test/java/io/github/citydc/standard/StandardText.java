package io.github.citydc.standard;

import static java.util.stream.Collectors.toList;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One part of the interface standard in one language, as it is in {@code docs/standard}.
 *
 * @param name of the file, for example {@code 05-signature}
 * @param language its language
 * @param text its Markdown
 */
record StandardText(String name, Locale language, String text) {

  static final Path FOLDER = Path.of("../docs/standard");

  private static final Pattern CLAUSE =
      Pattern.compile(
          "^\\*\\*(M-[0-9.]+-[0-9]{2})\\*\\*(?: \\(|（)([^;；]+)[;；] ?([^;；)）]+)(?:[;；] ?([^)）]+))?(?:\\) |）)(.+)$",
          Pattern.MULTILINE);
  private static final Pattern SECTION =
      Pattern.compile("^#{2,3} ([0-9]+(?:\\.[0-9]+)?)\\.? (.+)$", Pattern.MULTILINE);
  private static final Map<String, String> ENGLISH =
      Map.of(
          "发送方", "sender",
          "接收方", "receiver",
          "双方", "both",
          "应", "MUST",
          "不应", "MUST NOT",
          "宜", "SHOULD",
          "不宜", "SHOULD NOT",
          "可", "MAY");

  /** A clause; role and keyword in English. No check: a machine cannot check it. */
  record Clause(String id, String role, String keyword, List<String> checks, String text) {}

  /** A section, such as 4.2, with its title. */
  record Section(String number, String title) {}

  static List<StandardText> all(Locale language) {
    String folder = language.equals(Locale.CHINESE) ? "zh" : "en";
    try (Stream<Path> files = Files.list(FOLDER.resolve(folder))) {
      return files
          .sorted()
          .map(
              file ->
                  new StandardText(
                      file.getFileName().toString().replace(".md", ""), language, read(file)))
          .collect(toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<Clause> clauses() {
    List<Clause> clauses = new ArrayList<>();
    Matcher found = CLAUSE.matcher(text);
    while (found.find()) {
      clauses.add(
          new Clause(
              found.group(1),
              ENGLISH.getOrDefault(found.group(2), found.group(2)),
              ENGLISH.getOrDefault(found.group(3), found.group(3)),
              checks(found.group(4)),
              found.group(5)));
    }
    return clauses;
  }

  private static List<String> checks(String text) {
    if (text == null) {
      return List.of();
    }
    return Arrays.asList(text.split(", |、"));
  }

  /** How many paragraphs look like a clause, whether they can be read as one or not. */
  long bold() {
    return Pattern.compile("^\\*\\*M-", Pattern.MULTILINE).matcher(text).results().count();
  }

  List<Section> sections() {
    return SECTION
        .matcher(text)
        .results()
        .map(found -> new Section(found.group(1), found.group(2)))
        .toList();
  }

  /** The number of cells of every row of every table. */
  List<Integer> cells() {
    return text.lines()
        .filter(line -> line.startsWith("|"))
        .map(line -> (int) line.replace("\\|", "").chars().filter(c -> c == '|').count() - 1)
        .toList();
  }

  /** The blocks of code of a language, such as json. */
  List<String> code(String kind) {
    return Pattern.compile("```" + kind + "\\n(.*?)```", Pattern.DOTALL)
        .matcher(text)
        .results()
        .map(found -> found.group(1))
        .toList();
  }

  static List<String> numbers(String text) {
    return Pattern.compile("[0-9]+")
        .matcher(text)
        .results()
        .map(MatchResult::group)
        .sorted()
        .toList();
  }
}
