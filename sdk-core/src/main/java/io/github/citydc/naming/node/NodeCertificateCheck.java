package io.github.citydc.naming.node;

import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * A check whether certificates really belong to a node. Implemented where the trust anchors are
 * kept; the certificates that come here already name the node. Implementations are thread-safe.
 *
 * <p>To be implemented by applications: a minor version adds to it only methods that have a
 * default.
 */
@FunctionalInterface
public interface NodeCertificateCheck {

  /**
   * Picks the certificates that can be relied on.
   *
   * @param node whose certificates they should be
   * @param presented certificates that name the node in their subject alternative name; anyone can
   *     have made them
   * @return those that lead to a trust anchor and are in force; at least one
   * @throws CertificateException if there is none; its message says why, free of secrets
   */
  List<X509Certificate> trusted(NodeId node, List<X509Certificate> presented)
      throws CertificateException;
}
