package io.github.citydc.signing.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.greenbytes.http.sfv.Item;
import org.greenbytes.http.sfv.Parameters;
import org.greenbytes.http.sfv.Parser;
import org.greenbytes.http.sfv.StringItem;

/**
 * The identifier of a message component that a signature covers, RFC 9421 §2: a field, or a derived
 * component such as {@code @method}, with parameters.
 *
 * <pre>{@code
 * ComponentIdentifier.of("signature").member("cdx").ofRequest()   // "signature";key="cdx";req
 * ComponentIdentifier.parse("\"@query-param\";name=\"page\"")
 * }</pre>
 *
 * <p>Known are the derived components of RFC 9421 §2.2 and the parameters of §2.1: {@code sf} (the
 * strict form of a structured field), {@code key} (a member of a dictionary), {@code bs} (each line
 * of a field as bytes), {@code tr} (a trailer), {@code req} (of the request that a response
 * answers) and {@code name} (a query parameter). Two identifiers are equal if name and parameters
 * are, in whatever order the parameters stand. Immutable.
 */
public final class ComponentIdentifier {

  private static final String REQUEST = "req";
  private static final String KEY = "key";
  private static final String NAME = "name";
  private static final String STRICT = "sf";
  private static final String BYTES = "bs";
  private static final String TRAILER = "tr";
  private static final String QUERY_PARAM = "@query-param";
  private static final Set<String> DERIVED =
      Set.of(
          "@method",
          "@target-uri",
          "@authority",
          "@scheme",
          "@request-target",
          "@path",
          "@query",
          QUERY_PARAM,
          "@status");

  private final String name;
  private final Map<String, Object> parameters;
  private final StringItem item;
  private final String text;

  private ComponentIdentifier(String name, Map<String, Object> parameters) {
    this.name = requireName(name);
    this.parameters = Map.copyOf(parameters);
    parameters.forEach(this::requireParameter);
    if (name.equals(QUERY_PARAM) && !parameters.containsKey(NAME)) {
      throw new IllegalArgumentException("@query-param needs the parameter name");
    }
    if (isBytes() && (isStrict() || parameters.containsKey(KEY))) {
      throw new IllegalArgumentException(
          "A field is covered as its bytes (bs) or as what they mean (sf, key), not both");
    }
    this.item = StringItem.valueOf(name).withParams(Parameters.valueOf(parameters));
    this.text = item.serialize();
  }

  private static String requireName(String name) {
    boolean field =
        !name.isEmpty()
            && name.chars()
                .allMatch(c -> c > ' ' && c < 0x7f && "\"(),/:;<=>?@[\\]{}".indexOf(c) < 0);
    if (!field && !DERIVED.contains(name)) {
      throw new IllegalArgumentException("Neither a field nor a derived component of RFC 9421");
    }
    if (!name.equals(name.toLowerCase(Locale.ROOT))) {
      throw new IllegalArgumentException("A component is named in lower case: " + name);
    }
    return name;
  }

  private void requireParameter(String parameter, Object value) {
    boolean known =
        switch (parameter) {
          case REQUEST -> Boolean.TRUE.equals(value) && !name.equals("@status");
          case STRICT, BYTES, TRAILER -> Boolean.TRUE.equals(value) && !isDerived();
          case KEY -> value instanceof String && !isDerived();
          case NAME -> value instanceof String && name.equals(QUERY_PARAM);
          default -> false;
        };
    if (!known) {
      throw new IllegalArgumentException(
          "The parameter " + parameter + " of the component " + name + " is not supported here");
    }
  }

  /**
   * A component without parameters.
   *
   * @param name a field in lower case, or a derived component with its {@code @}
   * @return the identifier
   * @throws IllegalArgumentException if the name is neither
   */
  public static ComponentIdentifier of(String name) {
    return new ComponentIdentifier(name, Map.of());
  }

