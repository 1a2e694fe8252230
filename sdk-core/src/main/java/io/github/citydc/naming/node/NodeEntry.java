package io.github.citydc.naming.node;

import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * The entry of a node in a directory.
 *
 * @param node the node
 * @param baseUrl where it answers, up to and with the version, for example {@code
 *     http://10.1.2.3:8080/cdx/v1}; empty for a node that only sends
 * @param certificates its signing certificates; several while keys rotate. A hint only: validate it
 *     before use
 */
public record NodeEntry(NodeId node, Optional<URI> baseUrl, List<X509Certificate> certificates) {

  /** Copies the certificates. */
  public NodeEntry {
    certificates = List.copyOf(certificates);
  }

  /**
   * A node that answers.
   *
   * @param baseUrl where it answers
   * @param node the node
   * @param certificates its signing certificates
   * @return the entry
   */
  public static NodeEntry at(URI baseUrl, NodeId node, List<X509Certificate> certificates) {
    return new NodeEntry(node, Optional.of(baseUrl), certificates);
  }

  /**
   * A node that only sends.
   *
   * @param node the node
   * @param certificates its signing certificates
   * @return the entry
   */
  public static NodeEntry sending(NodeId node, List<X509Certificate> certificates) {
    return new NodeEntry(node, Optional.empty(), certificates);
  }
}
