package io.github.citydc.signing.doctor;

import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.VerificationKey;
import io.github.citydc.signing.http.CdxProfile;
import io.github.citydc.signing.http.internal.SignatureWindow;
import io.github.citydc.signing.trust.KeyId;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * What a doctor knows besides the message.
 *
 * @param key the key it should verify with
 * @param certificate the certificate of the key
 * @param otherCertificates former certificates of the node, and those of others
 * @param otherKeys keys that may have been used by mistake
 * @param label the label of the signature
 * @param clock what time it is
 * @param window how far created may be from it
 * @param self the node the message should be for
 * @param userIds further SM2 user ids
 * @param prefixes what a proxy may strip from paths
 */
record DoctorSetup(
    VerificationKey key,
    Optional<X509Certificate> certificate,
    List<X509Certificate> otherCertificates,
    List<VerificationKey> otherKeys,
    String label,
    Clock clock,
    SignatureWindow window,
    Optional<NodeId> self,
    List<String> userIds,
    List<String> prefixes) {

  /** Returns whether the profile of the interface standard holds, and not RFC 9421 alone. */
  boolean isProfile() {
    return label.equals(CdxProfile.LABEL);
  }

  /** The certificate, besides the expected one, that a key id names. */
  Optional<X509Certificate> certificateOf(String keyId) {
    return otherCertificates.stream()
        .filter(c -> keyIdOf(c).map(KeyId::toString).filter(keyId::equals).isPresent())
        .findFirst();
  }

  static Optional<KeyId> keyIdOf(X509Certificate certificate) {
    try {
      return Optional.of(KeyId.of(certificate));
    } catch (IllegalArgumentException e) {
      // Names no node: it has no key id.
      return Optional.empty();
    }
  }
}
