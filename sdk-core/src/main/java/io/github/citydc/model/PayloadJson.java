package io.github.citydc.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.util.List;

/**
 * The JSON form of payloads and envelopes: strict in what it reads as JSON (no duplicate members,
 * no trailing content, bounded depth and sizes, no coercion between types), tolerant of members it
 * does not know. Immutable and thread-safe.
 */
public final class PayloadJson {

  private static final int MAX_DEPTH = 64;
  private static final int MAX_STRING = 8 * 1024 * 1024;
  private static final int MAX_NUMBER = 100;
  private static final int MAX_NAME = 200;

  private final JsonMapper mapper;

  private PayloadJson(JsonMapper mapper) {
    this.mapper = mapper;
  }

  /**
   * The form of interface standard §3.
   *
   * @return a new instance; keep it, building one is not free
   */
  public static PayloadJson standard() {
    JsonMapper.Builder builder =
        JsonMapper.builder()
            .addModule(new Jdk8Module())
            .addModule(new JavaTimeModule())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .disable(JsonReadFeature.ALLOW_LEADING_ZEROS_FOR_NUMBERS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .disable(DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .defaultPropertyInclusion(
                JsonInclude.Value.construct(
                    JsonInclude.Include.NON_ABSENT, JsonInclude.Include.ALWAYS))
            .withConfigOverride(
                List.class,
                list ->
                    list.setInclude(
                        JsonInclude.Value.construct(
                            JsonInclude.Include.NON_EMPTY, JsonInclude.Include.ALWAYS)))
            .withCoercionConfig(
                LogicalType.Textual,
                text -> {
                  text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail);
                  text.setCoercion(CoercionInputShape.Float, CoercionAction.Fail);
                  text.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
                });
    JsonMapper mapper = builder.build();
    mapper
        .getFactory()
        .setStreamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(MAX_DEPTH)
                .maxStringLength(MAX_STRING)
                .maxNumberLength(MAX_NUMBER)
                .maxNameLength(MAX_NAME)
                .build());
    return new PayloadJson(mapper);
  }

  /**
   * An empty object to fill.
   *
   * @return a new object
   */
  public ObjectNode newObject() {
    return mapper.createObjectNode();
  }

  /**
   * Reads a JSON object.
   *
   * @param json UTF-8 without a byte order mark
   * @return the object, members in their order
   * @throws PayloadFormatException if it is not one JSON object in UTF-8
   */
  public ObjectNode readObject(byte[] json) {
    requireUtf8(json);
    try (JsonParser parser = mapper.createParser(json)) {
      JsonNode node = mapper.readTree(parser);
      if (node != null && parser.nextToken() != null) {
        throw new PayloadFormatException(
            "", parser.currentTokenLocation().getByteOffset(), "Content after the JSON object");
      }
      if (node instanceof ObjectNode object) {
        return object;
      }
      throw new PayloadFormatException("", 0, "Not a JSON object");
    } catch (JsonProcessingException e) {
      throw explain(e);
    } catch (IOException e) {
      throw new PayloadFormatException("", -1, "Not readable as UTF-8");
    }
  }

  /**
   * Makes a record of a JSON object.
   *
   * @param object the members
   * @param type the record
   * @param <P> the record's class
   * @return the record, its unknown members kept
   * @throws PayloadFormatException if a member has the wrong type
   */
  public <P> P toRecord(JsonNode object, Class<P> type) {
    try {
      return mapper.treeToValue(object, type);
    } catch (JsonProcessingException e) {
      throw explain(e);
    }
  }

  /**
   * Makes a JSON object of a record.
   *
   * @param value the record
   * @return its members in the order of the components, absent ones left out
   */
  public ObjectNode toObject(Object value) {
    return mapper.valueToTree(value);
  }

  /**
   * Writes compact UTF-8.
   *
   * @param value a record or a JSON tree
   * @return the bytes
   */
  public byte[] write(Object value) {
    try {
      return mapper.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("Not writable as JSON: " + value.getClass().getName(), e);
    }
  }

  /** Jackson would guess UTF-16 and UTF-32 from the first bytes; the standard knows UTF-8 only. */
  private static void requireUtf8(byte[] json) {
    for (int i = 0; i < Math.min(4, json.length); i++) {
      if (json[i] == 0 || (json[i] & 0xff) >= 0xef) {
        throw new PayloadFormatException("", i, "The text is not UTF-8 without a byte order mark");
      }
    }
  }

  private static PayloadFormatException explain(JsonProcessingException e) {
    JsonLocation location = e.getLocation();
    long offset = location == null ? -1 : location.getByteOffset();
    if (e instanceof JsonMappingException mapping) {
      return new PayloadFormatException(
          pointer(mapping.getPath()), offset, "A value of the wrong type or form");
    }
    return new PayloadFormatException("", offset, "Broken JSON");
  }

  private static String pointer(List<JsonMappingException.Reference> path) {
    StringBuilder pointer = new StringBuilder();
    for (JsonMappingException.Reference step : path) {
      String name = step.getFieldName();
      pointer.append('/').append(name == null ? String.valueOf(step.getIndex()) : escape(name));
    }
    return pointer.toString();
  }

  private static String escape(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }
}
