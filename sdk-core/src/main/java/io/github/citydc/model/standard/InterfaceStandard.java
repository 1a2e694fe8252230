package io.github.citydc.model.standard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.citydc.model.PayloadJson;
import io.github.citydc.model.PayloadType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The machine-readable parts of the interface standard, as they stand in {@code docs/standard}: the
 * JSON Schema of each payload type, examples good and bad, the OpenAPI description of the HTTP
 * binding.
 *
 * <pre>{@code
 * String schema = InterfaceStandard.schema(PayloadType.parse("population.person/1")).orElseThrow();
 * }</pre>
 */
public final class InterfaceStandard {

  private static final String FOLDER = "/META-INF/citydc/standard/";
  private static final PayloadJson JSON = PayloadJson.standard();

  private InterfaceStandard() {}

  /**
   * The JSON Schema (2020-12) of a type.
   *
   * @param type a payload type
   * @return the schema, empty if the standard does not have this type
   */
  public static Optional<String> schema(PayloadType type) {
    return read("schema/" + fileName(type));
  }

  /**
   * A valid payload that looks like a real one. The persons in it do not exist.
   *
   * @param type a payload type
   * @return JSON, empty if the standard does not have this type
   */
  public static Optional<String> example(PayloadType type) {
    return read("examples/" + fileName(type));
  }

  /**
   * The invalid examples of a type, with typical mistakes.
   *
   * @param type a payload type
   * @return the spoiled examples, empty if the standard does not have this type
   */
  public static List<SpoiledExample> spoiledExamples(PayloadType type) {
    Optional<String> example = example(type);
    Optional<String> changes = read("examples/spoiled/" + fileName(type));
    List<SpoiledExample> spoiled = new ArrayList<>();
    if (example.isPresent() && changes.isPresent()) {
      ObjectNode list = JSON.readObject(utf8("{\"spoiled\":" + changes.get() + "}"));
      for (JsonNode change : list.get("spoiled")) {
        spoiled.add(SpoiledExample.of(JSON.readObject(utf8(example.get())), change));
      }
    }
    return List.copyOf(spoiled);
  }

  /**
   * The OpenAPI (3.1) description of the HTTP binding.
   *
   * @return JSON
   */
  public static String openApi() {
    return read("openapi.json").orElseThrow();
  }

  /**
   * The file a type has its schema and example in.
   *
   * @param type a payload type
   * @return for example {@code population.person-1.json}
   */
  public static String fileName(PayloadType type) {
    return type.toString().replace('/', '-') + ".json";
  }

  private static Optional<String> read(String name) {
    try (InputStream in = InterfaceStandard.class.getResourceAsStream(FOLDER + name)) {
      return in == null
          ? Optional.empty()
          : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
