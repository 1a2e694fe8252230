package io.github.citydc.naming.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * The description of a node, as it gives it at {@code GET /node}: interface standard §4. Nothing of
 * it is proven but what the certificates prove. Immutable.
 *
 * @param node its id
 * @param standards the versions of the interface standard it keeps
 * @param types the payload types it takes
 * @param certificates its certificates, Base64 of DER, to be validated: see {@link
 *     #certificates(CertificateDecoder)}
 * @param limits what it takes at most, by name, for example {@code bodySize} in bytes
 * @param encodings how it reads parts of batches, values of {@code content-encoding}
 * @param time its clock
 * @param others members of features that this version does not know
 */
public record NodeDescription(
    NodeId node,
    List<String> standards,
    List<String> types,
    List<String> certificates,
    Map<String, Long> limits,
    List<String> encodings,
    OffsetDateTime time,
    Map<String, JsonNode> others) {

  /** The name of the limit for the body of a message, in bytes. */
  public static final String BODY_SIZE = "bodySize";

  /** Copies the lists and maps. */
  public NodeDescription {
    standards = List.copyOf(standards);
    types = List.copyOf(types);
    certificates = List.copyOf(certificates);
    limits = Collections.unmodifiableMap(new LinkedHashMap<>(limits));
    encodings = List.copyOf(encodings);
    others = Collections.unmodifiableMap(new LinkedHashMap<>(others));
  }

  /**
   * A description to be filled.
   *
   * @param node whom it describes
   * @param time the node's clock
   * @return a builder
   */
  public static Builder builder(NodeId node, OffsetDateTime time) {
    return new Builder(node, time);
  }

  /**
   * Reads the answer of a node. Members that this version does not know are kept.
   *
   * @param json the body, UTF-8
   * @return the description
   * @throws IllegalArgumentException if it is not strict JSON, or a member is missing or of another
   *     form; the message names the member by its JSON pointer
   */
  public static NodeDescription parse(byte[] json) {
    return NodeDescriptionJson.read(json);
  }

  /**
   * The JSON form.
   *
   * @return what {@link #parse} reads
   */
  public ObjectNode toJson() {
    return NodeDescriptionJson.write(this);
  }

  /**
   * A limit.
   *
   * @param name for example {@link #BODY_SIZE}
   * @return its value, empty if the node does not tell it
   */
  public OptionalLong limit(String name) {
    Long limit = limits.get(name);
    return limit == null ? OptionalLong.empty() : OptionalLong.of(limit);
  }

  /**
   * The certificates, not validated.
   *
   * @param decoder reads them
   * @return the certificates in their order
   * @throws IllegalArgumentException if one cannot be read; the message names it by its JSON
   *     pointer
   */
  public List<X509Certificate> certificates(CertificateDecoder decoder) {
    List<X509Certificate> decoded = new ArrayList<>();
    for (String certificate : certificates) {
      try {
        decoded.add(decoder.decode(Base64.getDecoder().decode(certificate)));
      } catch (CertificateException | IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "/certificates/" + decoded.size() + ": cannot be read: " + e.getMessage(), e);
      }
    }
    return decoded;
  }

  /** A builder of {@link NodeDescription}. Not thread-safe. */
  public static final class Builder {

    private final NodeId node;
    private final OffsetDateTime time;
    private List<String> standards = List.of();
    private List<String> types = List.of();
    private List<String> certificates = List.of();
    private final Map<String, Long> limits = new LinkedHashMap<>();
    private List<String> encodings = List.of();
    private final Map<String, JsonNode> others = new LinkedHashMap<>();

    private Builder(NodeId node, OffsetDateTime time) {
      this.node = node;
      this.time = time;
    }

    /**
     * Sets the versions of the interface standard. By default none.
     *
     * @param versions for example {@code 1.0}
     * @return this builder
     */
    public Builder standards(Collection<String> versions) {
      this.standards = List.copyOf(versions);
      return this;
    }

    /**
     * Sets the payload types that the node takes. By default none.
     *
     * @param names for example {@code population.person/1}
     * @return this builder
     */
    public Builder types(Collection<String> names) {
      this.types = List.copyOf(names);
      return this;
    }

    /**
     * Sets the certificates. By default none.
     *
     * @param encoded Base64 of DER
     * @return this builder
     */
    public Builder certificates(Collection<String> encoded) {
      this.certificates = List.copyOf(encoded);
      return this;
    }

    /**
     * Adds a limit.
     *
     * @param name for example {@link #BODY_SIZE}
     * @param value the most that is taken
     * @return this builder
     */
    public Builder limit(String name, long value) {
      limits.put(name, value);
      return this;
    }

    /**
     * Sets how the node reads parts of batches. By default it reads none.
     *
     * @param names values of {@code content-encoding}
     * @return this builder
     */
    public Builder encodings(Collection<String> names) {
      this.encodings = List.copyOf(names);
      return this;
    }

    /**
     * Adds a member of a feature.
     *
     * @param name none of the members above
     * @param value what the node says
     * @return this builder
     * @throws IllegalArgumentException if the name is one of the members above
     */
    public Builder other(String name, JsonNode value) {
      if (NodeDescriptionJson.MEMBERS.contains(name)) {
        throw new IllegalArgumentException(
            "The member " + name + " of a description is the standard's; choose another name");
      }
      others.put(name, value);
      return this;
    }

    /**
     * Makes the description.
     *
     * @return the description
     */
    public NodeDescription build() {
      return new NodeDescription(
          node, standards, types, certificates, limits, encodings, time, others);
    }
  }
}
