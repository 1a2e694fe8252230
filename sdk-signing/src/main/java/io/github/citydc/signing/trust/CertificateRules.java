package io.github.citydc.signing.trust;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.KeyPurposeId;

/**
 * What a certificate must be made for: a use, and one of several purposes, RFC 5280 §4.2.1.12.
 *
 * @param use the use of the key at the end of a path
 * @param morePurposes purposes a CA of this network writes for the exchange, as object identifiers
 */
record CertificateRules(CertificateUse use, Set<String> morePurposes) {

  /** Document signing, RFC 9336. */
  private static final String DOCUMENT_SIGNING = "1.3.6.1.5.5.7.3.36";

  /**
   * The purposes under which CAs certify the keys of organizations. TLS servers are not among them:
   * their keys are kept by front-end machines.
   */
  private static final Set<String> PURPOSES =
      Set.of(
          KeyPurposeId.anyExtendedKeyUsage.getId(),
          KeyPurposeId.id_kp_clientAuth.getId(),
          KeyPurposeId.id_kp_emailProtection.getId(),
          DOCUMENT_SIGNING);

  /**
   * Returns if the certificate at the end of a path is made for this.
   *
   * @throws IllegalArgumentException if it is not
   */
  void require(ParsedCertificate certificate) {
    use.require(certificate);
    requirePurpose(certificate);
  }

  /**
   * Returns if a certificate names no purposes, or one that fits. Those of a CA bound what it
   * issues.
   *
   * @throws IllegalArgumentException if it names others only
   */
  void requirePurpose(ParsedCertificate certificate) {
    ExtendedKeyUsage extension = ExtendedKeyUsage.fromExtensions(certificate.extensions());
    if (extension == null) {
      return;
    }
    List<String> purposes = Arrays.stream(extension.getUsages()).map(KeyPurposeId::getId).toList();
    Set<String> accepted = new HashSet<>(PURPOSES);
    accepted.addAll(morePurposes);
    if (purposes.stream().noneMatch(accepted::contains)) {
      throw new IllegalArgumentException(
          certificate.about() + "is for other purposes (extended key usage " + purposes + ")");
    }
  }
}
