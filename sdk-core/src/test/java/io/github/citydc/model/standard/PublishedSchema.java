package io.github.citydc.model.standard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A schema as it is published: keywords of our own are in {@code $comment}, as JSON, so that strict
 * validators and generators take it.
 */
final class PublishedSchema {

  private static final String OF_OUR_OWN = "x-";

  private PublishedSchema() {}

  static ObjectNode of(JsonNode schema) {
    ObjectNode copy = schema.deepCopy();
    clean(copy);
    return copy;
  }

  private static void clean(JsonNode node) {
    if (node instanceof ObjectNode object) {
      comment(object);
      object.forEach(PublishedSchema::clean);
    } else if (node instanceof ArrayNode array) {
      array.forEach(PublishedSchema::clean);
    }
  }

  private static void comment(ObjectNode object) {
    ObjectNode own = object.objectNode();
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    for (String name : names) {
      if (name.startsWith(OF_OUR_OWN)) {
        own.set(name.substring(OF_OUR_OWN.length()), object.remove(name));
      }
    }
    if (!own.isEmpty()) {
      object.put("$comment", own.toString());
    }
  }
}
