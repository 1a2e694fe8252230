package io.github.citydc.exchange.message;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The digest of a body, by which a repeated message is distinguished from a changed one. */
public final class BodyDigest {

  private BodyDigest() {}

  /**
   * SHA-256 of a body.
   *
   * @param body the bytes as on the wire
   * @return 64 digits of lower-case hex
   */
  public static String of(Content body) {
    return of(body.toByteArray());
  }

  /**
   * SHA-256 of some bytes.
   *
   * @param bytes the bytes
   * @return 64 digits of lower-case hex
   */
  public static String of(byte[] bytes) {
    return HexFormat.of().formatHex(sha256().digest(bytes));
  }

  /**
   * SHA-256, to be fed piece by piece.
   *
   * @return that has seen nothing yet
   */
  public static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
