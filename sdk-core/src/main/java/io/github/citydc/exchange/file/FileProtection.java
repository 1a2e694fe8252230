package io.github.citydc.exchange.file;

/** What a file needs before it may leave a client that encrypts for its receiver. */
public enum FileProtection {
  /**
   * It does not leave in clear: since files are not encrypted in this version, it does not leave.
   */
  ENCRYPTED_OR_NOT_AT_ALL,
  /** It may leave in clear: it is public, or protected itself. */
  NOT_NEEDED
}
