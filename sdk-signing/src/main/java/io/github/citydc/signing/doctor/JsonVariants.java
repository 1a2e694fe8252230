package io.github.citydc.signing.doctor;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The forms in which other libraries write the same JSON: white space, order of members, escapes,
 * numbers.
 */
final class JsonVariants {

  private static final int MAXIMUM = 1 << 20;

  /** How members and elements are parted: by what, and by how much they are indented. */
  private record Layout(String name, String comma, String colon, String indent, String lineEnd) {}

  private static final List<Layout> LAYOUTS =
      List.of(
          new Layout("compact", ",", ":", "", ""),
          new Layout("with a space behind comma and colon", ", ", ": ", "", ""),
          new Layout("with a space behind the colon", ",", ": ", "", ""),
          new Layout("indented by two spaces", ",", ": ", "  ", "\n"),
          new Layout("indented by four spaces", ",", ": ", "    ", "\n"),
          new Layout("indented by tabs", ",", ": ", "\t", "\n"),
          new Layout("indented by two spaces with CR LF", ",", ": ", "  ", "\r\n"));

  private final Layout layout;
  private final JsonEscapes escapes;
  private final boolean sorted;
  private final StringBuilder out = new StringBuilder();

  private JsonVariants(Layout layout, JsonEscapes escapes, boolean sorted) {
    this.layout = layout;
    this.escapes = escapes;
    this.sorted = sorted;
  }

  /**
   * Writes a body in every known way.
   *
   * @param body the body received
   * @return what it may have been, one at a time; empty if it is not JSON, or larger than 1 MiB
   */
  public static Stream<Variant> of(byte[] body) {
    if (body.length > MAXIMUM) {
      return Stream.empty();
    }
    return readings(body).stream().flatMap(JsonVariants::writings);
  }

  private static Stream<Variant> writings(JsonNode json) {
    Stream<Variant> styles =
        LAYOUTS.stream()
            .flatMap(layout -> Stream.of(JsonEscapes.values()).map(e -> new Style(layout, e)))
            .flatMap(style -> Stream.of(style.write(json, false), style.write(json, true)));
    // What most Java programs write: arrays in a line, spaces around colons and within brackets.
    Stream<Variant> jackson = Stream.of(Variant.of("as Jackson indents it", json.toPrettyString()));
    return Stream.concat(styles, jackson);
  }

  private record Style(Layout layout, JsonEscapes escapes) {

    Variant write(JsonNode json, boolean sorted) {
      JsonVariants writer = new JsonVariants(layout, escapes, sorted);
      writer.write(json, 0);
      String order = sorted ? ", members sorted" : "";
      return Variant.of(layout.name() + order + escapes.description(), writer.out.toString());
    }
  }

  /** Numbers as they were written, without zeros at their end, and as doubles. */
  private static List<JsonNode> readings(byte[] body) {
    JsonMapper exact =
        JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();
    JsonMapper stripped =
        exact.rebuild().enable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES).build();
    JsonMapper doubles =
        exact.rebuild().disable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();
    Map<String, JsonNode> readings = new LinkedHashMap<>();
    for (JsonMapper mapper : List.of(exact, stripped, doubles)) {
      try {
        JsonNode json = mapper.readTree(body);
        if (json.isContainerNode()) {
          readings.put(json.toString(), json);
        }
      } catch (IOException e) {
        return List.of();
      }
    }
    return List.copyOf(readings.values());
  }

  private void write(JsonNode node, int depth) {
    if (node.isObject()) {
      Map<String, JsonNode> members = sorted ? new TreeMap<>() : new LinkedHashMap<>();
      node.fieldNames().forEachRemaining(name -> members.put(name, node.path(name)));
      out.append('{');
      boolean first = true;
      for (Map.Entry<String, JsonNode> member : members.entrySet()) {
        begin(first, depth + 1);
        escapes.append(out, member.getKey());
        out.append(layout.colon());
        write(member.getValue(), depth + 1);
        first = false;
      }
      end(members.isEmpty(), depth, '}');
    } else if (node.isArray()) {
      out.append('[');
      boolean first = true;
      for (JsonNode element : node) {
        begin(first, depth + 1);
        write(element, depth + 1);
        first = false;
      }
      end(node.isEmpty(), depth, ']');
    } else if (node.isTextual()) {
      escapes.append(out, node.textValue());
    } else {
      out.append(node);
    }
  }

  private void begin(boolean first, int depth) {
    if (!first) {
      out.append(layout.comma());
    }
    line(depth);
  }

  private void end(boolean empty, int depth, char bracket) {
    if (!empty) {
      line(depth);
    }
    out.append(bracket);
  }

  private void line(int depth) {
    if (!layout.lineEnd().isEmpty()) {
      out.append(layout.lineEnd()).append(layout.indent().repeat(depth));
    }
  }
}
