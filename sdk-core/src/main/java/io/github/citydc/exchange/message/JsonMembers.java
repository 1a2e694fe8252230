package io.github.citydc.exchange.message;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.citydc.code.Rfc3339;
import io.github.citydc.model.PayloadFormatException;
import io.github.citydc.model.PayloadJson;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The members of a JSON object, to be taken out one by one: the strict reader behind every message,
 * and that of endpoints of one's own. What is wrong is named by pointer, and what is left over is
 * kept. Not thread-safe.
 *
 * <pre>{@code
 * JsonMembers members = JsonMembers.read(request.request().body().toByteArray());
 * NodeId node = members.value("node", NodeId::parse);
 * }</pre>
 *
 * <p>Every method that reads a member throws {@link MalformedMessageException} if the member is
 * missing or of another form.
 */
public final class JsonMembers {

  private static final PayloadJson JSON = PayloadJson.standard();

  private final ObjectNode object;
  private final Set<String> taken = new LinkedHashSet<>();

  /**
   * The members of an object.
   *
   * @param object what to take them from
   */
  public JsonMembers(ObjectNode object) {
    this.object = object;
  }

  /**
   * Reads a JSON object.
   *
   * @param json UTF-8; duplicate members, more than one value and whatever else is not plain JSON
   *     are refused
   * @return its members
   * @throws MalformedMessageException if it is no JSON object
   */
  public static JsonMembers read(byte[] json) {
    return new JsonMembers(readObject(json));
  }

  /**
   * Reads a JSON object as a tree.
   *
   * @param json UTF-8
   * @return the object
   * @throws MalformedMessageException if it is no JSON object
   */
  public static ObjectNode readObject(byte[] json) {
    try {
      return JSON.readObject(json);
    } catch (PayloadFormatException e) {
      throw new MalformedMessageException(e.pointer(), String.valueOf(e.getMessage()));
    }
  }

  /**
   * A required text.
   *
   * @param name the member
   * @return its value
   */
  public String text(String name) {
    return optionalText(name).orElseThrow(() -> missing(name));
  }

  /**
   * A text.
   *
   * @param name the member
   * @return its value, empty if it is absent
   */
  public Optional<String> optionalText(String name) {
    return optional(name)
        .map(
            node -> {
              if (!node.isTextual()) {
                throw new MalformedMessageException("/" + name, "must be a string");
              }
              return node.textValue();
            });
  }

  /**
   * A required text of some form.
   *
   * @param name the member
   * @param parse reads it, and throws {@link IllegalArgumentException} on another form
   * @param <T> what it reads
   * @return what was read
   */
  public <T> T value(String name, Function<String, T> parse) {
    return parse(name, text(name), parse);
  }

  /**
   * A text of some form.
   *
   * @param name the member
   * @param parse reads it, and throws {@link IllegalArgumentException} on another form
   * @param <T> what it reads
   * @return what was read, empty if it is absent
   */
  public <T> Optional<T> optionalValue(String name, Function<String, T> parse) {
    return optionalText(name).map(text -> parse(name, text, parse));
  }

  /**
   * A required time.
   *
   * @param name the member
   * @return the time
   */
  public OffsetDateTime time(String name) {
    try {
      return Rfc3339.parse(text(name));
    } catch (DateTimeException e) {
      throw new MalformedMessageException("/" + name, "must be an RFC 3339 time with offset");
    }
  }

  /**
   * A required object.
   *
   * @param name the member
   * @return the object
   */
  public ObjectNode object(String name) {
    JsonNode node = optional(name).orElseThrow(() -> missing(name));
    if (node instanceof ObjectNode value) {
      return value;
    }
    throw new MalformedMessageException("/" + name, "must be an object");
  }

  /**
   * A required list.
   *
   * @param name the member
   * @return the array
   */
  public JsonNode array(String name) {
    JsonNode node = optional(name).orElseThrow(() -> missing(name));
    if (node.isArray()) {
      return node;
    }
    throw new MalformedMessageException("/" + name, "must be an array");
  }

  /**
   * A required whole number.
   *
   * @param name the member
   * @return the number
   */
  public long number(String name) {
    JsonNode node = optional(name).orElseThrow(() -> missing(name));
    if (node.isIntegralNumber() && node.canConvertToLong()) {
      return node.longValue();
    }
    throw new MalformedMessageException("/" + name, "must be a whole number");
  }

  /**
   * Anything.
   *
   * @param name the member
   * @return its value, empty if it is absent or null
   */
  public Optional<JsonNode> optional(String name) {
    taken.add(name);
    return Optional.ofNullable(object.get(name)).filter(value -> !value.isNull());
  }

  /**
   * The members that were not read.
   *
   * @return the other members in their order
   */
  public Map<String, JsonNode> rest() {
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

  /**
   * Requires that the object says it is of a form.
   *
   * @param form what its member {@code form} must be
   * @return this reader
   * @throws MalformedMessageException if it says anything else
   */
  public JsonMembers ofForm(String form) {
    if (!text("form").equals(form)) {
      throw new MalformedMessageException("/form", "must be " + form);
    }
    return this;
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
