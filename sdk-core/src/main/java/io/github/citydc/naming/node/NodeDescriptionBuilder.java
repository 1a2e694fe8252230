package io.github.citydc.naming.node;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A builder of {@link NodeDescription}. Not thread-safe. */
public final class NodeDescriptionBuilder {

  private final NodeId node;
  private final OffsetDateTime time;
  private List<String> standards = List.of();
  private List<String> types = List.of();
  private List<String> encryptedTypes = List.of();
  private List<String> certificates = List.of();
  private final Map<String, Long> limits = new LinkedHashMap<>();
  private List<String> encodings = List.of();
  private final Map<String, JsonNode> others = new LinkedHashMap<>();

  NodeDescriptionBuilder(NodeId node, OffsetDateTime time) {
    this.node = node;
    this.time = time;
  }

  /**
   * A builder that begins with a description.
   *
   * @param from what to begin with
   * @return a builder
   */
  public static NodeDescriptionBuilder builder(NodeDescription from) {
    NodeDescriptionBuilder builder = new NodeDescriptionBuilder(from.node(), from.time());
    from.limits().forEach(builder::limit);
    from.others().forEach(builder::other);
    return builder
        .standards(from.standards())
        .types(from.types())
        .encryptedTypes(from.encryptedTypes())
        .certificates(from.certificates())
        .encodings(from.encodings());
  }

  /**
   * Sets the versions of the interface standard. By default none.
   *
   * @param versions for example {@code 1.0}
   * @return this builder
   */
  public NodeDescriptionBuilder standards(Collection<String> versions) {
    this.standards = List.copyOf(versions);
    return this;
  }

  /**
   * Sets the payload types that the node takes. By default none.
   *
   * @param names for example {@code population.person/1}
   * @return this builder
   */
  public NodeDescriptionBuilder types(Collection<String> names) {
    this.types = List.copyOf(names);
    return this;
  }

  /**
   * Sets the payload types that the node takes only encrypted. By default none.
   *
   * @param names for example {@code population.person/1}
   * @return this builder
   */
  public NodeDescriptionBuilder encryptedTypes(Collection<String> names) {
    this.encryptedTypes = List.copyOf(names);
    return this;
  }

  /**
   * Sets the certificates. By default none.
   *
   * @param encoded Base64 of DER
   * @return this builder
   */
  public NodeDescriptionBuilder certificates(Collection<String> encoded) {
    this.certificates = List.copyOf(encoded);
    return this;
  }

  /**
   * Adds a limit.
   *
   * @param name for example {@link NodeDescription#BODY_SIZE}
   * @param value the most that is taken
   * @return this builder
   */
  public NodeDescriptionBuilder limit(String name, long value) {
    limits.put(name, value);
    return this;
  }

  /**
   * Sets how the node reads parts of batches. By default it reads none.
   *
   * @param names values of {@code content-encoding}
   * @return this builder
   */
  public NodeDescriptionBuilder encodings(Collection<String> names) {
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
  public NodeDescriptionBuilder other(String name, JsonNode value) {
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
        node, standards, types, encryptedTypes, certificates, limits, encodings, time, others);
  }
}
