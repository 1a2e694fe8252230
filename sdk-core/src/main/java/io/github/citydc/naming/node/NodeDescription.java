package io.github.citydc.naming.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
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
 * @param encryptedTypes those of them that it takes only encrypted, in messages and batches
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
    List<String> encryptedTypes,
    List<String> certificates,
    Map<String, Long> limits,
    List<String> encodings,
    OffsetDateTime time,
    Map<String, JsonNode> others) {

  /** The name of the limit for the body of a message, in bytes. */
  public static final String BODY_SIZE = "bodySize";

  /** The name of the limit that says how many days a node remembers what it has accepted. */
  public static final String REMEMBERS_DAYS = "remembersDays";

  /** Copies the lists and maps. */
  public NodeDescription {
    standards = List.copyOf(standards);
    types = List.copyOf(types);
    encryptedTypes = List.copyOf(encryptedTypes);
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
  public static NodeDescriptionBuilder builder(NodeId node, OffsetDateTime time) {
    return new NodeDescriptionBuilder(node, time);
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
}
