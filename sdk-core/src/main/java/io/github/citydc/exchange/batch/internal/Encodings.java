package io.github.citydc.exchange.batch.internal;

import io.github.citydc.exchange.batch.PartEncoding;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** A compressor and decompressor of parts, for the encodings this node supports. */
public final class Encodings {

  private static final int GZIP_BUFFER = 64 * 1024;

  private static final boolean ZSTD = isZstdThere();

  private Encodings() {}

  /** Without the library, not even the class that uses it can be linked. */
  private static boolean isZstdThere() {
    try {
      return Zstd.isThere();
    } catch (LinkageError e) {
      return false;
    }
  }

  /**
   * The compressions this node supports: gzip always, zstd if its library is present.
   *
   * @return the encodings, the best first
   */
  public static List<PartEncoding> supported() {
    return Arrays.stream(PartEncoding.values())
        .filter(encoding -> !encoding.isEncrypted())
        .filter(encoding -> encoding != PartEncoding.ZSTD || ZSTD)
        .toList();
  }

  /**
   * Compresses what is written.
   *
   * @param encoding one that is {@link #supported}
   * @param out takes what is compressed
   * @return a stream that is to be closed
   * @throws IOException if {@code out} fails
   */
  public static OutputStream compressing(PartEncoding encoding, OutputStream out)
      throws IOException {
    return switch (encoding.compression()) {
      case ENCRYPTED_ZSTD, ENCRYPTED_GZIP, ENCRYPTED_IDENTITY, IDENTITY -> out;
      case GZIP -> new GZIPOutputStream(out, GZIP_BUFFER);
      case ZSTD -> Zstd.compressing(out);
    };
  }

  /**
   * Decompresses what is read; nothing is allocated for what a header only claims.
   *
   * @param encoding one that is {@link #supported}
   * @param in gives what is compressed
   * @return a stream that is to be closed
   * @throws IOException if {@code in} fails or is not compressed so
   */
  public static InputStream decompressing(PartEncoding encoding, InputStream in)
      throws IOException {
    return switch (encoding.compression()) {
      case ENCRYPTED_ZSTD, ENCRYPTED_GZIP, ENCRYPTED_IDENTITY, IDENTITY -> in;
      case GZIP -> new GzipMembers(in, GZIP_BUFFER);
      case ZSTD -> Zstd.decompressing(in);
    };
  }
}
