package io.github.citydc.naming.dns;

import io.github.citydc.naming.internal.Fetch;
import io.github.citydc.naming.node.CertificateDecoder;
import io.github.citydc.naming.node.DirectoryUnavailableException;
import io.github.citydc.naming.node.NodeCertificateCheck;
import io.github.citydc.naming.node.NodeDescription;
import io.github.citydc.naming.node.NodeEntry;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.naming.node.UntrustedDirectoryException;
import java.io.IOException;
import java.net.URI;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;

/** Queries an address for its node, and checks the answer against the certificates. */
final class NodeProbe {

  private static final int URI_NAME = 6;

  private final Fetch http;
  private final CertificateDecoder decoder;
  private final NodeCertificateCheck check;

  NodeProbe(Fetch http, CertificateDecoder decoder, NodeCertificateCheck check) {
    this.http = http;
    this.decoder = decoder;
    this.check = check;
  }

  /** The entry of a node, if it is the one at an address. */
  NodeEntry ask(URI baseUrl, NodeId node) {
    NodeDescription answer;
    List<X509Certificate> presented;
    try {
      answer = NodeDescription.parse(http.get(URI.create(baseUrl + "/node")));
      presented = answer.certificates(decoder);
    } catch (IOException | IllegalArgumentException e) {
      throw new DirectoryUnavailableException(
          "No usable answer from " + baseUrl + "/node: " + e.getMessage(), e);
    }
    if (!answer.node().equals(node)) {
      throw new UntrustedDirectoryException("The node at " + baseUrl + " is not " + node);
    }
    List<X509Certificate> own = presented.stream().filter(c -> names(c, node)).toList();
    if (own.isEmpty()) {
      throw new UntrustedDirectoryException("No certificate at " + baseUrl + " is one of " + node);
    }
    try {
      return NodeEntry.at(baseUrl, node, check.trusted(node, own));
    } catch (CertificateException e) {
      throw new UntrustedDirectoryException(
          "No certificate of " + node + " at " + baseUrl + " can be trusted", e);
    }
  }

  /** Returns whether a certificate has the URN of a node among its names. */
  private static boolean names(X509Certificate certificate, NodeId node) {
    try {
      Collection<List<?>> names = certificate.getSubjectAlternativeNames();
      return names != null
          && names.stream()
              .anyMatch(
                  name ->
                      Integer.valueOf(URI_NAME).equals(name.get(0))
                          && node.toUrn().equals(name.get(1)));
    } catch (CertificateException e) {
      return false;
    }
  }
}
