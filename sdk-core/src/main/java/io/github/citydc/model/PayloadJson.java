package io.github.citydc.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.github.citydc.internal.JsonBytes;
import io.github.citydc.internal.JsonFault;
import io.github.citydc.internal.StrictJson;
import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;

/**
 * The JSON form of payloads and envelopes, interface standard §3: strict in what it reads as JSON
 * (no duplicate members, no trailing content, bounded depth and sizes, no coercion between types,
 * no U+0000 and no half of a surrogate pair in any text or name), tolerant of members it does not
 * know.
 *
 * <pre>{@code
 * PayloadJson json = PayloadJson.standard();
 * Person person = json.read(bytes, Person.class);
 * byte[] again = json.write(person);        // members this version does not know are where they were
 * }</pre>
 *
 * <p>A record keeps the members it does not know if it has a component of type {@link Extensions};
 * its other components are then the known members, by their names. Numbers keep their digits: 1.50
 * stays 1.50; one with an exponent keeps precision and scale, 1e2 is written 1E+2. A member that is
 * {@code null} is read as absent; absent members and empty lists are not written. Other records are
 * read and written as Jackson does.
 *
 * <p>Immutable and thread-safe.
 */
public final class PayloadJson {

  /** Stands in a pointer for a member that its type does not have: interface standard §5. */
  private static final String UNKNOWN_NAME = "*";

  private final JsonMapper mapper;

  /** Built when it is first asked for. */
  private static final class Standard {

    static final PayloadJson FORM = build();
  }

  private PayloadJson(JsonMapper mapper) {
    this.mapper = mapper;
  }

  /**
   * The form of interface standard §3.
   *
   * @return the same instance every time
   */
  public static PayloadJson standard() {
    return Standard.FORM;
  }

  private static PayloadJson build() {
    return new PayloadJson(
        builder()
            .addModule(new Jdk8Module())
            .addModule(new JavaTimeModule())
            .addModule(new TimeModule())
            .addModule(new RecordModule())
            .build());
  }

  private static JsonMapper.Builder builder() {
    return StrictJson.builder()
        .disable(DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
        .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
        .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
        .defaultSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL))
        .defaultPropertyInclusion(
            JsonInclude.Value.construct(JsonInclude.Include.NON_ABSENT, JsonInclude.Include.ALWAYS))
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
    return parse(
        json,
        0,
        json.length,
        parser -> {
          if (mapper.readTree(parser) instanceof ObjectNode object) {
            return object;
          }
          throw notAnObject();
        });
  }

  /**
   * Reads a record.
   *
   * @param json UTF-8 without a byte order mark
   * @param type the record
   * @param <P> the record's class
   * @return the record, its unknown members kept
   * @throws PayloadFormatException if it is not one JSON object in UTF-8, or a member has the wrong
   *     type
   */
  public <P> P read(byte[] json, Class<P> type) {
    return read(json, 0, json.length, type);
  }

  /**
   * Reads a record that stands within a larger text, such as a line of NDJSON.
   *
   * @param json UTF-8 without a byte order mark
   * @param offset where the record begins
   * @param length how many bytes it has
   * @param type the record
   * @param <P> the record's class
   * @return the record, its unknown members kept
   * @throws PayloadFormatException if it is not one JSON object in UTF-8, or a member has the wrong
   *     type; its offset is that in {@code json}
   */
  public <P> P read(byte[] json, int offset, int length, Class<P> type) {
    return parse(
        json,
        offset,
        length,
        parser -> {
          if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw notAnObject();
          }
          return mapper.readerFor(type).readValue(parser);
        });
  }

  private <T> T parse(byte[] json, int offset, int length, Parsing<T> parsing) {
    requireSize(length);
    requireUtf8(json, offset, length);
    JsonBytes.find(json, offset, length).ifPresent(PayloadJson::refuse);
    try (JsonParser parser = mapper.createParser(json, offset, length)) {
      T value = parsing.apply(parser);
      if (parser.nextToken() != null) {
        throw new PayloadFormatException(
            JsonFault.CONTENT_AFTER_VALUE, parser.currentTokenLocation().getByteOffset());
      }
      return value;
    } catch (JsonProcessingException e) {
      throw explain(e);
    } catch (IOException e) {
      throw new PayloadFormatException(JsonFault.NOT_UTF_8, -1);
    }
  }

  private static PayloadFormatException notAnObject() {
    return new PayloadFormatException(JsonFault.NOT_AN_OBJECT, 0);
  }

  @FunctionalInterface
  private interface Parsing<T> {

    T apply(JsonParser parser) throws IOException;
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
    if (!object.isObject()) {
      throw notAnObject();
    }
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
   * @throws IllegalArgumentException if an extension of a record has the name of a known member,
   *     the value has no JSON form, or a text has U+0000 or half a surrogate pair
   */
  public byte[] write(Object value) {
    ByteArrayBuilder bytes = new ByteArrayBuilder();
    try (JsonGenerator json = new PlainNumbers(mapper.createGenerator(bytes))) {
      mapper.writeValue(json, value);
    } catch (IOException e) {
      throw new IllegalArgumentException("Not writable as JSON: " + value.getClass().getName(), e);
    }
    byte[] json = bytes.toByteArray();
    JsonBytes.find(json, 0, json.length)
        .ifPresent(
            finding -> {
              throw new IllegalArgumentException(
                  "Not writable as JSON: " + finding.fault().english());
            });
    return json;
  }

  private static void refuse(JsonBytes.Finding finding) {
    throw new PayloadFormatException(finding.fault(), finding.at());
  }

  private static void requireSize(int length) {
    if (length > StrictJson.MAX_DOCUMENT) {
      throw new PayloadFormatException(JsonFault.TOO_LARGE, StrictJson.MAX_DOCUMENT);
    }
  }

  /** Jackson would guess UTF-16 and UTF-32 from the first bytes; the standard knows UTF-8 only. */
  private static void requireUtf8(byte[] json, int offset, int length) {
    OptionalInt foreign = StrictJson.foreignByte(json, offset, length);
    if (foreign.isPresent()) {
      throw new PayloadFormatException(JsonFault.BYTE_ORDER_MARK, foreign.getAsInt());
    }
  }

  private PayloadFormatException explain(JsonProcessingException e) {
    JsonLocation location = e.getLocation();
    long offset = location == null ? -1 : location.getByteOffset();
    JsonFault fault = StrictJson.fault(e);
    List<JsonMappingException.Reference> path =
        e instanceof JsonMappingException at ? at.getPath() : List.of();
    return fault == JsonFault.WRONG_FORM && !path.isEmpty()
        ? new PayloadFormatException(pointer(path), offset, ExpectedMember.of(path))
        : new PayloadFormatException(pointer(path), fault, offset);
  }

  private String pointer(List<JsonMappingException.Reference> path) {
    StringBuilder pointer = new StringBuilder();
    for (JsonMappingException.Reference step : path) {
      String name = step.getFieldName();
      pointer
          .append('/')
          .append(name == null ? String.valueOf(step.getIndex()) : shown(step, name));
    }
    return pointer.toString();
  }

  /** A name that the sender has chosen may be personal data, so it is not repeated. */
  private String shown(JsonMappingException.Reference step, String name) {
    Class<?> type = step.getFrom() instanceof Class<?> of ? of : step.getFrom().getClass();
    boolean known =
        mapper
            .getDeserializationConfig()
            .introspect(mapper.constructType(type))
            .findProperties()
            .stream()
            .anyMatch(property -> property.getName().equals(name));
    return known ? escape(name) : UNKNOWN_NAME;
  }

  private static String escape(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }
}
