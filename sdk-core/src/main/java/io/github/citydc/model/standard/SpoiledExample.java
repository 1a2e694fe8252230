package io.github.citydc.model.standard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.citydc.model.PayloadJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * An invalid example, with the error that validation must report.
 *
 * @param name what is wrong, in words
 * @param json the payload with the mistake
 * @param violations the errors to expect, and no others
 * @param refusedBySchema whether the JSON Schema refuses it, too; some rules it cannot express
 */
public record SpoiledExample(
    String name, String json, List<Expected> violations, boolean refusedBySchema) {

  /** Rule of a member whose JSON type or form is wrong, so that no record can be made of it. */
  public static final String WRONG_FORM = "json.form";

  private static final PayloadJson JSON = PayloadJson.standard();

  /** Copies the violations. */
  public SpoiledExample {
    violations = List.copyOf(violations);
  }

  static SpoiledExample of(ObjectNode example, JsonNode change) {
    List<Expected> expected = new ArrayList<>();
    change
        .get("violations")
        .forEach(
            violation ->
                expected.add(
                    new Expected(
                        violation.get("pointer").textValue(), violation.get("code").textValue())));
    return new SpoiledExample(
        change.get("name").textValue(),
        new String(JSON.write(merged(example, change.get("change"))), StandardCharsets.UTF_8),
        expected,
        change.get("refusedBySchema").booleanValue());
  }

  /** JSON Merge Patch, RFC 7396. */
  private static JsonNode merged(JsonNode target, JsonNode patch) {
    if (!(patch instanceof ObjectNode changes)) {
      return patch;
    }
    ObjectNode result = target instanceof ObjectNode object ? object : JSON.newObject();
    changes
        .properties()
        .forEach(
            change -> {
              if (change.getValue().isNull()) {
                result.remove(change.getKey());
              } else {
                JsonNode before = result.path(change.getKey());
                result.set(change.getKey(), merged(before, change.getValue()));
              }
            });
    return result;
  }

  /**
   * An expected error.
   *
   * @param pointer JSON Pointer of the offending member
   * @param code name of the rule
   */
  public record Expected(String pointer, String code) {}
}
