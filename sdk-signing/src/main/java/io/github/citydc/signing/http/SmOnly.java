package io.github.citydc.signing.http;

import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.VerificationException;
import io.github.citydc.signing.DigestAlgorithm;
import io.github.citydc.signing.SignatureAlgorithm;
import io.github.citydc.signing.SigningKey;
import io.github.citydc.signing.trust.TrustedCertificate;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;

/** What the profile of interface standard §14.1 demands: SM2 and SM3, and nothing else. */
final class SmOnly {

  private static final Set<String> SM2_WITH_SM3 =
      Set.of("1.2.156.10197.1.501", "1.2.156.10197.1.301.1");

  private SmOnly() {}

  static void require(SigningKey key, DigestAlgorithm digest) {
    if (key.algorithm() != SignatureAlgorithm.SM2_SM3
        || digest != DigestAlgorithm.SM3
        || !isSignedBySm2(key.certificates())) {
      throw new IllegalStateException(
          "A node of the profile sm-only signs with SM2 and SM3, and its certificates are signed so: "
              + key);
    }
  }

  static void require(SignatureClaims claims, TrustedCertificate certificate) {
    String needed = SignatureAlgorithm.SM2_SM3.wireName();
    if (!claims.algorithm().equals(needed)) {
      throw CdxProfile.invalid("this node takes " + needed + " only");
    }
    if (!isSignedBySm2(certificate.chain())) {
      throw new VerificationException(
          ProblemCode.CERTIFICATE_UNTRUSTED,
          "the certificates of the key " + claims.keyId() + " are not signed by SM2 throughout");
    }
  }

  static void requireDigest(String contentDigest) {
    boolean sm3 = false;
    try {
      sm3 = ContentDigest.parse(contentDigest).algorithms().equals(Set.of(DigestAlgorithm.SM3));
    } catch (IllegalArgumentException e) {
      throw new VerificationException(
          ProblemCode.SIGNATURE_INVALID, "Content-Digest: " + e.getMessage(), e);
    }
    if (!sm3) {
      throw CdxProfile.invalid("this node takes sm3 only");
    }
  }

  private static boolean isSignedBySm2(List<X509Certificate> chain) {
    return chain.stream().map(X509Certificate::getSigAlgOID).allMatch(SM2_WITH_SM3::contains);
  }
}
