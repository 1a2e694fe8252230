package io.github.citydc.signing.http;

import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.VerificationException;
import io.github.citydc.naming.node.DirectoryUnavailableException;
import io.github.citydc.naming.node.NodeDirectory;
import io.github.citydc.naming.node.NodeEntry;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.naming.node.UntrustedDirectoryException;
import io.github.citydc.signing.Certificates;
import io.github.citydc.signing.internal.BoundedCache;
import io.github.citydc.signing.trust.KeyId;
import io.github.citydc.signing.trust.TrustStore;
import io.github.citydc.signing.trust.TrustedCertificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Finds the certificate that a key id names in the directory, and has it validated. */
final class DirectoryKeys {

  private static final int REMEMBERED_FINGERPRINTS = 4096;

  private final TrustStore trust;
  private final NodeDirectory directory;
  private final BoundedCache<X509Certificate, String> fingerprints =
      new BoundedCache<>(REMEMBERED_FINGERPRINTS);

  DirectoryKeys(TrustStore trust, NodeDirectory directory) {
    this.trust = trust;
    this.directory = directory;
  }

  /**
   * The validated certificate of a key.
   *
   * @throws VerificationException with {@code certificate-untrusted} if it is not known here, is
   *     not trusted or belongs to another node, with {@code certificate-not-valid} if it is not
   *     valid at that time, with {@code unavailable} if the directory could not be asked
   */
  TrustedCertificate require(KeyId keyId, Instant at) {
    List<X509Certificate> known = known(keyId.node());
    X509Certificate named =
        known.stream()
            .filter(c -> keyId.fingerprint().equals(fingerprints.get(c, Certificates::fingerprint)))
            .findFirst()
            .orElseThrow(() -> untrusted("no certificate of the key " + keyId + " is known here"));
    List<X509Certificate> chain =
        Stream.concat(Stream.of(named), known.stream().filter(c -> !c.equals(named))).toList();
    TrustedCertificate trusted = trust.validate(chain, at);
    if (!trusted.keyId().equals(keyId)) {
      throw untrusted(
          "the certificate of the key " + keyId + " is bound to the node " + trusted.node());
    }
    return trusted;
  }

  private List<X509Certificate> known(NodeId node) {
    try {
      return directory.find(node).map(NodeEntry::certificates).orElse(List.of());
    } catch (DirectoryUnavailableException e) {
      throw new VerificationException(
          ProblemCode.UNAVAILABLE, "the directory of nodes could not be asked", e);
    } catch (UntrustedDirectoryException e) {
      throw untrusted("the directory gave no trustworthy answer about " + node);
    }
  }

  private static VerificationException untrusted(String detail) {
    return new VerificationException(ProblemCode.CERTIFICATE_UNTRUSTED, detail);
  }
}
