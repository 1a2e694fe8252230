package io.github.citydc.naming;

import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * What a directory knows of a node.
 *
 * @param node the node
 * @param baseUrl where it answers, up to and with the version, for example {@code
 *     http://10.1.2.3:8080/cdx/v1}
 * @param certificates its signing certificates; several while keys rotate. A hint only: whoever
 *     uses one validates it
 */
public record NodeEntry(NodeId node, URI baseUrl, List<X509Certificate> certificates) {

  /** Copies the certificates. */
  public NodeEntry {
    certificates = List.copyOf(certificates);
  }
}