  /**
   * Reads an identifier as it stands in a signature base.
   *
   * @param text for example {@code "signature";req;key="cdx"}
   * @return the identifier
   * @throws IllegalArgumentException if it is malformed or names something that is not supported
   */
  public static ComponentIdentifier parse(String text) {
    return of(Parser.parseItem(text));
  }

  static ComponentIdentifier of(Item<?> item) {
    if (!(item instanceof StringItem string)) {
      throw new IllegalArgumentException("A covered component is named by a string");
    }
    Map<String, Object> parameters = new LinkedHashMap<>();
    item.getParams().forEach((key, value) -> parameters.put(key, value.get()));
    return new ComponentIdentifier(string.get(), parameters);
  }

  /**
   * The same component of the request that a response answers, RFC 9421 §2.4.
   *
   * @return the identifier with {@code ;req}
   */
  public ComponentIdentifier ofRequest() {
    return with(REQUEST, true);
  }

  /**
   * One member of a field that is a dictionary, RFC 9421 §2.1.2.
   *
   * @param key the key of the member
   * @return the identifier with {@code ;key="..."}
   * @throws IllegalArgumentException if this is a derived component
   */
  public ComponentIdentifier member(String key) {
    return with(KEY, key);
  }

  /**
   * The field in the strict form of its structured type, RFC 9421 §2.1.1: white space between its
   * parts does not matter.
   *
   * @return the identifier with {@code ;sf}
   * @throws IllegalArgumentException if this is a derived component, or covers bytes
   */
  public ComponentIdentifier strict() {
    return with(STRICT, true);
  }

  /**
   * The bytes of each line of the field, RFC 9421 §2.1.3: lines that were combined on the way are
   * noticed.
   *
   * @return the identifier with {@code ;bs}
   * @throws IllegalArgumentException if this is a derived component, or one member or the strict
   *     form of a field
   */
  public ComponentIdentifier bytes() {
    return with(BYTES, true);
  }

  /**
   * The field among the trailers, RFC 9421 §2.1.4.
   *
   * @return the identifier with {@code ;tr}
   * @throws IllegalArgumentException if this is a derived component
   */
  public ComponentIdentifier trailer() {
    return with(TRAILER, true);
  }

  private ComponentIdentifier with(String parameter, Object value) {
    Map<String, Object> changed = new LinkedHashMap<>();
    item.getParams().forEach((key, known) -> changed.put(key, known.get()));
    changed.put(parameter, value);
    return new ComponentIdentifier(name, changed);
  }

  /**
   * The name.
   *
   * @return for example {@code content-type} or {@code @method}
   */
  public String name() {
    return name;
  }

  public boolean isDerived() {
    return name.startsWith("@");
  }

  public boolean isOfRequest() {
    return parameters.containsKey(REQUEST);
  }

  boolean isStrict() {
    return parameters.containsKey(STRICT);
  }

  boolean isBytes() {
    return parameters.containsKey(BYTES);
  }

  public boolean isTrailer() {
    return parameters.containsKey(TRAILER);
  }

  Optional<String> key() {
    return Optional.ofNullable((String) parameters.get(KEY));
  }

  /** The name a query parameter has, only with {@code @query-param}. */
  String parameterName() {
    return String.valueOf(parameters.get(NAME));
  }

  static List<Item<?>> items(List<ComponentIdentifier> identifiers) {
    List<Item<?>> items = new ArrayList<>();
    identifiers.forEach(identifier -> items.add(identifier.item));
    return items;
  }

  /** Returns whether name and parameters are the same, RFC 9421 §2. */
  @Override
  public boolean equals(Object other) {
    return other instanceof ComponentIdentifier that
        && name.equals(that.name)
        && parameters.equals(that.parameters);
  }

  /** The hash code of name and parameters. */
  @Override
  public int hashCode() {
    return 31 * name.hashCode() + parameters.hashCode();
  }

  /**
   * The identifier as it stands in a signature base.
   *
   * @return for example {@code "signature";req;key="cdx"}
   */
  @Override
  public String toString() {
    return text;
  }
}
