package io.github.citydc.standard;

import static io.github.citydc.standard.StandardText.numbers;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.citydc.exchange.batch.internal.ManifestJson;
import io.github.citydc.exchange.batch.internal.StatusJson;
import io.github.citydc.exchange.message.Envelope;
import io.github.citydc.exchange.message.JsonMembers;
import io.github.citydc.exchange.reconciliation.ReconciliationJson;
import io.github.citydc.exchange.records.RecordLines;
import io.github.citydc.standard.StandardText.Clause;
import io.github.citydc.standard.StandardText.Section;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The Chinese and the English text of the standard say the same, and what they refer to exists. */
class StandardTextTest {

  private static final List<StandardText> ZH = StandardText.all(Locale.CHINESE);
  private static final List<StandardText> EN = StandardText.all(Locale.ENGLISH);
  private static final Pattern REFERENCE = Pattern.compile("§([0-9]+(?:\\.[0-9]+)?)");

  private static Stream<Clause> clauses(List<StandardText> parts) {
    return parts.stream().flatMap(part -> part.clauses().stream());
  }

  private static Set<String> sections() {
    return EN.stream()
        .flatMap(part -> part.sections().stream())
        .map(Section::number)
        .collect(Collectors.toSet());
  }

  @Test
  void both_languages_have_the_same_parts_and_sections() {
    assertThat(EN).extracting(StandardText::name).hasSizeGreaterThan(25);
    assertThat(EN).extracting(StandardText::name).isEqualTo(names(ZH));
    for (int i = 0; i < EN.size(); i++) {
      assertThat(EN.get(i).sections())
          .as(EN.get(i).name())
          .extracting(Section::number)
          .isEqualTo(ZH.get(i).sections().stream().map(Section::number).toList());
    }
  }

  private static List<String> names(List<StandardText> parts) {
    return parts.stream().map(StandardText::name).toList();
  }

  @Test
  void both_languages_have_the_same_clauses_with_role_keyword_and_checks() {
    assertThat(clauses(EN)).hasSizeGreaterThan(230);
    assertThat(clauses(ZH).map(StandardTextTest::head).toList())
        .isEqualTo(clauses(EN).map(StandardTextTest::head).toList());
  }

  private static String head(Clause clause) {
    return clause.id() + " " + clause.role() + " " + clause.keyword() + " " + clause.checks();
  }

  @Test
  void every_paragraph_that_begins_like_a_clause_is_one_of_a_known_role_and_keyword() {
    for (StandardText part : Stream.concat(EN.stream(), ZH.stream()).toList()) {
      assertThat(part.clauses()).as(part.name()).hasSize((int) part.bold());
    }
    assertThat(clauses(EN)).allMatch(clause -> clause.role().matches("sender|receiver|both"));
    assertThat(clauses(EN))
        .allMatch(clause -> clause.keyword().matches("(MUST|SHOULD)( NOT)?|MAY"));
  }

  @Test
  void a_clause_has_the_same_numbers_in_both_languages() {
    TreeMap<String, List<String>> zh = new TreeMap<>();
    clauses(ZH).forEach(clause -> zh.put(clause.id(), numbers(clause.text())));
    clauses(EN)
        .forEach(
            clause ->
                assertThat(numbers(clause.text())).as(clause.id()).isEqualTo(zh.get(clause.id())));
  }

  @Test
  void tables_have_the_same_cells_in_both_languages() {
    for (int i = 0; i < EN.size(); i++) {
      assertThat(EN.get(i).cells()).as(EN.get(i).name()).isEqualTo(ZH.get(i).cells());
    }
  }

  @Test
  void tables_and_examples_have_the_same_numbers_in_both_languages() {
    for (int i = 0; i < EN.size(); i++) {
      assertThat(numbers(tables(EN.get(i))))
          .as(EN.get(i).name())
          .isEqualTo(numbers(tables(ZH.get(i))));
      assertThat(EN.get(i).code("json")).isEqualTo(ZH.get(i).code("json"));
    }
  }

  /** Those of the text; the generated ones have the sentences of the code. */
  private static String tables(StandardText part) {
    return part.text()
        .replaceAll("(?s)<!-- generated: .*?<!-- end: .*? -->", "")
        .lines()
        .filter(line -> line.startsWith("|"))
        .collect(Collectors.joining("\n"));
  }

  @Test
  void the_clauses_of_a_section_are_numbered_without_gap() {
    TreeMap<String, Integer> last = new TreeMap<>();
    clauses(EN)
        .forEach(
            clause -> {
              int end = clause.id().lastIndexOf('-');
              String section = clause.id().substring(2, end);
              assertThat(sections()).contains(section);
              assertThat(Integer.parseInt(clause.id().substring(end + 1)))
                  .as(clause.id())
                  .isEqualTo(last.merge(section, 1, Integer::sum));
            });
  }

