package io.github.citydc.exchange.message;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;

/** The content of a message, a part or a file, byte for byte as on the wire. Immutable. */
public final class Content {

  private static final Content EMPTY = new Content(new byte[0]);

  private final byte[] bytes;

  private Content(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * No body.
   *
   * @return the empty body
   */
  public static Content empty() {
    return EMPTY;
  }

  /**
   * A body of these bytes.
   *
   * @param bytes the content, copied
   * @return the body
   */
  public static Content of(byte[] bytes) {
    return bytes.length == 0 ? EMPTY : new Content(bytes.clone());
  }

  /**
   * A body that has come in pieces.
   *
   * @param pieces the content from the first to the last, copied once
   * @return the body
   */
  public static Content of(List<ByteBuffer> pieces) {
    ByteBuffer whole = ByteBuffer.allocate(pieces.stream().mapToInt(ByteBuffer::remaining).sum());
    pieces.forEach(piece -> whole.put(piece.duplicate()));
    return whole.capacity() == 0 ? EMPTY : new Content(whole.array());
  }

  /**
   * A body that is a text, in UTF-8.
   *
   * @param text the content
   * @return the body
   */
  public static Content ofText(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The content as a text.
   *
   * @return what the bytes are in UTF-8
   */
  public String toText() {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /**
   * Returns whether there is no body.
   *
   * @return true if the size is 0
   */
  public boolean isEmpty() {
    return bytes.length == 0;
  }

  /**
   * The size.
   *
   * @return the number of bytes
   */
  public int size() {
    return bytes.length;
  }

  /**
   * The content.
   *
   * @return a copy of the bytes
   */
  public byte[] toByteArray() {
    return bytes.clone();
  }

  /**
   * Reads the content without copying it.
   *
   * @return a stream at the first byte
   */
  public InputStream openStream() {
    return new ByteArrayInputStream(bytes);
  }

  /**
   * Writes the content without copying it.
   *
   * @param out where to; not closed
   * @throws IOException if {@code out} fails
   */
  public void writeTo(OutputStream out) throws IOException {
    out.write(bytes);
  }

  void update(MessageDigest digest) {
    digest.update(bytes);
  }

  /**
   * The size only: the content may be confidential.
   *
   * @return for example {@code 120 bytes}
   */
  @Override
  public String toString() {
    return bytes.length + " bytes";
  }
}
