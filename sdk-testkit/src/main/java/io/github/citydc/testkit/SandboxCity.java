package io.github.citydc.testkit;

import io.github.citydc.naming.DirectoryDocument;
import io.github.citydc.naming.NodeDirectory;
import io.github.citydc.naming.NodeEntry;
import io.github.citydc.naming.NodeId;
import io.github.citydc.signing.SigningKey;
import io.github.citydc.signing.trust.SandboxCa;
import io.github.citydc.signing.trust.TrustStore;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * A public key infrastructure and a directory for a city that exists only in this JVM: one SM2
 * root, a certified key for each node that enrols. Thread-safe.
 */
public final class SandboxCity {

  private final SandboxCa ca;
  private final Map<NodeId, NodeEntry> nodes = new ConcurrentHashMap<>();

  private SandboxCity(SandboxCa ca) {
    this.ca = ca;
  }

  /**
   * A city with a new root.
   *
   * @param name common name of the root certificate
   * @return the city, without nodes
   */
  public static SandboxCity found(String name) {
    return new SandboxCity(SandboxCa.create(name));
  }

  /**
   * Gives a node a key with a certificate that names it, and enters it into the directory as one
   * that only sends. A node that enrols again has both keys: that is how keys rotate.
   *
   * @param node the node
   * @return its key
   */
  public SigningKey enrol(NodeId node) {
    SigningKey key = ca.issue(node);
    nodes.merge(
        node,
        NodeEntry.sending(node, key.certificates()),
        (known, added) -> new NodeEntry(node, known.baseUrl(), joined(known, added)));
    return key;
  }

  private static List<X509Certificate> joined(NodeEntry known, NodeEntry added) {
    return Stream.concat(added.certificates().stream(), known.certificates().stream()).toList();
  }

  /** Enters the address of an enrolled node into the directory. */
  void announce(NodeId node, URI baseUrl) {
    nodes.computeIfPresent(
        node, (enrolled, entry) -> NodeEntry.at(baseUrl, enrolled, entry.certificates()));
  }

  /**
   * Who is enrolled.
   *
   * @return a directory that follows what happens later
   */
  public NodeDirectory directory() {
    return node -> Optional.ofNullable(nodes.get(node));
  }

  /** Everything the directory knows at this moment, for a day. */
  DirectoryDocument document(NodeId issuer, Instant now) {
    return new DirectoryDocument(
        issuer, now.toEpochMilli(), now, now.plus(Duration.ofDays(1)), List.copyOf(nodes.values()));
  }

  /**
   * Whom the nodes of this city trust.
   *
   * @return its root
   */
  public TrustStore trust() {
    return TrustStore.of(List.of(ca.root()));
  }

  /**
   * The authority that certifies the nodes.
   *
   * @return the authority
   */
  public SandboxCa ca() {
    return ca;
  }
}
