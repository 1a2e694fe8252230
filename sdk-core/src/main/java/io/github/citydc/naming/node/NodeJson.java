package io.github.citydc.naming.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.citydc.internal.StrictJson;
import java.net.URI;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The JSON form of nodes in files and in the directory of the hub. */
public final class NodeJson {

  private NodeJson() {}

  /** The member {@code nodes} of a document. */
  static List<NodeEntry> readList(byte[] json, CertificateDecoder decoder) {
    return readList(StrictJson.read(json), decoder);
  }

  static List<NodeEntry> readList(JsonNode root, CertificateDecoder decoder) {
    JsonNode nodes = root.path("nodes");
    if (!nodes.isArray()) {
      throw new IllegalArgumentException("A directory has an array \"nodes\"");
    }
    List<NodeEntry> entries = new ArrayList<>();
    Set<NodeId> known = new HashSet<>();
    for (JsonNode node : nodes) {
      try {
        NodeEntry entry = read(node, decoder);
        if (!known.add(entry.node())) {
          throw new IllegalArgumentException(entry.node() + " appears twice");
        }
        entries.add(entry);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("nodes[" + entries.size() + "]: " + e.getMessage(), e);
      }
    }
    return entries;
  }

  private static NodeEntry read(JsonNode json, CertificateDecoder decoder) {
    NodeId node = NodeId.parse(json.path("node").asText());
    Optional<URI> baseUrl =
        json.has("baseUrl")
            ? Optional.of(baseUrl(json.path("baseUrl").asText()))
            : Optional.empty();
    return new NodeEntry(node, baseUrl, certificates(json, decoder));
  }

  public static URI baseUrl(String text) {
    URI url = URI.create(text);
    String scheme = Optional.ofNullable(url.getScheme()).orElse("").toLowerCase(Locale.ROOT);
    boolean plain =
        url.getHost() != null
            && url.getRawUserInfo() == null
            && url.getRawQuery() == null
            && url.getRawFragment() == null;
    if (!plain || !(scheme.equals("https") || scheme.equals("http"))) {
      throw new IllegalArgumentException(
          "A base URL is http or https, with a host and without user, query and fragment");
    }
    return url;
  }

  private static List<X509Certificate> certificates(JsonNode json, CertificateDecoder decoder) {
    List<X509Certificate> certificates = new ArrayList<>();
    for (JsonNode certificate : json.path("certificates")) {
      try {
        certificates.add(decoder.decode(Base64.getDecoder().decode(certificate.asText())));
      } catch (CertificateException e) {
        throw new IllegalArgumentException(
            "certificates[" + certificates.size() + "] cannot be read: " + e.getMessage(), e);
      }
    }
    return certificates;
  }

  static ObjectNode write(NodeEntry entry) {
    ObjectNode json = StrictJson.newObject();
    json.put("node", entry.node().toString());
    entry.baseUrl().ifPresent(url -> json.put("baseUrl", url.toString()));
    ArrayNode certificates = json.putArray("certificates");
    for (X509Certificate certificate : entry.certificates()) {
      try {
        certificates.add(Base64.getEncoder().encodeToString(certificate.getEncoded()));
      } catch (CertificateEncodingException e) {
        throw new IllegalArgumentException("A certificate cannot be written", e);
      }
    }
    return json;
  }
}
