package io.github.citydc.exchange.message;

import io.github.citydc.internal.Sha256;
import java.io.Serializable;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * The digest of a part, a file or a body: {@code sha-256:} and 64 digits of lower-case hex, over
 * the bytes as sent, that is, after compression. It contains nothing a file system or a URL could
 * misunderstand.
 *
 * @param value the algorithm, a colon and the digits
 */
public record ContentHash(String value) implements Serializable {

  private static final String ALGORITHM = "sha-256";
  private static final String PREFIX = ALGORITHM + ":";
  private static final Pattern FORM = Pattern.compile(PREFIX + "[0-9a-f]{64}");

  /**
   * Checks the form.
   *
   * @throws IllegalArgumentException if it is not this form
   */
  public ContentHash {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("A digest is sha-256: and 64 digits of lower-case hex");
    }
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
   * Computes a digest.
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
   * Takes a digest that was computed piece by piece.
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
   * @return {@code sha-256}, the only one of this version of the standard
   */
  public String algorithm() {
    return ALGORITHM;
  }

  /**
   * The digits without the algorithm.
   *
   * @return 64 digits of lower-case hex
   */
  public String hex() {
    return value.substring(PREFIX.length());
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
