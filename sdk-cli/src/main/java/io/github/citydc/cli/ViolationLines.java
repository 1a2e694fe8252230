package io.github.citydc.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.citydc.validation.Violation;
import java.util.List;

/** How the violations of a rejected record are shown. */
final class ViolationLines {

  private ViolationLines() {}

  static ArrayNode json(List<Violation> violations) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    for (Violation violation : violations) {
      array
          .addObject()
          .put("pointer", violation.pointer())
          .put("code", violation.code())
          .put("message", violation.message());
    }
    return array;
  }
}
