package io.github.citydc.signing.trust;

/** The revocation status of the certificates of a path. */
public enum RevocationStatus {
  /** For each, its issuer says that it was not revoked at the time asked for. */
  GOOD,
  /**
   * For at least one certificate the status is unknown: it was not queried, or there was no usable
   * answer.
   */
  UNKNOWN
}
