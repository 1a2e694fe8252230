package io.github.citydc.exchange.spi;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.List;

/** The body of an HTTP message, byte for byte as on the wire. Immutable. */
public final class HttpBody {

  private static final HttpBody EMPTY = new HttpBody(new byte[0]);

  private final byte[] bytes;

  private HttpBody(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * No body.
   *
   * @return the empty body
   */
  public static HttpBody empty() {
    return EMPTY;
  }

  /**
   * A body of these bytes.
   *
   * @param bytes the content, copied
   * @return the body
   */
  public static HttpBody of(byte[] bytes) {
    return bytes.length == 0 ? EMPTY : new HttpBody(bytes.clone());
  }

  /**
   * A body that has come in pieces.
   *
   * @param pieces the content from the first to the last, copied once
   * @return the body
   */
  public static HttpBody of(List<ByteBuffer> pieces) {
    ByteBuffer whole = ByteBuffer.allocate(pieces.stream().mapToInt(ByteBuffer::remaining).sum());
    pieces.forEach(piece -> whole.put(piece.duplicate()));
    return whole.capacity() == 0 ? EMPTY : new HttpBody(whole.array());
  }

  /**
   * Whether there is no body.
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
