package io.github.citydc.model.standard;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.citydc.model.Payload;
import io.github.citydc.model.PayloadType;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The pages that say which member stands for which item of GB/T 39046-2020. */
class CoverageTest {

  private static final String ENGLISH = "../docs/standard/coverage-39046.md";
  private static final String CHINESE = "../docs/zh-CN/coverage-39046.md";
  private static final String ITEMS = "/io/github/citydc/model/gbt39046-items.txt";
  private static final Pattern ROW =
      Pattern.compile("\\| (?<item>\\d+/\\d+ ?\\| ?[^|]+) \\| (?<cell>[^|]+) \\|");
  private static final Pattern MEMBER = Pattern.compile("`(?<type>\\S+/\\d+): (?<path>[^`]+)`");

  @ParameterizedTest
  @ValueSource(strings = {ENGLISH, CHINESE})
  void every_item_of_the_tables_is_on_the_page_once_and_in_order(String page) throws IOException {
    List<String> items = new ArrayList<>();
    for (Row row : rows(page)) {
      items.add(row.item);
    }

    assertThat(items).hasSize(242).containsExactlyElementsOf(items());
  }

  @ParameterizedTest
  @ValueSource(strings = {ENGLISH, CHINESE})
  void every_item_has_a_member_that_exists_or_a_reason_why_it_has_none(String page)
      throws IOException {
    for (Row row : rows(page)) {
      List<Map.Entry<String, String>> members = row.members();
      if (members.isEmpty()) {
        assertThat(row.cell).as(row.item).matches("— .{4,}");
      }
      members.forEach(
          member -> assertThat(problem(member.getKey(), member.getValue())).as(row.item).isEmpty());
    }
  }

  @Test
  void both_languages_name_the_same_members() throws IOException {
    assertThat(members(CHINESE)).isEqualTo(members(ENGLISH));
  }

  @ParameterizedTest
  @CsvSource({
    "service.case/1, applicant.idNumber, ''",
    "service.case/1, steps.organ.creditCode, ''",
    "service.case/1, applicant.shoeSize, ServiceCase has no applicant.shoeSize",
    "service.case/1, delivered, ServiceCase has no delivered",
    "service.matter/1, name, there is no type service.matter/1",
  })
  void a_member_that_does_not_exist_is_found(String type, String path, String problem) {
    assertThat(problem(type, path)).isEqualTo(problem);
  }

  private static String problem(String type, String path) {
    Class<? extends Payload> payload =
        PayloadTypes.standard().find(PayloadType.parse(type)).orElse(null);
    if (payload == null) {
      return "there is no type " + type;
    }
    Class<?> record = payload;
    for (String name : path.split("\\.", -1)) {
      Class<?> member = record == null ? null : member(record, name);
      if (member == null) {
        return payload.getSimpleName() + " has no " + path;
      }
      record = member;
    }
    return "";
  }

  private static Class<?> member(Class<?> record, String name) {
    return !record.isRecord()
        ? null
        : Stream.of(record.getRecordComponents())
            .filter(component -> component.getName().equals(name))
            .map(RecordComponent::getGenericType)
            .map(CoverageTest::content)
            .findFirst()
            .orElse(null);
  }

  /** What is in an optional or a list. */
  private static Class<?> content(Type type) {
    return type instanceof ParameterizedType container
        ? content(container.getActualTypeArguments()[0])
        : (Class<?>) type;
  }

  private static Map<String, List<Map.Entry<String, String>>> members(String page)
      throws IOException {
    Map<String, List<Map.Entry<String, String>>> members = new LinkedHashMap<>();
    for (Row row : rows(page)) {
      members.put(row.item, row.members());
    }
    return members;
  }

  private static List<Row> rows(String page) throws IOException {
    List<Row> rows = new ArrayList<>();
    for (String line : Files.readAllLines(Path.of(page))) {
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        rows.add(new Row(row.group("item").replace(" | ", " "), row.group("cell")));
      }
    }
    return rows;
  }

  private static List<String> items() throws IOException {
    try (InputStream in = CoverageTest.class.getResourceAsStream(ITEMS)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .toList();
    }
  }

  private record Row(String item, String cell) {

    List<Map.Entry<String, String>> members() {
      List<Map.Entry<String, String>> members = new ArrayList<>();
      Matcher member = MEMBER.matcher(cell);
      while (member.find()) {
        members.add(Map.entry(member.group("type"), member.group("path")));
      }
      return members;
    }
  }
}
