package io.github.citydc.exchange.message;

import io.github.citydc.internal.Sha256;
import java.io.Serializable;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The digest of a part, a file or a body: {@code sha-256:} or {@code sm3:} and 64 digits of
 * lower-case hex, over the bytes as sent, that is, after compression. It contains nothing a file
 * system or a URL could misunderstand.
 *
 * @param value the algorithm, a colon and the digits
 */
public record ContentHash(String value) implements Serializable {

  private static final String PREFIX = HashAlgorithm.SHA_256.wireName() + ":";
  private static final String SM3_PREFIX = HashAlgorithm.SM3.wireName() + ":";
  private static final int DIGITS = 64;
  private static final String HEX = "0123456789abcdef";
  private static final byte[] VALUES = values();

  /**
   * Checks the form.
   *
   * @throws IllegalArgumentException if it is not this form
   */
  public ContentHash {
    if (!isWellFormed(value)) {
      throw new IllegalArgumentException(
          "A digest is sha-256: or sm3: and 64 digits of lower-case hex");
    }
  }

  /** Without an expression, and without a branch for a digit: reconciliation reads millions. */
  private static boolean isWellFormed(String text) {
    int start = text.length() - DIGITS;
    if (!(start == PREFIX.length() && text.startsWith(PREFIX))
        && !(start == SM3_PREFIX.length() && text.startsWith(SM3_PREFIX))) {
      return false;
    }
    int all = 0;
    for (int i = start; i < text.length(); i++) {
      all |= VALUES[Math.min(text.charAt(i), VALUES.length - 1)];
    }
    return all >= 0;
  }

  /** What a digit is worth; below 0 for every other character, of which the last stands for all. */
  private static byte[] values() {
    byte[] values = new byte[Byte.MAX_VALUE + 1];
    Arrays.fill(values, (byte) -1);
    for (int digit = 0; digit < HEX.length(); digit++) {
      values[HEX.charAt(digit)] = (byte) digit;
    }
    return values;
  }

  /**
   * Reads a digest.
   *
   * @param text for example {@code sha-256:df24…6cf5}
   * @return the digest
   * @throws IllegalArgumentException if the text is not of this form
   */
  public static ContentHash parse(String text) {
    return new ContentHash(text);
  }

  /**
   * A digest of which only the digits are written, as in receipts.
   *
   * @param hex 64 digits of lower-case hex
   * @return the digest by SHA-256
   * @throws IllegalArgumentException if the text is not of this form
   */
  public static ContentHash ofHex(String hex) {
    return new ContentHash(PREFIX + hex);
  }

  /**
   * Reads the form of receipts and of reconciliation.
   *
   * @param text the digits alone for SHA-256, else the algorithm, a colon and the digits
   * @return the digest
   * @throws IllegalArgumentException if the text is not of this form
   */
  public static ContentHash ofShortText(String text) {
    return text.contains(":") ? parse(text) : ofHex(text);
  }

  /**
   * Computes a digest by SHA-256.
   *
   * @param content the part as sent
   * @return its digest
   */
  public static ContentHash of(Content content) {
    MessageDigest digest = Sha256.digest();
    content.update(digest);
    return of(digest);
  }

  /**
   * Computes a digest.
   *
   * @param content the part as sent
   * @param algorithm by which
   * @return its digest
   */
  public static ContentHash of(Content content, HashAlgorithm algorithm) {
    MessageDigest digest = algorithm.newDigest();
    digest.update(content.toByteArray());
    return of(digest, algorithm);
  }

  /**
   * Takes a digest that was computed piece by piece.
   *
   * @param digest has seen all content; reset by this
   * @param algorithm by which it was computed
   * @return its digest
   */
  public static ContentHash of(MessageDigest digest, HashAlgorithm algorithm) {
    return new ContentHash(algorithm.wireName() + ":" + HexFormat.of().formatHex(digest.digest()));
  }

  /**
   * Takes a digest by SHA-256 that was computed piece by piece.
   *
   * @param sha256 has seen all content; reset by this
   * @return its digest
   * @throws IllegalArgumentException if it is of another algorithm
   */
  public static ContentHash of(MessageDigest sha256) {
    return new ContentHash(PREFIX + HexFormat.of().formatHex(sha256.digest()));
  }

  /**
   * The algorithm.
   *
   * @return the algorithm that its value names
   */
  public HashAlgorithm algorithm() {
    return value.startsWith(PREFIX) ? HashAlgorithm.SHA_256 : HashAlgorithm.SM3;
  }

  /**
   * Tells whether it is the digest of some content.
   *
   * @param content the content
   * @return true if the content has this digest by the algorithm of this
   */
  public boolean matches(Content content) {
    return equals(of(content, algorithm()));
  }

  /**
   * The form in receipts and reconciliation.
   *
   * @return the digits alone for SHA-256, else the algorithm, a colon and the digits
   */
  public String shortText() {
    return algorithm() == HashAlgorithm.SHA_256 ? hex() : value;
  }

  /**
   * The digits without the algorithm.
   *
   * @return 64 digits of lower-case hex
   */
  public String hex() {
    return value.substring(value.indexOf(':') + 1);
  }

  /**
   * The form on the wire.
   *
   * @return the algorithm, a colon and the digits
   */
  @Override
  public String toString() {
    return value;
  }
}
