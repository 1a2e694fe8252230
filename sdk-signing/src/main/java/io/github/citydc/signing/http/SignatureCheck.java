package io.github.citydc.signing.http;

import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.SignatureEvidence;
import io.github.citydc.exchange.message.VerificationException;
import io.github.citydc.signing.DigestAlgorithm;
import io.github.citydc.signing.internal.StrictBase64;
import io.github.citydc.signing.trust.TrustedCertificate;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.Set;

/** The checks that a message just received and evidence stored long ago have in common. */
final class SignatureCheck {

  private static final Set<DigestAlgorithm> DIGESTS =
      Set.of(DigestAlgorithm.SM3, DigestAlgorithm.SHA_256);

  private SignatureCheck() {}

  /**
   * Verifies a signature with the key of a validated certificate, by the algorithm of that key.
   *
   * @throws VerificationException with {@code signature-invalid}
   */
  static SignatureEvidence verify(
      SignatureBase base,
      byte[] signature,
      SignatureClaims claims,
      TrustedCertificate certificate) {
    String pinned = certificate.key().algorithm().wireName();
    if (!claims.algorithm().equals(pinned)) {
      throw CdxProfile.invalid("alg is not " + pinned + ", the algorithm of the key");
    }
    certificate.key().verify(base.toByteArray(), signature);
    return new SignatureEvidence(
        base.text(),
        StrictBase64.encode(signature),
        certificate.chain().stream().map(SignatureCheck::encoded).toList(),
        certificate.revocationEvidence());
  }

  private static String encoded(X509Certificate certificate) {
    try {
      return StrictBase64.encode(certificate.getEncoded());
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("A validated certificate has a DER form", e);
    }
  }

  /**
   * Verifies the body against the digests that were signed.
   *
   * @throws VerificationException with {@code digest-mismatch}, or {@code signature-invalid} if no
   *     digest of the profile was signed
   */
  static void verifyBody(String contentDigest, Content body) {
    ContentDigest digest;
    try {
      digest = ContentDigest.parse(contentDigest);
    } catch (IllegalArgumentException e) {
      throw new VerificationException(
          ProblemCode.SIGNATURE_INVALID, "Content-Digest: " + e.getMessage(), e);
    }
    if (Collections.disjoint(digest.algorithms(), DIGESTS)) {
      throw CdxProfile.invalid("Content-Digest has neither sm3 nor sha-256");
    }
    digest.verify(body);
  }
}
