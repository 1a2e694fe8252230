package io.github.citydc.exchange.batch;

import java.util.Arrays;
import java.util.Locale;

/** The compression of a part; the values of {@code content-encoding} (RFC 9110). */
public enum PartEncoding {
  /** Zstandard, RFC 8878. Needs {@code com.github.luben:zstd-jni} on both sides. */
  ZSTD,
  /** gzip, RFC 1952. */
  GZIP,
  /** Not compressed; on the wire there is no {@code content-encoding}. */
  IDENTITY;

  /**
   * Finds an encoding by the name it has on the wire.
   *
   * @param name for example {@code gzip}
   * @return the encoding
   * @throws IllegalArgumentException if there is no such encoding
   */
  public static PartEncoding ofWireName(String name) {
    return Arrays.stream(values())
        .filter(encoding -> encoding.wireName().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("A part is encoded by zstd, gzip or identity"));
  }

  /**
   * The name on the wire.
   *
   * @return for example {@code gzip}
   */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