  @Test
  void checks_are_those_of_the_conformance_suite() {
    assertThat(clauses(EN).flatMap(clause -> clause.checks().stream()).toList())
        .allMatch(
            check -> check.matches("S-(0[1-9]|[1-4][0-9]|5[0-2]|6[1-8])|R-(5[3-9]|60|69|70)"));
    assertThat(clauses(EN).flatMap(clause -> clause.checks().stream()).distinct())
        .as("every check of the suite has a clause")
        .hasSize(70);
  }

  @Test
  void every_clause_has_a_check_or_a_reason_why_it_has_none() throws IOException {
    List<String> explained =
        Files.readAllLines(StandardText.FOLDER.resolve("README.md")).stream()
            .filter(line -> line.startsWith("| M-"))
            .peek(line -> assertThat(line.split("\\|", -1)).as(line).hasSize(5))
            .flatMap(line -> Stream.of(line.split("\\|", -1)[1].strip().split(", ")))
            .toList();

    assertThat(explained)
        .containsExactlyInAnyOrderElementsOf(
            clauses(EN).filter(clause -> clause.checks().isEmpty()).map(Clause::id).toList());
  }

  @Test
  void sections_that_the_standard_refers_to_exist() {
    for (StandardText part : Stream.concat(EN.stream(), ZH.stream()).toList()) {
      Matcher found = REFERENCE.matcher(part.text().replaceAll("(RFC|GB/T)[ 0-9.-]+§[0-9.]+", ""));
      while (found.find()) {
        assertThat(sections()).as(part.name() + ": " + found.group()).contains(found.group(1));
      }
    }
  }

  @Test
  void sections_that_the_code_refers_to_exist() throws IOException {
    List<String> unknown = new ArrayList<>();
    Pattern cited =
        Pattern.compile("nterface\\s+(?:\\* )?standard,?\\s+(?:\\* )?§([0-9]+(?:\\.[0-9]+)?)");
    for (String module : List.of("sdk-core", "sdk-signing", "sdk-testkit", "sdk-cli")) {
      try (Stream<Path> files = Files.walk(Path.of("..", module, "src/main/java"))) {
        for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
          Matcher found = cited.matcher(Files.readString(file));
          while (found.find()) {
            if (!sections().contains(found.group(1))) {
              unknown.add(file.getFileName() + " §" + found.group(1));
            }
          }
        }
      }
    }
    assertThat(unknown).isEmpty();
  }

  @Test
  void links_of_the_documents_lead_to_files_and_sections() throws IOException {
    List<String> broken = new ArrayList<>();
    try (Stream<Path> files = Files.walk(Path.of("../docs"))) {
      for (Path file :
          Stream.concat(files, Stream.of(Path.of("../README.md")))
              .filter(path -> path.toString().endsWith(".md"))
              .toList()) {
        Matcher link =
            Pattern.compile("\\]\\(([^)#: ]*)(?:#([^)]*))?\\)").matcher(Files.readString(file));
        while (link.find()) {
          Path target = link.group(1).isEmpty() ? file : file.resolveSibling(link.group(1));
          boolean anchored =
              link.group(2) == null
                  || !target.toString().contains("standard")
                  || target.toString().endsWith("types.md")
                  || (Files.isRegularFile(target)
                      && Files.readString(target).contains("id=\"" + link.group(2) + "\""));
          if (!Files.exists(target) || !anchored) {
            broken.add(file + ": " + link.group());
          }
        }
      }
    }
    assertThat(broken).isEmpty();
  }

  @Test
  void examples_can_be_sent_as_they_are() {
    Set<String> kinds = new HashSet<>();
    for (StandardText part : EN) {
      for (String example : part.code("json")) {
        kinds.add(read(example.getBytes(StandardCharsets.UTF_8)));
      }
      for (String lines : part.code("ndjson")) {
        RecordLines.read(lines.getBytes(StandardCharsets.UTF_8));
      }
    }
    assertThat(kinds).containsExactlyInAnyOrder("envelope", "manifest", "status", "items", "file");
  }

  private static String read(byte[] json) {
    ObjectNode members = JsonMembers.readObject(json);
    if (members.has("messageId")) {
      Envelope.fromJson(json);
      return "envelope";
    }
    if (members.has("createdAt")) {
      ManifestJson.read(json);
      return "manifest";
    }
    if (members.has("state")) {
      StatusJson.read(json);
      return "status";
    }
    if (members.has("items")) {
      ReconciliationJson.readItems(json);
      return "items";
    }
    return "file";
  }
}
