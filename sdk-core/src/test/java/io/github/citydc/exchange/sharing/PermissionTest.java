package io.github.citydc.exchange.sharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.RefusedException;
import io.github.citydc.model.Jurisdiction;
import io.github.citydc.model.PayloadJson;
import io.github.citydc.model.PayloadType;
import io.github.citydc.model.catalog.CatalogEntry;
import io.github.citydc.model.catalog.CatalogEntryBuilder;
import io.github.citydc.model.catalog.DataItem;
import io.github.citydc.model.catalog.DataItemBuilder;
import io.github.citydc.model.sharing.SharingGrant;
import io.github.citydc.model.sharing.SharingGrantBuilder;
import io.github.citydc.model.standard.InterfaceStandard;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PermissionTest {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final String[] NAMES = {"a", "b", "c", "name"};

  /** Each text of the payload is its own path, so that a leak is seen by reading. */
  @Property(tries = 2_000)
  void nothing_but_the_granted_members_is_kept_and_all_of_them_are(@ForAll long seed) {
    Random random = new Random(seed);
    ObjectNode payload = object("", 3, random);
    List<String> paths = new ArrayList<>();
    for (int i = random.nextInt(4); i >= 0; i--) {
      paths.add(path(random));
    }

    ObjectNode kept = permission(paths).keep(payload);

    assertThat(texts(kept))
        .containsExactlyElementsOf(
            texts(payload).stream()
                .filter(
                    text -> paths.stream().anyMatch(path -> (text + ".").startsWith(path + ".")))
                .toList());
  }

  private static ObjectNode object(String path, int depth, Random random) {
    ObjectNode object = JSON.objectNode();
    for (String name : NAMES) {
      if (random.nextInt(4) > 0) {
        object.set(name, value(path + name, depth, random));
      }
    }
    return object;
  }

  private static JsonNode value(String path, int depth, Random random) {
    int kind = depth == 0 ? 0 : random.nextInt(4);
    if (kind == 1) {
      return object(path + ".", depth - 1, random);
    }
    if (kind == 2) {
      ArrayNode list = JSON.arrayNode();
      for (int i = random.nextInt(3); i > 0; i--) {
        list.add(value(path, depth - 1, random));
      }
      return list;
    }
    return JSON.textNode(path);
  }

  private static String path(Random random) {
    StringBuilder path = new StringBuilder(NAMES[random.nextInt(NAMES.length)]);
    for (int i = random.nextInt(3); i > 0; i--) {
      path.append('.').append(NAMES[random.nextInt(NAMES.length)]);
    }
    return path.toString();
  }

  private static List<String> texts(JsonNode node) {
    if (node.isTextual()) {
      return List.of(node.textValue());
    }
    List<String> texts = new ArrayList<>();
    for (JsonNode child : node) {
      texts.addAll(texts(child));
    }
    return texts;
  }

  @Test
  void an_item_is_the_member_that_the_catalog_says() {
    Permission permission =
        Permission.of(grant(List.of("姓名", "备注", "name")), entry(Map.of("姓名", "person.name")));

    assertThat(
            new String(
                permission
                    .keep(
                        json(
                            "{\"name\":\"x\",\"备注\":\"y\",\"person\":{\"name\":\"甲\",\"sex\":\"1\"}}"))
                    .toByteArray(),
                StandardCharsets.UTF_8))
        .isEqualTo("{\"person\":{\"name\":\"甲\"}}");
  }

  @Test
  void an_item_without_a_member_is_the_member_of_its_name() {
    SharingGrant grant = grant(List.of("name"));
    CatalogEntry entry =
        CatalogEntryBuilder.builder(entry(Map.of()))
            .dataItems(List.of(DataItemBuilder.builder().name("name").type("C").build()))
            .build();

    assertThat(Permission.of(grant, entry).keep(json("{\"name\":\"甲\",\"sex\":\"1\"}")).toText())
        .isEqualTo("{\"name\":\"甲\"}");
  }

  @Test
  void what_is_shared_unconditionally_stays_as_it_is_byte_for_byte() {
    Content payload = json("{ \"b\":1, \"a\":2 }");

    assertThat(Permission.everything().keep(payload)).isSameAs(payload);
    assertThat(Permission.everything().covers(Jurisdiction.none())).isTrue();
    assertThat(Permission.everything().grant()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "440106, 440106001, true",
    "440106001, 440106, false",
    "440106001, 440106002, false",
    "440100, 440106, true",
    "440106, '', false",
  })
  void a_row_is_covered_by_levels(String granted, String division, boolean covered) {
    Permission permission = scoped(granted);

    assertThat(permission.covers(Jurisdiction.of(division))).isEqualTo(covered);
  }

  @Test
  void a_row_in_two_divisions_needs_one_that_covers_both() {
    Jurisdiction both = Jurisdiction.of("440106001").and(Jurisdiction.of("440106002"));

    assertThat(scoped("440106").covers(both)).isTrue();
    assertThat(scoped("440106001", "440106002").covers(both)).isFalse();
    assertThat(both.division().map(Object::toString)).contains("440106");
    assertThat(Jurisdiction.of("440106").and(Jurisdiction.of("330102")).division()).isEmpty();
    assertThat(Jurisdiction.none().division()).isEmpty();
  }

  @Test
  void a_row_outside_is_refused_by_the_name_of_the_grant() {
    assertThatThrownBy(() -> scoped("440106001").require(Jurisdiction.of("440106002")))
        .isInstanceOf(RefusedException.class)
        .hasMessage(
            "not-authorized: The record is outside the divisions of grant SQ-2026-00017 (Decree"
                + " 809, art. 25)");
  }

  private static Content json(String text) {
    return Content.of(text.getBytes(StandardCharsets.UTF_8));
  }

  private static Permission scoped(String... divisions) {
    return Permission.of(
        SharingGrantBuilder.builder(grant(List.of("a"))).divisions(List.of(divisions)).build(),
        entry(Map.of()));
  }

  private static Permission permission(List<String> paths) {
    return Permission.of(
        grant(paths),
        entry(
            paths.stream()
                .distinct()
                .collect(java.util.stream.Collectors.toMap(path -> path, path -> path))));
  }

  private static SharingGrant grant(List<String> items) {
    return SharingGrantBuilder.builder(example("sharing.grant/1", SharingGrant.class))
        .items(items)
        .divisions(List.of())
        .build();
  }

  private static CatalogEntry entry(Map<String, String> members) {
    List<DataItem> items =
        members.entrySet().stream()
            .map(
                item ->
                    DataItemBuilder.builder()
                        .name(item.getKey())
                        .type("C")
                        .member(item.getValue())
                        .build())
            .toList();
    return CatalogEntryBuilder.builder(example("catalog.entry/1", CatalogEntry.class))
        .dataItems(items)
        .build();
  }

  private static <P> P example(String type, Class<P> record) {
    String json = InterfaceStandard.example(PayloadType.parse(type)).orElseThrow();
    return PayloadJson.standard().read(json.getBytes(StandardCharsets.UTF_8), record);
  }
}
