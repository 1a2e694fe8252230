package io.github.citydc.model.standard;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.citydc.internal.StrictJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Makes valid payloads at random of a valid one: optional members are left out, lists get other
 * lengths, texts, codes, dates and numbers other values within what the schema allows.
 */
final class RandomPayloads {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  /** Members that have to agree with others. */
  private static final Set<String> KEPT = Set.of("idNumber", "documentNumber", "mainRecipients");

  private static final String LETTERS = "天河区公文数据abcXYZ 09、\"\\/\n\uD83D\uDE00é";

  private final JsonNode schema;
  private final JsonNode example;
  private final Random random;

  RandomPayloads(String schema, String example, long seed) {
    try {
      this.schema = MAPPER.readTree(schema);
      this.example = MAPPER.readTree(example);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.random = new Random(seed);
  }

  ObjectNode next() {
    return object(schema, (ObjectNode) example);
  }

  /** The same with members nobody knows, in every object and anywhere among the others. */
  JsonNode withUnknownMembers(JsonNode node) {
    if (node instanceof ArrayNode array) {
      ArrayNode result = JSON.arrayNode();
      array.forEach(item -> result.add(withUnknownMembers(item)));
      return result;
    }
    if (!(node instanceof ObjectNode object)) {
      return node;
    }
    ObjectNode result = JSON.objectNode();
    addUnknown(result);
    object
        .properties()
        .forEach(
            member -> {
              result.set(member.getKey(), withUnknownMembers(member.getValue()));
              addUnknown(result);
            });
    return result;
  }

  private void addUnknown(ObjectNode object) {
    for (int i = random.nextInt(3); i > 0; i--) {
      object.set("x-" + random.nextInt(1000), anything(2));
    }
  }

  private JsonNode anything(int depth) {
    return switch (random.nextInt(depth > 0 ? 7 : 5)) {
      case 0 -> JSON.nullNode();
      case 1 -> JSON.booleanNode(random.nextBoolean());
      case 2 -> JSON.textNode(text(random.nextInt(9)));
      case 3 -> DecimalNode.valueOf(BigDecimal.valueOf(random.nextLong(), random.nextInt(30) - 5));
      case 4 -> JSON.numberNode(random.nextLong());
      case 5 -> JSON.arrayNode().add(anything(depth - 1)).add(anything(depth - 1));
      default -> JSON.objectNode().set("x", anything(depth - 1));
    };
  }

  private ObjectNode object(JsonNode schema, ObjectNode example) {
    JsonNode type = resolved(schema);
    List<String> required = new ArrayList<>();
    type.path("required").forEach(name -> required.add(name.textValue()));
    ObjectNode result = JSON.objectNode();
    for (Map.Entry<String, JsonNode> member : type.get("properties").properties()) {
      JsonNode value = example.get(member.getKey());
      boolean isKept = KEPT.contains(member.getKey()) || isBound(type, member.getKey());
      boolean wanted = isKept || required.contains(member.getKey()) || random.nextInt(4) > 0;
      if (value != null && wanted) {
        JsonNode made = isKept ? value : value(member.getValue(), value);
        if (!(made.isArray() && made.isEmpty())) {
          result.set(member.getKey(), made);
        }
      }
    }
    return result;
  }

  /** A member that decides whether another one has to be there, or has to be there. */
  private static boolean isBound(JsonNode type, String member) {
    for (JsonNode rule : ownKeywords(type).path("presence")) {
      if (rule.get("when").asText().equals(member) || rule.get("member").asText().equals(member)) {
        return true;
      }
    }
    return false;
  }

  private JsonNode resolved(JsonNode type) {
    return type.has("$ref") ? schema.at(type.get("$ref").textValue().substring(1)) : type;
  }

  private JsonNode value(JsonNode schema, JsonNode example) {
    if (example instanceof ObjectNode object) {
      return object(schema, object);
    }
    if (example instanceof ArrayNode array) {
      return array(schema, array);
    }
    JsonNode ownKeywords = ownKeywords(schema);
    if (ownKeywords.has("identifier") || isTied(ownKeywords)) {
      return example;
    }
    if (schema.has("oneOf")) {
      return schema.get("oneOf").get(random.nextInt(schema.get("oneOf").size())).get("const");
    }
    return scalar(schema, example);
  }

  private static JsonNode ownKeywords(JsonNode schema) {
    return StrictJson.read(schema.path("$comment").asText("{}").getBytes(StandardCharsets.UTF_8));
  }

  /** The sex and the kind of document have to agree with the number. */
  private static boolean isTied(JsonNode ownKeywords) {
    String name = ownKeywords.at("/code-set/name").asText();
    return name.equals("sex") || name.equals("identity-document") || name.equals("document-kind");
  }

  /** In the order of the example, since some lists are in the order of their times. */
  private JsonNode array(JsonNode schema, ArrayNode example) {
    ArrayNode result = JSON.arrayNode();
    if (schema.has("maxItems")) {
      example.forEach(item -> result.add(value(schema.get("items"), item)));
      return result;
    }
    int items = schema.path("minItems").asInt(0) + random.nextInt(4);
    random
        .ints(items, 0, example.size())
        .sorted()
        .forEach(i -> result.add(value(schema.get("items"), example.get(i))));
    return result;
  }

  private JsonNode scalar(JsonNode schema, JsonNode example) {
    String pattern = schema.path("pattern").asText();
    if (example.isTextual()) {
      boolean free = pattern.isEmpty() || pattern.equals("\\S");
      return free && schema.has("maxLength")
          ? JSON.textNode(
              "文" + text(random.nextInt(Math.min(40, schema.get("maxLength").intValue()) - 2)))
          : example;
    }
    if (example.isIntegralNumber() && schema.path("type").asText().equals("integer")) {
      return JSON.numberNode(1 + random.nextInt(schema.path("maximum").asInt(100)));
    }
    if (example.isBoolean()) {
      return JSON.booleanNode(random.nextBoolean());
    }
    return example.isNumber() ? DecimalNode.valueOf(near(example.decimalValue())) : example;
  }

  /** Other last digits. */
  private BigDecimal near(BigDecimal number) {
    int scale = Math.max(0, number.scale());
    return number.add(BigDecimal.valueOf(random.nextInt(9), scale));
  }

  private String text(int length) {
    StringBuilder text = new StringBuilder();
    while (text.length() < length) {
      int letter = random.nextInt(LETTERS.codePointCount(0, LETTERS.length()));
      text.appendCodePoint(LETTERS.codePointAt(LETTERS.offsetByCodePoints(0, letter)));
    }
    return text.toString();
  }
}
