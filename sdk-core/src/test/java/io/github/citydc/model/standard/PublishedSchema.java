package io.github.citydc.model.standard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A schema as it is published, so that strict validators and generators take it: closed lists of
 * codes are enums, and keywords of our own are in {@code $comment}, as JSON. The titles of a short
 * list are in the description, those of a long one in the comment.
 */
final class PublishedSchema {

  private static final String OF_OUR_OWN = "x-";
  private static final int SHORT = 60;

  private PublishedSchema() {}

  static ObjectNode of(JsonNode schema) {
    ObjectNode copy = schema.deepCopy();
    clean(copy);
    return copy;
  }

  private static void clean(JsonNode node) {
    if (node instanceof ObjectNode object) {
      enumeration(object);
      comment(object);
      object.forEach(PublishedSchema::clean);
    } else if (node instanceof ArrayNode array) {
      array.forEach(PublishedSchema::clean);
    }
  }

  private static void enumeration(ObjectNode schema) {
    JsonNode codes = schema.path("oneOf");
    boolean closed = codes.isArray();
    for (JsonNode code : codes) {
      closed &= code.has("const") && code.has("title");
    }
    if (!closed) {
      return;
    }
    schema.remove("oneOf");
    ArrayNode names = schema.putArray("enum");
    codes.forEach(code -> names.add(code.get("const")));
    if (codes.size() > SHORT) {
      ObjectNode titles = schema.putObject(OF_OUR_OWN + "titles");
      codes.forEach(code -> titles.set(code.get("const").asText(), code.get("title")));
    } else {
      StringBuilder titles = new StringBuilder(schema.path("description").asText());
      for (JsonNode code : codes) {
        titles.append(titles.isEmpty() ? "- `" : "\n- `").append(code.get("const").asText());
        titles.append("` ").append(code.get("title").textValue());
      }
      schema.put("description", titles.toString());
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
