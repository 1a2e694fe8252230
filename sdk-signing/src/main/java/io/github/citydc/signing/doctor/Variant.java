package io.github.citydc.signing.doctor;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A value as it may have been before one change. Immutable by convention: its bytes are never
 * written to.
 */
final class Variant {

  private final String description;
  private final byte[] bytes;

  Variant(String description, byte[] bytes) {
    this.description = description;
    this.bytes = bytes;
  }

  static Variant of(String description, String text) {
    return new Variant(description, text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The same as one more line of text.
   *
   * @return with a line feed behind it
   */
  public Variant withLineFeed() {
    byte[] longer = Arrays.copyOf(bytes, bytes.length + 1);
    longer[bytes.length] = '\n';
    return new Variant(description + ", with LF behind it", longer);
  }

  /**
   * The change.
   *
   * @return the end of a sentence
   */
  public String description() {
    return description;
  }

  /**
   * The value as it may have been.
   *
   * @return not to be changed
   */
  public byte[] bytes() {
    return bytes;
  }

  /**
   * The content as text.
   *
   * @return read as UTF-8
   */
  public String text() {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
