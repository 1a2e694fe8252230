package io.github.citydc.signing.trust;

import io.github.citydc.exchange.message.VerificationException;
import io.github.citydc.naming.node.CertificateDecoder;
import io.github.citydc.naming.node.NodeCertificateCheck;
import io.github.citydc.naming.node.NodeId;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * The trust decisions of a directory that queries unauthenticated sources. It reads certificates
 * with SM2 keys, and accepts only those that lead to an anchor.
 *
 * <pre>{@code
 * NodeDirectory directory =
 *     DnsDirectory.builder(plan, DirectoryTrust.check(trust, clock)).build();
 * }</pre>
 */
public final class DirectoryTrust {

  private DirectoryTrust() {}

  /**
   * Reads certificates of all kinds, those with SM2 keys included: what {@link
   * CertificateDecoder#standard()} finds where this library is on the class path.
   *
   * @return the decoder; thread-safe
   */
  public static CertificateDecoder decoder() {
    return new Sm2CertificateDecoder();
  }

  /**
   * Picks the certificates that lead to an anchor, are in force, and belong to the node.
   *
   * @param trust the anchors
   * @param clock says when now is
   * @return the check; thread-safe
   */
  public static NodeCertificateCheck check(TrustStore trust, Clock clock) {
    return (node, presented) -> trusted(trust, clock, node, presented);
  }

  private static List<X509Certificate> trusted(
      TrustStore trust, Clock clock, NodeId node, List<X509Certificate> presented)
      throws CertificateException {
    List<X509Certificate> trusted = new ArrayList<>();
    CertificateException refused = new CertificateException("No certificate was presented");
    for (X509Certificate certificate : presented) {
      try {
        if (trust.validate(certificate, clock.instant()).node().equals(node)) {
          trusted.add(certificate);
        }
      } catch (VerificationException e) {
        if (isForEncryption(trust, clock, node, certificate)) {
          trusted.add(certificate);
        }
        refused = new CertificateException(e.getMessage(), e);
      }
    }
    if (trusted.isEmpty()) {
      throw refused;
    }
    return trusted;
  }

  /** A node presents its certificates for encryption beside those for signing. */
  private static boolean isForEncryption(
      TrustStore trust, Clock clock, NodeId node, X509Certificate certificate) {
    try {
      return trust.validateForEncryption(List.of(certificate), clock.instant()).node().equals(node);
    } catch (VerificationException e) {
      return false;
    }
  }
}
