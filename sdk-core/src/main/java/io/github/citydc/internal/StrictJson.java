package io.github.citydc.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.OptionalInt;

/**
 * The only place that makes readers of JSON: UTF-8 without a byte order mark, no member twice,
 * nothing after the value, no U+0000 and no half of a surrogate pair, bounded in depth and sizes.
 * Thread-safe.
 */
public final class StrictJson {

  /** The largest document, in bytes: 16 MiB. */
  public static final int MAX_DOCUMENT = 16 * 1024 * 1024;

  private static final int MAX_DEPTH = 64;
  private static final int MAX_STRING = 8 * 1024 * 1024;
  private static final int MAX_NUMBER = 100;
  private static final int MAX_NAME = 200;
  private static final int MAX_TOKENS = 1_000_000;
  private static final int FIRST_OF_A_MARK = 0xef;
  private static final JsonMapper MAPPER = builder().build();

  private StrictJson() {}

  /**
   * A mapper that reads strictly, to be given more rules. Numbers keep their digits.
   *
   * @return a new builder
   */
  public static JsonMapper.Builder builder() {
    return JsonMapper.builder(limitedFactory())
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
        .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES);
  }

  private static JsonFactory limitedFactory() {
    return JsonFactory.builder()
        .streamReadConstraints(
            StreamReadConstraints.builder()
                .maxNestingDepth(MAX_DEPTH)
                .maxStringLength(MAX_STRING)
                .maxNumberLength(MAX_NUMBER)
                .maxNameLength(MAX_NAME)
                .maxTokenCount(MAX_TOKENS)
                .build())
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
        // Names come from outside: the JVM is not to keep them.
        .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
        .build();
  }

  /**
   * Reads any JSON value.
   *
   * @param json UTF-8
   * @return the value
   * @throws IllegalArgumentException if it is not strict JSON; the message names the rule, with
   *     line and column, and nothing of the text
   */
  public static JsonNode read(byte[] json) {
    if (json.length > MAX_DOCUMENT) {
      throw new IllegalArgumentException("Not strict JSON. More than 16 MiB");
    }
    OptionalInt foreign = foreignByte(json, 0, json.length);
    if (foreign.isPresent()) {
      throw new IllegalArgumentException("Not strict JSON. Not UTF-8 without a byte order mark");
    }
    JsonBytes.find(json, 0, json.length)
        .ifPresent(
            finding -> {
              throw new IllegalArgumentException("Not strict JSON. " + finding.fault().english());
            });
    try {
      JsonNode value = MAPPER.readTree(json);
      if (value.isMissingNode()) {
        throw new IllegalArgumentException("Not strict JSON. There is no text");
      }
      return value;
    } catch (JsonProcessingException e) {
      // Without the cause, whose message quotes names and what stands where JSON should.
      throw new IllegalArgumentException(
          "Not strict JSON. " + fault(e).english() + place(e.getLocation()));
    } catch (IOException e) {
      throw new IllegalArgumentException("Not strict JSON. Not readable as UTF-8");
    }
  }

  private static String place(JsonLocation location) {
    return location == null
        ? ""
        : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
  }

  /**
   * Finds a sign of another encoding than UTF-8, which Jackson would follow.
   *
   * @param json the text
   * @param offset where it begins
   * @param length how many bytes it has
   * @return the place of a byte order mark or of a NUL at the beginning, empty if there is none
   */
  public static OptionalInt foreignByte(byte[] json, int offset, int length) {
    if (length > 0 && (json[offset] & 0xff) >= FIRST_OF_A_MARK) {
      return OptionalInt.of(offset);
    }
    for (int i = offset; i < offset + Math.min(4, length); i++) {
      if (json[i] == 0) {
        return OptionalInt.of(i);
      }
    }
    return OptionalInt.empty();
  }

  /**
   * Says which rule a text breaks, without quoting it.
   *
   * @param failure of a reader that {@link #builder} has made
   * @return the rule
   */
  public static JsonFault fault(JsonProcessingException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof StreamConstraintsException) {
        return JsonFault.TOO_MUCH;
      }
      if (cause instanceof StreamReadException read) {
        String said = String.valueOf(read.getOriginalMessage());
        return said.startsWith("Duplicate ") ? JsonFault.MEMBER_TWICE : JsonFault.BROKEN;
      }
    }
    return String.valueOf(failure.getOriginalMessage()).startsWith("Trailing token")
        ? JsonFault.CONTENT_AFTER_VALUE
        : JsonFault.WRONG_FORM;
  }

  /**
   * An empty object to fill.
   *
   * @return a new object
   */
  public static ObjectNode newObject() {
    return MAPPER.createObjectNode();
  }

  /**
   * Writes compact JSON.
   *
   * @param value what to write
   * @return UTF-8
   */
  public static byte[] write(JsonNode value) {
    try {
      return MAPPER.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Every tree has a JSON form", e);
    }
  }
}
