package io.github.citydc.signing.internal;

import java.util.Base64;

/**
 * Base64 of RFC 4648 §4 that accepts only one form for each content, so that any changed character
 * is noticed.
 */
public final class StrictBase64 {

  private StrictBase64() {}

  /**
   * Reads Base64.
   *
   * @param text with padding, without line breaks
   * @return the content
   * @throws IllegalArgumentException if encoding the content again does not give the same text
   */
  public static byte[] decode(String text) {
    byte[] content = Base64.getDecoder().decode(text);
    if (!encode(content).equals(text)) {
      throw new IllegalArgumentException("Base64 is not in its canonical form");
    }
    return content;
  }

  /**
   * Writes Base64.
   *
   * @param content the content
   * @return with padding, without line breaks
   */
  public static String encode(byte[] content) {
    return Base64.getEncoder().encodeToString(content);
  }
}
