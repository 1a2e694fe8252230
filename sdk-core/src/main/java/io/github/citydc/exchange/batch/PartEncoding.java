package io.github.citydc.exchange.batch;

import java.util.Arrays;
import java.util.Locale;

/**
 * The encoding of a part: how it is compressed, and whether it is encrypted then. The values of
 * {@code content-encoding} (RFC 9110); those that begin with {@code jose} are private names.
 */
public enum PartEncoding {
  /** Zstandard, RFC 8878. Needs {@code com.github.luben:zstd-jni} on both sides. */
  ZSTD,
  /** gzip, RFC 1952. */
  GZIP,
  /** Not compressed; on the wire there is no {@code content-encoding}. */
  IDENTITY,
  /** Zstandard, then encrypted for the receiver. */
  ENCRYPTED_ZSTD,
  /** gzip, then encrypted for the receiver. */
  ENCRYPTED_GZIP,
  /** Encrypted for the receiver, not compressed. */
  ENCRYPTED_IDENTITY;

  private static final String ENCRYPTED = "ENCRYPTED_";

  /**
   * Finds an encoding by the name it has on the wire.
   *
   * @param name for example {@code gzip} or {@code jose+zstd}
   * @return the encoding
   * @throws IllegalArgumentException if there is no such encoding
   */
  public static PartEncoding ofWireName(String name) {
    return Arrays.stream(values())
        .filter(encoding -> encoding.wireName().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "A part is encoded by zstd, gzip or identity, and is then perhaps encrypted: jose,"
                        + " jose+zstd, jose+gzip"));
  }

  /**
   * The name on the wire.
   *
   * @return for example {@code gzip} or {@code jose+zstd}
   */
  public String wireName() {
    if (this == ENCRYPTED_IDENTITY) {
      return "jose";
    }
    String compression = compression().name().toLowerCase(Locale.ROOT);
    return isEncrypted() ? "jose+" + compression : compression;
  }

  /**
   * Returns whether the part is encrypted for its receiver: interface standard §4.5.
   *
   * @return true if only the receiver can read it
   */
  public boolean isEncrypted() {
    return name().startsWith(ENCRYPTED);
  }

  /**
   * The compression alone.
   *
   * @return zstd, gzip or identity
   */
  public PartEncoding compression() {
    return isEncrypted() ? valueOf(name().substring(ENCRYPTED.length())) : this;
  }

  /**
   * The same compression, encrypted.
   *
   * @return an encoding that is encrypted
   */
  public PartEncoding encrypted() {
    return isEncrypted() ? this : valueOf(ENCRYPTED + name());
  }
}
