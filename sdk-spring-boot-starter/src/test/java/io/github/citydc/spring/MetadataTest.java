package io.github.citydc.spring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.boot.convert.DurationStyle;

/** What IDEs, and the guide, know of the properties. */
class MetadataTest {

  private static final String FILE = "/META-INF/spring-configuration-metadata.json";

  @Test
  void every_property_is_described_with_its_type_and_default() throws IOException {
    Map<String, JsonNode> described = described();

    assertThat(described.keySet()).isEqualTo(properties("citydc", CityProperties.class));
    assertThat(described.values())
        .allSatisfy(
            property -> {
              assertThat(property.path("description").asText())
                  .as(property.toString())
                  .endsWith(".");
              assertThat(property.path("type").asText()).isNotEmpty();
            });
    assertThat(described.get("citydc.base-path").path("defaultValue").asText())
        .isEqualTo("/cdx/v1");
    assertThat(
            DurationStyle.detectAndParse(
                described.get("citydc.outbox.patience").path("defaultValue").asText()))
        .hasDays(30);
  }

  @Test
  void every_property_stands_in_the_guide_of_both_languages() throws IOException {
    for (String page : List.of("../docs/spring.md", "../docs/zh-CN/spring.md")) {
      String guide = Files.readString(Path.of(page));
      assertThat(described().keySet())
          .as(page)
          .allSatisfy(property -> assertThat(guide).contains(property.replaceFirst("^.*\\.", "")));
    }
  }

  private static Map<String, JsonNode> described() throws IOException {
    Map<String, JsonNode> described = new TreeMap<>();
    try (InputStream in = MetadataTest.class.getResourceAsStream(FILE)) {
      for (JsonNode property : new ObjectMapper().readTree(in).path("properties")) {
        described.put(property.path("name").asText(), property);
      }
    }
    return described;
  }

  private static Set<String> properties(String prefix, Class<?> type) {
    Set<String> names = new TreeSet<>();
    for (RecordComponent component : type.getRecordComponents()) {
      String name =
          prefix + "." + component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
      if (component.getType().isRecord()) {
        names.addAll(properties(name, component.getType()));
      } else {
        names.add(name);
      }
    }
    return names;
  }
}
