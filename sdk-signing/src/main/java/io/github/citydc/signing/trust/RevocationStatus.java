package io.github.citydc.signing.trust;

/** The revocation status of the certificates of a path. */
public enum RevocationStatus {
  /** For each, its issuer says that it was not revoked at the time asked for. */
  GOOD,
  /** For at least one, nothing is known: nobody was asked, or nobody gave an answer to go by. */
  UNKNOWN
}
