package io.github.citydc.model.standard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.model.PayloadType;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Puts the payload types into the components of the OpenAPI description, with an envelope for each,
 * and the codes of problems.
 */
final class OpenApiPayloads {

  private static final String COMPONENTS = "#/components/schemas/";
  private static final String DEFINITIONS = "#/$defs/";

  private final ObjectNode openApi;
  private final ObjectNode schemas;

  private OpenApiPayloads(ObjectNode openApi) {
    this.openApi = openApi;
    this.schemas = (ObjectNode) openApi.at("/components/schemas");
  }

  static ObjectNode complete(ObjectNode openApi, Map<PayloadType, JsonNode> types) {
    return new OpenApiPayloads(openApi.deepCopy()).complete(types);
  }

  private ObjectNode complete(Map<PayloadType, JsonNode> types) {
    codes();
    Map<String, ObjectNode> definitions = new TreeMap<>();
    types.forEach(
        (type, schema) -> {
          ObjectNode payload = PublishedSchema.forGenerators(schema);
          payload.remove("$schema");
          payload.remove("$id");
          JsonNode own = payload.remove("$defs");
          if (own != null) {
            own.properties()
                .forEach(
                    part -> definitions.put(part.getKey(), lifted((ObjectNode) part.getValue())));
          }
          put(name(type), lifted(payload));
        });
    definitions.forEach(this::put);
    types.keySet().forEach(type -> put(name(type) + "Message", message(type)));
    put("Envelope", envelope(types));
    return openApi;
  }

  /**
   * A member that is there is put to its place at the end, so that the order is always the same.
   */
  private void put(String name, ObjectNode schema) {
    schemas.remove(name);
    schemas.set(name, schema);
  }

  private void codes() {
    ObjectNode code = (ObjectNode) schemas.at("/Problem/properties/code");
    ArrayNode names = code.putArray("enum");
    StringBuilder titles = new StringBuilder();
    for (ProblemCode known : ProblemCode.standard()) {
      names.add(known.wireName());
      titles.append("- `").append(known).append("` ").append(known.titleZh());
      titles.append(" · ").append(known.title()).append('\n');
    }
    code.put("description", titles.toString().strip());
  }

  static String name(PayloadType type) {
    String words = type.domain() + "-" + type.name();
    return Pattern.compile("(?:^|-)([a-z])")
        .matcher(words)
        .replaceAll(found -> found.group(1).toUpperCase(java.util.Locale.ROOT));
  }

  private static ObjectNode lifted(ObjectNode schema) {
    lift(schema);
    return schema;
  }

  private static void lift(JsonNode node) {
    if (node instanceof ObjectNode object) {
      JsonNode reference = object.get("$ref");
      if (reference != null && reference.isTextual()) {
        object.put("$ref", reference.textValue().replace(DEFINITIONS, COMPONENTS));
      }
    }
    node.forEach(OpenApiPayloads::lift);
  }

  private ObjectNode message(PayloadType type) {
    ObjectNode message = openApi.objectNode();
    message.put("title", "报文 · message " + type);
    ArrayNode all = message.putArray("allOf");
    all.addObject().put("$ref", COMPONENTS + "EnvelopeBase");
    ObjectNode own = all.addObject().put("type", "object");
    own.putArray("required").add("type").add("payload");
    ObjectNode properties = own.putObject("properties");
    properties.putObject("type").put("type", "string").putArray("enum").add(type.toString());
    ArrayNode payload = properties.putObject("payload").putArray("oneOf");
    payload.addObject().put("$ref", COMPONENTS + name(type));
    payload.addObject().put("$ref", COMPONENTS + "EncryptedPayload");
    return message;
  }

  private ObjectNode envelope(Map<PayloadType, JsonNode> types) {
    ObjectNode envelope = openApi.objectNode();
    envelope.put("title", "信封 · envelope");
    envelope.put(
        "description",
        "One message for each payload type of version 1; types of one's own are added in the same way. 每个业务数据类型对应一种报文，自定义类型以同样方式增加。");
    ArrayNode one = envelope.putArray("oneOf");
    ObjectNode discriminator = envelope.putObject("discriminator").put("propertyName", "type");
    ObjectNode mapping = discriminator.putObject("mapping");
    for (PayloadType type : types.keySet()) {
      String reference = COMPONENTS + name(type) + "Message";
      one.addObject().put("$ref", reference);
      mapping.put(type.toString(), reference);
    }
    return envelope;
  }
}
