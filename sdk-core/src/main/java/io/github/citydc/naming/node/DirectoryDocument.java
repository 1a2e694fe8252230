package io.github.citydc.naming.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.citydc.code.Rfc3339;
import io.github.citydc.internal.StrictJson;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/**
 * The directory of a network, as its hub signs and publishes it.
 *
 * <pre>{@code
 * {"directory":"1.0","issuer":"440100:…:hub","serial":7,
 *  "issuedAt":"2026-11-23T09:00:00Z","expiresAt":"2026-11-24T09:00:00Z",
 *  "nodes":[{"node":"440106:…:grid","baseUrl":"https://…/cdx/v1","certificates":["MIIB…"]}]}
 * }</pre>
 *
 * <p>Members that are not known are passed over. Immutable.
 *
 * @param issuer the hub
 * @param serial grows with every issue, so that an old directory cannot take the place of a new one
 * @param issuedAt when it was issued
 * @param expiresAt from when on it must not be used
 * @param nodes the nodes, each once
 */
public record DirectoryDocument(
    NodeId issuer, long serial, Instant issuedAt, Instant expiresAt, List<NodeEntry> nodes) {

  private static final String VERSION = "1.0";

  /**
   * Checks the parts.
   *
   * @throws IllegalArgumentException if it expires before it is issued, the serial is negative, or
   *     a node appears twice
   */
  public DirectoryDocument {
    if (serial < 0 || !issuedAt.isBefore(expiresAt)) {
      throw new IllegalArgumentException("A directory has a serial and expires after its issue");
    }
    nodes = List.copyOf(nodes);
    if (nodes.stream().map(NodeEntry::node).distinct().count() < nodes.size()) {
      throw new IllegalArgumentException("A node appears twice in the directory");
    }
  }

  /**
   * Reads a directory, without judging it.
   *
   * @param json JSON in UTF-8
   * @param decoder reads the certificates
   * @return the directory
   * @throws IllegalArgumentException if it has another form; the message says where
   */
  public static DirectoryDocument parse(byte[] json, CertificateDecoder decoder) {
    JsonNode root = StrictJson.read(json);
    if (!root.path("directory").asText().startsWith("1.")) {
      throw new IllegalArgumentException("A directory says \"directory\": \"1.0\"");
    }
    if (!root.path("serial").isIntegralNumber()) {
      throw new IllegalArgumentException("A directory has a number \"serial\"");
    }
    return new DirectoryDocument(
        NodeId.parse(root.path("issuer").asText()),
        root.path("serial").asLong(),
        time(root, "issuedAt"),
        time(root, "expiresAt"),
        NodeJson.readList(root, decoder));
  }

  private static Instant time(JsonNode root, String member) {
    try {
      return Rfc3339.parse(root.path(member).asText()).toInstant();
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("A directory has a time \"" + member + "\"", e);
    }
  }

  /**
   * The bytes of the directory for publication, to be signed by the publisher.
   *
   * @return JSON in UTF-8
   */
  public byte[] toJson() {
    ObjectNode root = StrictJson.newObject();
    root.put("directory", VERSION);
    root.put("issuer", issuer.toString());
    root.put("serial", serial);
    root.put("issuedAt", Rfc3339.format(issuedAt.atOffset(ZoneOffset.UTC)));
    root.put("expiresAt", Rfc3339.format(expiresAt.atOffset(ZoneOffset.UTC)));
    ArrayNode list = root.putArray("nodes");
    nodes.forEach(node -> list.add(NodeJson.write(node)));
    return StrictJson.write(root);
  }
}
