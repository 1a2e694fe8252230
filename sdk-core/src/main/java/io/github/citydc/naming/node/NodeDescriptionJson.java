package io.github.citydc.naming.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.citydc.code.Rfc3339;
import io.github.citydc.internal.StrictJson;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The JSON form of the description of a node. */
final class NodeDescriptionJson {

  private static final String NODE = "node";
  private static final String STANDARDS = "standards";
  private static final String TYPES = "types";
  private static final String ENCRYPTED_TYPES = "encryptedTypes";
  private static final String CERTIFICATES = "certificates";
  private static final String LIMITS = "limits";
  private static final String ENCODINGS = "encodings";
  private static final String TIME = "time";

  static final Set<String> MEMBERS =
      Set.of(NODE, STANDARDS, TYPES, ENCRYPTED_TYPES, CERTIFICATES, LIMITS, ENCODINGS, TIME);

  private NodeDescriptionJson() {}

  static NodeDescription read(byte[] json) {
    if (!(StrictJson.read(json) instanceof ObjectNode object)) {
      throw new IllegalArgumentException("The description of a node is a JSON object");
    }
    NodeDescriptionBuilder builder =
        NodeDescription.builder(node(object), time(object))
            .standards(texts(object, STANDARDS))
            .types(texts(object, TYPES))
            .certificates(texts(object, CERTIFICATES));
    if (object.has(ENCRYPTED_TYPES)) {
      builder.encryptedTypes(texts(object, ENCRYPTED_TYPES));
    }
    limits(object, builder);
    if (object.has(ENCODINGS)) {
      builder.encodings(texts(object, ENCODINGS));
    }
    object
        .properties()
        .forEach(
            member -> {
              if (!MEMBERS.contains(member.getKey())) {
                builder.other(member.getKey(), member.getValue());
              }
            });
    return builder.build();
  }

  static ObjectNode write(NodeDescription description) {
    ObjectNode object = StrictJson.newObject();
    object.put(NODE, description.node().toString());
    array(object, STANDARDS, description.standards());
    array(object, TYPES, description.types());
    if (!description.encryptedTypes().isEmpty()) {
      array(object, ENCRYPTED_TYPES, description.encryptedTypes());
    }
    array(object, CERTIFICATES, description.certificates());
    ObjectNode limits = object.putObject(LIMITS);
    description.limits().forEach(limits::put);
    if (!description.encodings().isEmpty()) {
      array(object, ENCODINGS, description.encodings());
    }
    object.setAll(description.others());
    object.put(TIME, Rfc3339.format(description.time()));
    return object;
  }

  private static void array(ObjectNode object, String name, List<String> values) {
    ArrayNode array = object.putArray(name);
    values.forEach(array::add);
  }

  private static NodeId node(ObjectNode object) {
    String text = text(object.path(NODE), "/" + NODE);
    try {
      return NodeId.parse(text);
    } catch (IllegalArgumentException e) {
      throw wrong("/" + NODE, String.valueOf(e.getMessage()));
    }
  }

  private static OffsetDateTime time(ObjectNode object) {
    try {
      return Rfc3339.parse(text(object.path(TIME), "/" + TIME));
    } catch (DateTimeException e) {
      throw wrong("/" + TIME, "must be an RFC 3339 time with offset");
    }
  }

  private static List<String> texts(ObjectNode object, String name) {
    JsonNode array = object.path(name);
    if (!array.isArray()) {
      throw wrong("/" + name, array.isMissingNode() ? "is required" : "must be an array");
    }
    List<String> texts = new ArrayList<>();
    for (JsonNode element : array) {
      texts.add(text(element, "/" + name + "/" + texts.size()));
    }
    return texts;
  }

  /** Limits are whole numbers; others that a later version adds to them are passed over. */
  private static void limits(ObjectNode object, NodeDescriptionBuilder builder) {
    JsonNode limits = object.path(LIMITS);
    if (!limits.isObject()) {
      throw wrong("/" + LIMITS, limits.isMissingNode() ? "is required" : "must be an object");
    }
    for (Map.Entry<String, JsonNode> limit : limits.properties()) {
      if (limit.getValue().isIntegralNumber() && limit.getValue().canConvertToLong()) {
        builder.limit(limit.getKey(), limit.getValue().longValue());
      } else if (limit.getKey().equals(NodeDescription.BODY_SIZE)) {
        throw wrong("/" + LIMITS + "/" + limit.getKey(), "must be a whole number");
      }
    }
  }

  private static String text(JsonNode value, String pointer) {
    if (!value.isTextual()) {
      throw wrong(pointer, value.isMissingNode() ? "is required" : "must be a string");
    }
    return value.textValue();
  }

  private static IllegalArgumentException wrong(String pointer, String rule) {
    return new IllegalArgumentException(pointer + ": " + rule);
  }
}
