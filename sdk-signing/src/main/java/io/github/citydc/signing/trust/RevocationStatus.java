package io.github.citydc.signing.trust;

/** The revocation status of the certificates of a path. */
public enum RevocationStatus {
  /** According to its issuer, no certificate was revoked at the given time. */
  GOOD,
  /**
   * For at least one certificate the status is unknown: it was not queried, or there was no usable
   * answer.
   */
  UNKNOWN
}
