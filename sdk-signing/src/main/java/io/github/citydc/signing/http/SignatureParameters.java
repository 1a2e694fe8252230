package io.github.citydc.signing.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.greenbytes.http.sfv.InnerList;
import org.greenbytes.http.sfv.IntegerItem;
import org.greenbytes.http.sfv.Item;
import org.greenbytes.http.sfv.Parameters;
import org.greenbytes.http.sfv.Parser;
import org.greenbytes.http.sfv.StringItem;

/**
 * The covered components and the parameters of a signature: the value of {@code @signature-params},
 * RFC 9421 §2.3, which is also the value of a member of {@code Signature-Input}. Immutable;
 * components and parameters keep their order.
 */
public final class SignatureParameters {

  private static final String CREATED = "created";
  private static final String EXPIRES = "expires";
  private static final String NONCE = "nonce";
  private static final String KEY_ID = "keyid";
  private static final String ALGORITHM = "alg";
  private static final String TAG = "tag";

  private final List<ComponentIdentifier> components;
  private final Map<String, Item<?>> parameters;
  private final InnerList list;
  private final String text;

  private SignatureParameters(List<ComponentIdentifier> components, InnerList list) {
    this.components = components;
    this.parameters = list.getParams();
    this.list = list;
    this.text = list.serialize();
    if (new HashSet<>(components).size() != components.size()) {
      throw new IllegalArgumentException("A component is covered twice");
    }
    // Read once, so that an instance has well-typed parameters.
    instant(CREATED);
    instant(EXPIRES);
    List.of(NONCE, KEY_ID, ALGORITHM, TAG).forEach(this::string);
  }

  /**
   * Reads the value of {@code @signature-params}.
   *
   * @param text an inner list, for example {@code ("@method");created=1618884473;keyid="k"}
   * @return the parameters
   * @throws IllegalArgumentException if the text is no such list, names an unknown or repeated
   *     component, or a parameter of RFC 9421 §2.3 has another type
   */
  public static SignatureParameters parse(String text) {
    return of(Parser.parseInnerList(text));
  }

  public static SignatureParameters of(InnerList list) {
    List<ComponentIdentifier> components = new ArrayList<>();
    for (Item<?> item : list.get()) {
      components.add(ComponentIdentifier.of(item));
    }
    return new SignatureParameters(List.copyOf(components), list);
  }

  /**
   * Returns a new builder.
   *
   * @return a builder that covers nothing yet
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * The components the signature covers.
   *
   * @return each once, in the order they are signed
   */
  public List<ComponentIdentifier> components() {
    return components;
  }

  /**
   * The time at which the signature was made, according to its parameters.
   *
   * @return the time, empty if the parameter is absent
   */
  public Optional<Instant> created() {
    return instant(CREATED);
  }

  /**
   * The time at which the signature expires, according to its parameters.
   *
   * @return the time, empty if the parameter is absent
   */
  public Optional<Instant> expires() {
    return instant(EXPIRES);
  }

  /**
   * The value that makes the signature unique.
   *
   * @return the nonce, empty if the parameter is absent
   */
  public Optional<String> nonce() {
    return string(NONCE);
  }

  /**
   * The key the signature says it was made with.
   *
   * @return the key id, empty if the parameter is absent
   */
  public Optional<String> keyId() {
    return string(KEY_ID);
  }

  /**
   * The algorithm the signature says it was made with. A claim: the key decides.
   *
   * @return the name on the wire, empty if the parameter is absent
   */
  public Optional<String> algorithm() {
    return string(ALGORITHM);
  }

  /**
   * The application the signature says it is for.
   *
   * @return the tag, empty if the parameter is absent
   */
  public Optional<String> tag() {
    return string(TAG);
  }

  private Optional<Instant> instant(String name) {
    Item<?> item = parameters.get(name);
    if (item == null) {
      return Optional.empty();
    }
    if (!(item instanceof IntegerItem seconds)) {
      throw new IllegalArgumentException("The parameter " + name + " is not an integer");
    }
    try {
      return Optional.of(Instant.ofEpochSecond(seconds.getAsLong()));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("The parameter " + name + " is not a time", e);
    }
  }

  private Optional<String> string(String name) {
    Item<?> item = parameters.get(name);
    if (item == null) {
      return Optional.empty();
    }
    if (!(item instanceof StringItem string)) {
      throw new IllegalArgumentException("The parameter " + name + " is not a string");
    }
    return Optional.of(string.get());
  }

  InnerList toInnerList() {
    return list;
  }

  /**
   * The value of {@code @signature-params}, RFC 9421 §2.3.
   *
   * @return an inner list with its parameters
   */
  @Override
  public String toString() {
    return text;
  }

  /**
   * A builder of {@link SignatureParameters}, which keeps the order in which components and
   * parameters are added. Not thread-safe.
   */
  public static final class Builder {

    private final List<ComponentIdentifier> components = new ArrayList<>();
    private final Map<String, Object> parameters = new LinkedHashMap<>();

    private Builder() {}

    /**
     * Covers a component.
     *
     * @param component what to cover
     * @return this builder
     */
    public Builder cover(ComponentIdentifier component) {
      components.add(component);
      return this;
    }

    /**
     * Covers components.
     *
     * @param covered what to cover, in this order
     * @return this builder
     */
    public Builder cover(List<ComponentIdentifier> covered) {
      components.addAll(covered);
      return this;
    }

    /**
     * Sets when the signature is made.
     *
     * @param created the time, to the second
     * @return this builder
     */
    public Builder created(Instant created) {
      parameters.put(CREATED, created.getEpochSecond());
      return this;
    }

    /**
     * Sets when the signature ends.
     *
     * @param expires the time, to the second
     * @return this builder
     */
    public Builder expires(Instant expires) {
      parameters.put(EXPIRES, expires.getEpochSecond());
      return this;
    }

    /**
     * Sets the value that makes the signature unique.
     *
     * @param nonce printable ASCII
     * @return this builder
     */
    public Builder nonce(String nonce) {
      parameters.put(NONCE, nonce);
      return this;
    }

    /**
     * Names the key.
     *
     * @param keyId printable ASCII
     * @return this builder
     */
    public Builder keyId(String keyId) {
      parameters.put(KEY_ID, keyId);
      return this;
    }

    /**
     * Names the algorithm.
     *
     * @param wireName its name on the wire
     * @return this builder
     */
    public Builder algorithm(String wireName) {
      parameters.put(ALGORITHM, wireName);
      return this;
    }

    /**
     * Names the application.
     *
     * @param tag printable ASCII
     * @return this builder
     */
    public Builder tag(String tag) {
      parameters.put(TAG, tag);
      return this;
    }

    /**
     * Builds the parameters.
     *
     * @return what was collected
     * @throws IllegalArgumentException if a component is covered twice, or a text is not printable
     *     ASCII
     */
    public SignatureParameters build() {
      InnerList list =
          InnerList.valueOf(ComponentIdentifier.items(components))
              .withParams(Parameters.valueOf(parameters));
      return new SignatureParameters(List.copyOf(components), list);
    }
  }
}
