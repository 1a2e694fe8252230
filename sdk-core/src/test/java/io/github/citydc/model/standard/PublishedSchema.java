package io.github.citydc.model.standard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A schema as it is published, so that strict validators and generators take it: closed lists of
 * codes are enums, and keywords of our own are in {@code $comment}, as JSON. The titles of a short
 * list are in the description, those of a long one in the comment.
 */
final class PublishedSchema {

  private static final String OF_OUR_OWN = "x-";
  private static final int SHORT = 60;

  private PublishedSchema() {}

  /** As a file: each code has its title. */
  static ObjectNode of(JsonNode schema) {
    return changed(schema, PublishedSchema::comment);
  }

  /** As a part of the OpenAPI description, of which generators make lists of words. */
  static ObjectNode forGenerators(JsonNode schema) {
    return changed(
        schema,
        object -> {
          enumeration(object);
          comment(object);
        });
  }

  private static ObjectNode changed(JsonNode schema, Consumer<ObjectNode> change) {
    ObjectNode copy = schema.deepCopy();
    change(copy, change);
    return copy;
  }

  private static void change(JsonNode node, Consumer<ObjectNode> change) {
    if (node instanceof ObjectNode object) {
      change.accept(object);
      object.forEach(child -> change(child, change));
    } else if (node instanceof ArrayNode array) {
      array.forEach(child -> change(child, change));
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
