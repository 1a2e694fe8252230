package io.github.citydc.exchange.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.citydc.code.Severity;
import io.github.citydc.validation.Violation;
import java.util.ArrayList;
import java.util.List;

/** The JSON form of violations: interface standard §5. */
public final class ViolationJson {

  private ViolationJson() {}

  /**
   * Writes violations.
   *
   * @param violations what to write
   * @return a list of objects
   */
  public static ArrayNode write(List<Violation> violations) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    for (Violation violation : violations) {
      ObjectNode object = array.addObject();
      object.put("pointer", violation.pointer());
      object.put("code", violation.code());
      object.put("standard", violation.standard());
      object.put("message", violation.message());
      object.put("messageZh", violation.messageZh());
    }
    return array;
  }

  /**
   * Writes the number of violations that are not listed.
   *
   * @param more the number; 0 is not written
   * @param object what has the list
   */
  public static void writeMore(int more, ObjectNode object) {
    if (more > 0) {
      object.put("moreViolations", more);
    }
  }

  /**
   * Reads the number of violations that are not listed.
   *
   * @param number the member, missing if there are none
   * @return the number; anything else than a number from 1 is as good as nothing
   */
  public static int more(JsonNode number) {
    return number.canConvertToInt() ? Math.max(0, number.intValue()) : 0;
  }

  /**
   * Reads violations.
   *
   * @param nodes a list of objects
   * @return the violations, all of them errors
   */
  public static List<Violation> read(JsonNode nodes) {
    List<Violation> violations = new ArrayList<>();
    nodes.forEach(
        node ->
            violations.add(
                new Violation(
                    node.path("pointer").asText(),
                    node.path("code").asText(),
                    Severity.ERROR,
                    node.path("standard").asText(),
                    node.path("message").asText(),
                    node.path("messageZh").asText())));
    return violations;
  }
}
