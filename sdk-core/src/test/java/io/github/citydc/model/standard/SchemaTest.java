package io.github.citydc.model.standard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.github.citydc.code.CodeEntry;
import io.github.citydc.code.CodeSet;
import io.github.citydc.code.CodeSets;
import io.github.citydc.model.Extensions;
import io.github.citydc.model.PayloadType;
import io.github.citydc.validation.Title;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The schemas in {@code docs/standard/schema} are made of the records. After a change of a record
 * run this test with {@code -Dstandard.write=true} and look at the difference; after a release,
 * with {@code -Dstandard.release=true}.
 */
class SchemaTest {

  private static final Path CURRENT = Path.of("../docs/standard/schema");
  private static final Path PAGE = Path.of("../docs/standard/types.md");
  private static final Path RELEASED =
      Path.of("src/test/resources/io/github/citydc/model/released");
  private static final JsonMapper JSON = JsonMapper.builder().build();

  static Collection<PayloadType> types() {
    return PayloadTypes.standard().types();
  }

  static Stream<Arguments> spoiled() {
    return types().stream()
        .flatMap(
            type ->
                InterfaceStandard.spoiledExamples(type).stream()
                    .map(example -> Arguments.of(type, example.name(), example)));
  }

  @ParameterizedTest
  @MethodSource("types")
  void the_schema_in_the_standard_is_the_one_of_the_record(PayloadType type) throws IOException {
    String schema = published(type);
    Path file = CURRENT.resolve(InterfaceStandard.fileName(type));
    if (Boolean.getBoolean("standard.write")) {
      Files.createDirectories(CURRENT);
      Files.writeString(file, schema);
    }

    assertThat(Files.readString(file)).isEqualTo(schema);
  }

  @Test
  void the_page_of_types_says_what_the_schemas_say() throws IOException {
    Map<PayloadType, JsonNode> schemas = new LinkedHashMap<>();
    for (PayloadType type : types()) {
      schemas.put(type, JSON.readTree(generated(type)));
    }
    String page = TypesPage.of(schemas);
    if (Boolean.getBoolean("standard.write")) {
      Files.writeString(PAGE, page);
    }

    assertThat(Files.readString(PAGE)).isEqualTo(page);
  }

  @ParameterizedTest
  @MethodSource("types")
  void the_jar_has_the_schema_of_the_standard(PayloadType type) throws IOException {
    assertThat(InterfaceStandard.schema(type))
        .contains(Files.readString(CURRENT.resolve(InterfaceStandard.fileName(type))));
  }

  @ParameterizedTest
  @MethodSource("types")
  void nothing_breaks_within_the_major_version(PayloadType type) throws IOException {
    Path released = RELEASED.resolve(InterfaceStandard.fileName(type));
    if (Boolean.getBoolean("standard.release")) {
      Files.createDirectories(RELEASED);
      Files.writeString(released, generated(type));
    }

    assertThat(
            SchemaCompatibility.breaks(
                JSON.readTree(released.toFile()), JSON.readTree(generated(type))))
        .isEmpty();
  }

  @Test
  void no_released_type_is_missing() throws IOException {
    try (Stream<Path> files = Files.list(RELEASED)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(
              types().stream().map(InterfaceStandard::fileName).toList());
    }
  }

  @ParameterizedTest
  @MethodSource("types")
  void every_member_has_a_title_in_both_languages(PayloadType type) throws IOException {
    List<JsonNode> titled = JSON.readTree(generated(type)).findParents("title");

    assertThat(titled)
        .hasSizeGreaterThan(3)
        .allMatch(
            parent ->
                parent.get("title").isObject()
                    || parent.has("const")
                    || parent.get("title").asText().matches(".*\\p{IsHan}.* · .*[a-zA-Z].*"));
  }

  @ParameterizedTest
  @MethodSource("types")
  void no_javadoc_tag_is_left_in_a_schema(PayloadType type) throws IOException {
    assertThat(generated(type)).doesNotContain("{@", "io.github.citydc");
  }

  @ParameterizedTest
  @MethodSource("types")
  void the_javadoc_has_the_titles_of_the_annotations_in_every_record(PayloadType type) {
    for (Class<?> record : records(PayloadTypes.standard().find(type).orElseThrow())) {
      for (RecordComponent component : record.getRecordComponents()) {
        if (component.getType() != Extensions.class) {
          Title title = component.getAnnotation(Title.class);
          RecordDocs.Doc doc = RecordDocs.of(record).component(component.getName());
          assertThat(doc.zh()).as("%s.%s", record, component.getName()).isEqualTo(title.zh());
          assertThat(doc.en()).as("%s.%s", record, component.getName()).isEqualTo(title.en());
        }
      }
    }
  }

  /** A record and those in it. */
  private static Set<Class<?>> records(Class<?> record) {
    Set<Class<?>> records = new LinkedHashSet<>(Set.of(record));
    for (RecordComponent component : record.getRecordComponents()) {
      Type type = component.getGenericType();
      while (type instanceof ParameterizedType container) {
        type = container.getActualTypeArguments()[0];
      }
      if (type instanceof Class<?> nested && nested.isRecord() && !records.contains(nested)) {
        records.addAll(records(nested));
      }
    }
    return records;
  }

