package io.github.citydc.internal;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The digest SHA-256 of the Java platform, the only place where it is asked for. */
public final class Sha256 {

  private Sha256() {}

  /**
   * The digest of some bytes.
   *
   * @param bytes the bytes
   * @return 64 digits of lower-case hex
   */
  public static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(digest().digest(bytes));
  }

  /**
   * A digest to be fed piece by piece.
   *
   * @return that has seen nothing yet
   */
  public static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
