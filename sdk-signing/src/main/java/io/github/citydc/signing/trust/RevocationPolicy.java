package io.github.citydc.signing.trust;

/** The treatment of a certificate whose revocation status cannot be obtained. */
public enum RevocationPolicy {
  /**
   * The certificate is accepted, and a warning is logged. An attacker who can cut a node off from
   * its CA can use a revoked certificate.
   */
  SOFT_FAIL,
  /**
   * It is refused: with {@code unavailable}, so that the sender tries again, if a source could not
   * be asked or gave nothing to go by; with {@code certificate-untrusted} if there is no source.
   */
  HARD_FAIL
}
