package io.github.citydc.cli.lines;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;

/** A line of a file, without its end. */
public final class Line {

  private final long number;
  private final long offset;
  private final byte[] bytes;
  private final boolean cut;

  Line(long number, long offset, byte[] bytes, boolean cut) {
    this.number = number;
    this.offset = offset;
    this.bytes = bytes;
    this.cut = cut;
  }

  /**
   * Which line it is.
   *
   * @return the number, from 1
   */
  public long number() {
    return number;
  }

  /**
   * Where the line begins.
   *
   * @return the offset in bytes from the beginning of the file
   */
  public long offset() {
    return offset;
  }

  /**
   * What stands in it.
   *
   * @return the bytes, not a copy; of a {@linkplain #isCut() cut} line the first ones
   */
  public byte[] bytes() {
    return bytes;
  }

  /**
   * Whether it is longer than the reader takes.
   *
   * @return true if the rest of the line was passed over
   */
  public boolean isCut() {
    return cut;
  }

  /**
   * Whether there is nothing in it.
   *
   * @return true if it has blanks only
   */
  public boolean isBlank() {
    for (byte each : bytes) {
      if (each != ' ' && each != '\t' && each != '\r') {
        return false;
      }
    }
    return true;
  }

  /**
   * The first byte that makes the line something else than UTF-8.
   *
   * @return the offset in the line, -1 if all of it is UTF-8
   */
  public int malformedAt() {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(bytes);
    try {
      decoder.decode(in);
      return -1;
    } catch (CharacterCodingException e) {
      return in.position();
    }
  }

  /**
   * The line as text.
   *
   * @return decoded as UTF-8, with U+FFFD for what is none
   */
  public String text() {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