  @ParameterizedTest
  @MethodSource("types")
  void an_example_validates_against_its_schema(PayloadType type) {
    assertThat(errors(type, InterfaceStandard.example(type).orElseThrow())).isEmpty();
  }

  /**
   * Where the flag is false the schema and the constraints disagree: it cannot express the rule.
   */
  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("spoiled")
  void a_spoiled_example_is_refused_where_a_schema_can_express_the_rule(
      PayloadType type, String name, SpoiledExample example) {
    assertThat(!errors(type, example.json()).isEmpty())
        .as(name)
        .isEqualTo(example.refusedBySchema());
  }

  @ParameterizedTest
  @MethodSource("types")
  void every_code_has_the_name_of_its_code_set(PayloadType type) throws IOException {
    for (JsonNode member : JSON.readTree(generated(type)).findParents("x-code-set")) {
      CodeSet set = CodeSets.standard().get(member.at("/x-code-set/name").textValue());
      JsonNode codes = member.has("oneOf") ? member.get("oneOf") : member.get("anyOf");
      assertThat(codes)
          .isNotEmpty()
          .filteredOn(code -> member.has("oneOf") || code.has("const"))
          .allSatisfy(
              code -> {
                CodeEntry entry = set.find(code.get("const").textValue()).orElseThrow();
                assertThat(code.get("title").textValue()).startsWith(entry.nameZh());
                assertThat(Optional.ofNullable(code.get("description")).map(JsonNode::textValue))
                    .isEqualTo(entry.source());
              });
    }
  }

  @Test
  void the_schema_refuses_null_which_is_read_as_absent() {
    PayloadType type = PayloadType.parse("population.person/1");
    String example = InterfaceStandard.example(type).orElseThrow();

    assertThat(errors(type, example.replace("\"13800138000\"", "null"))).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "takes a member away | /name: was taken away",
        "makes a member required | : required was [\"name\"], is [\"name\",\"sex\"]",
        "makes a member optional | : required was [\"name\"], is absent",
        "shortens a text | /name: maxLength was 100, is 50",
        "takes a code away | /sex: codes were [1, 2], are [1]",
        "changes a type | /name: type was \"string\", is \"number\"",
        "takes a member of a part away | /Address/text: was taken away",
      })
  void a_breaking_change_is_named(String change, String named) throws IOException {
    ObjectNode after = small();
    changes(change).accept(after);

    assertThat(SchemaCompatibility.breaks(small(), after)).containsExactly(named);
  }

  @Test
  void an_optional_member_and_other_words_break_nothing() throws IOException {
    ObjectNode after = small();
    ((ObjectNode) after.at("/properties/sex/oneOf/0")).put("title", "男性");
    after.put("title", "another").withObject("/properties/phone").put("type", "string");

    assertThat(SchemaCompatibility.breaks(small(), after)).isEmpty();
  }

  private static Consumer<ObjectNode> changes(String change) {
    return schema -> {
      ObjectNode properties = (ObjectNode) schema.get("properties");
      switch (change) {
        case "takes a member away" -> properties.remove("name");
        case "makes a member required" -> ((ArrayNode) schema.get("required")).add("sex");
        case "makes a member optional" -> schema.remove("required");
        case "shortens a text" -> ((ObjectNode) properties.get("name")).put("maxLength", 50);
        case "takes a code away" -> ((ArrayNode) properties.get("sex").get("oneOf")).remove(1);
        case "changes a type" -> ((ObjectNode) properties.get("name")).put("type", "number");
        default -> ((ObjectNode) schema.at("/$defs/Address/properties")).remove("text");
      }
    };
  }

  private static ObjectNode small() throws IOException {
    return (ObjectNode)
        JSON.readTree(
            """
            {"title": "人 · person", "required": ["name"],
             "properties": {"name": {"type": "string", "maxLength": 100}, "sex": {"oneOf": [{"const": "1", "title": "男"}, {"const": "2", "title": "女"}]}},
             "$defs": {"Address": {"properties": {"text": {"type": "string"}}}}}
            """);
  }

  private static String published(PayloadType type) throws IOException {
    return pretty(PublishedSchema.of(JSON.readTree(generated(type))));
  }

  private static String generated(PayloadType type) throws IOException {
    return pretty(SchemaWriter.schema(PayloadTypes.standard().find(type).orElseThrow()));
  }

  private static String pretty(JsonNode schema) throws IOException {
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter(
            Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Separators.Spacing.AFTER));
    printer.indentObjectsWith(new DefaultIndenter("  ", "\n"));
    return JSON.writer(printer).writeValueAsString(schema) + "\n";
  }

  private static List<Error> errors(PayloadType type, String json) {
    Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(InterfaceStandard.schema(type).orElseThrow(), InputFormat.JSON);
    return schema.validate(json, InputFormat.JSON);
  }
}
