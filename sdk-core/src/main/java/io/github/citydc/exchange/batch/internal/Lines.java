package io.github.citydc.exchange.batch.internal;

import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.RefusedException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * A reader of the lines of an NDJSON text, which copies no line and keeps within bounds for any
 * input. A line feed ends a line, a carriage return before it is not part of it, and the last line
 * may end with the text. Not thread-safe.
 */
public final class Lines {

  /** The longest line. */
  public static final int MAX_LINE = 1024 * 1024;

  private static final int FIRST_BUFFER = 64 * 1024;

  private final InputStream in;
  private final long maxTotal;
  private byte[] buffer = new byte[FIRST_BUFFER];
  private int start;
  private int end;
  private int next;
  private int limit;
  private int number;
  private long total;

  /**
   * The lines of a text.
   *
   * @param in the text, decompressed; not closed
   * @param maxTotal how many bytes it may have
   */
  public Lines(InputStream in, long maxTotal) {
    this.in = in;
    this.maxTotal = maxTotal;
  }

  /**
   * Moves to the next line that is not empty.
   *
   * @return false if there is none
   * @throws IOException if the text cannot be read
   * @throws RefusedException with {@code body-too-large} if a line or the text is too long
   */
  public boolean next() throws IOException {
    do {
      if (!nextLine()) {
        return false;
      }
      number++;
    } while (start == end);
    return true;
  }

  private boolean nextLine() throws IOException {
    start = next;
    int at = next;
    while (true) {
      for (; at < limit; at++) {
        if (buffer[at] == '\n') {
          end = withoutReturn(at);
          next = at + 1;
          return true;
        }
      }
      if (limit - start > MAX_LINE) {
        throw tooLarge("A line of a part has at most " + MAX_LINE + " bytes");
      }
      int seen = at - start;
      if (!fill()) {
        end = withoutReturn(limit);
        next = limit;
        return start < limit;
      }
      at = start + seen;
    }
  }

  private int withoutReturn(int lineEnd) {
    if (lineEnd - start > MAX_LINE) {
      throw tooLarge("A line of a part has at most " + MAX_LINE + " bytes");
    }
    return lineEnd > start && buffer[lineEnd - 1] == '\r' ? lineEnd - 1 : lineEnd;
  }

  /** Moves the line that has begun to the front and reads on behind it. */
  private boolean fill() throws IOException {
    int begun = limit - start;
    byte[] target = begun > buffer.length / 2 ? new byte[buffer.length * 2] : buffer;
    System.arraycopy(buffer, start, target, 0, begun);
    buffer = target;
    start = 0;
    limit = begun;
    int read = in.read(buffer, limit, buffer.length - limit);
    if (read <= 0) {
      return false;
    }
    limit += read;
    total += read;
    if (total > maxTotal) {
      throw tooLarge("A part has at most " + maxTotal + " bytes when decompressed");
    }
    return true;
  }

  private static RefusedException tooLarge(String detail) {
    return new RefusedException(ProblemCode.BODY_TOO_LARGE, detail);
  }

  /**
   * The bytes around the line: valid until the next is read.
   *
   * @return the buffer, not a copy
   */
  public byte[] buffer() {
    return buffer;
  }

  /**
   * The start of the line in the buffer.
   *
   * @return an index
   */
  public int offset() {
    return start;
  }

  /**
   * The length of the line.
   *
   * @return bytes, from 1
   */
  public int length() {
    return end - start;
  }

  /**
   * A copy of the line.
   *
   * @return its bytes
   */
  public byte[] copy() {
    return Arrays.copyOfRange(buffer, start, end);
  }

  /**
   * Which line it is.
   *
   * @return from 1, empty ones counted
   */
  public int number() {
    return number;
  }

  /**
   * The number of bytes read.
   *
   * @return bytes, line ends and what is buffered included
   */
  public long bytesRead() {
    return total;
  }
}
