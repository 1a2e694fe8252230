package io.github.citydc.exchange.http;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * The header fields of an HTTP message: names are case-insensitive, values keep their order.
 * Immutable.
 */
public final class HttpHeaders {

  private static final HttpHeaders EMPTY = new HttpHeaders(Map.of());

  /** What cannot stand in a token: RFC 9110 §5.6.2. */
  private static final String DELIMITERS = "\"(),/:;<=>?@[\\]{}";

  private final Map<String, List<String>> fields;

  private HttpHeaders(Map<String, List<String>> fields) {
    this.fields = fields;
  }

  /**
   * No fields.
   *
   * @return the empty headers
   */
  public static HttpHeaders empty() {
    return EMPTY;
  }

  /**
   * The fields of a whole message.
   *
   * @param source gives each value, in order, to what it is handed
   * @return the headers
   * @throws IllegalArgumentException if a name or value could break out of its field
   */
  public static HttpHeaders collect(Consumer<BiConsumer<String, String>> source) {
    Map<String, List<String>> fields = new LinkedHashMap<>();
    source.accept(
        (name, value) -> {
          requireToken(name);
          requireSingleLine(name, value);
          fields
              .computeIfAbsent(name.toLowerCase(Locale.ROOT), first -> new ArrayList<>())
              .add(value);
        });
    fields.replaceAll((name, values) -> List.copyOf(values));
    return new HttpHeaders(Collections.unmodifiableMap(fields));
  }

  /**
   * A copy with one more value behind those the field has.
   *
   * @param name the field
   * @param value its value, without line breaks
   * @return new headers
   * @throws IllegalArgumentException if name or value could break out of the field
   */
  public HttpHeaders plus(String name, String value) {
    List<String> values = new ArrayList<>(values(name));
    values.add(value);
    return with(name, values);
  }

  /**
   * A copy in which the field has this value only.
   *
   * @param name the field
   * @param value its value, without line breaks
   * @return new headers
   * @throws IllegalArgumentException if name or value could break out of the field
   */
  public HttpHeaders with(String name, String value) {
    return with(name, List.of(value));
  }

  private HttpHeaders with(String name, List<String> values) {
    requireToken(name);
    values.forEach(value -> requireSingleLine(name, value));
    Map<String, List<String>> copy = new LinkedHashMap<>(fields);
    copy.put(name.toLowerCase(Locale.ROOT), List.copyOf(values));
    return new HttpHeaders(Collections.unmodifiableMap(copy));
  }

  // Loops, not streams: every field of every message passes here.
  private static void requireToken(String name) {
    boolean token = !name.isEmpty();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      token &= c > ' ' && c < 0x7f && DELIMITERS.indexOf(c) < 0;
    }
    if (!token) {
      throw new IllegalArgumentException("Not the name of an HTTP field");
    }
  }

  private static void requireSingleLine(String name, String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '\r' || c == '\n' || c == 0) {
        throw new IllegalArgumentException(
            "The HTTP field " + name + " would contain a line break or NUL");
      }
    }
  }

  /**
   * The values of a field.
   *
   * @param name the field, in any case
   * @return its values in order, empty if there is none
   */
  public List<String> values(String name) {
    return fields.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
  }

  /**
   * The one value of a field: RFC 9421 §2.1, values trimmed and joined by a comma and a space.
   *
   * @param name the field, in any case
   * @return the combined value, empty if the field is absent
   */
  public Optional<String> value(String name) {
    List<String> values = values(name);
    return switch (values.size()) {
      case 0 -> Optional.empty();
      case 1 -> Optional.of(values.get(0).strip());
      default -> Optional.of(String.join(", ", values.stream().map(String::strip).toList()));
    };
  }

  /**
   * Visits every value.
   *
   * @param visitor takes the name in lower case and a value
   */
  public void forEach(BiConsumer<String, String> visitor) {
    fields.forEach((name, values) -> values.forEach(value -> visitor.accept(name, value)));
  }

  /**
   * The names only: values may be confidential.
   *
   * @return the names of the fields
   */
  @Override
  public String toString() {
    return "HttpHeaders" + fields.keySet();
  }
}
