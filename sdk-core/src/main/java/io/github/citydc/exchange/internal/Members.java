package io.github.citydc.exchange.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.citydc.exchange.MalformedMessageException;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Takes the members out of a JSON object one by one; what is wrong is named by pointer, what is
 * left over is kept.
 */
final class Members {

  private final ObjectNode object;
  private final Set<String> taken = new LinkedHashSet<>();

  Members(ObjectNode object) {
    this.object = object;
  }

  String text(String name) {
    return optionalText(name).orElseThrow(() -> missing(name));
  }

  Optional<String> optionalText(String name) {
    return optional(name)
        .map(
            node -> {
              if (!node.isTextual()) {
                throw new MalformedMessageException("/" + name, "must be a string");
              }
              return node.textValue();
            });
  }

  <T> T value(String name, Function<String, T> parse) {
    return parse(name, text(name), parse);
  }

  <T> Optional<T> optionalValue(String name, Function<String, T> parse) {
    return optionalText(name).map(text -> parse(name, text, parse));
  }

  OffsetDateTime time(String name) {
    try {
      return OffsetDateTime.parse(text(name));
    } catch (DateTimeException e) {
      throw new MalformedMessageException("/" + name, "must be an RFC 3339 time with offset");
    }
  }

  ObjectNode object(String name) {
    JsonNode node = optional(name).orElseThrow(() -> missing(name));
    if (node instanceof ObjectNode value) {
      return value;
    }
    throw new MalformedMessageException("/" + name, "must be an object");
  }

  Optional<JsonNode> optional(String name) {
    taken.add(name);
    return Optional.ofNullable(object.get(name));
  }

  Map<String, JsonNode> rest() {
    Map<String, JsonNode> rest = new LinkedHashMap<>();
    object
        .properties()
        .forEach(
            member -> {
              if (!taken.contains(member.getKey())) {
                rest.put(member.getKey(), member.getValue());
              }
            });
    return rest;
  }

  private static <T> T parse(String name, String text, Function<String, T> parse) {
    try {
      return parse.apply(text);
    } catch (IllegalArgumentException e) {
      throw new MalformedMessageException("/" + name, String.valueOf(e.getMessage()));
    }
  }

  private static MalformedMessageException missing(String name) {
    return new MalformedMessageException("/" + name, "is required");
  }
}
