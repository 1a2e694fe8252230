package io.github.citydc.signing.trust;

import java.util.List;
import org.bouncycastle.asn1.x509.KeyUsage;

/** What the certificate at the end of a path is used for, RFC 5280 §4.2.1.3. */
enum CertificateUse {
  SIGNATURE("digitalSignature", List.of(KeyUsage.digitalSignature)),
  ENCRYPTION(
      "keyEncipherment or dataEncipherment",
      List.of(KeyUsage.keyEncipherment, KeyUsage.dataEncipherment));

  private final String usages;

  @SuppressWarnings("ImmutableEnumChecker") // List.of is
  private final List<Integer> bits;

  CertificateUse(String usages, List<Integer> bits) {
    this.usages = usages;
    this.bits = bits;
  }

  /**
   * Returns if the certificate is for this use.
   *
   * @throws IllegalArgumentException if it lacks the key usage
   */
  void require(ParsedCertificate certificate) {
    if (bits.stream().noneMatch(certificate::allows)) {
      throw new IllegalArgumentException(certificate.about() + "lacks the key usage " + usages);
    }
  }
}
