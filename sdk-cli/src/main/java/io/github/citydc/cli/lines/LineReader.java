package io.github.citydc.cli.lines;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;

/**
 * Reads lines that end with a line feed, with or without a carriage return before it. A line longer
 * than the limit is cut, so that no input needs more memory than that.
 */
public final class LineReader implements Closeable {

  private static final int CHUNK = 64 * 1024;

  private final InputStream in;
  private final int limit;
  private final boolean whole;
  private final byte[] chunk = new byte[CHUNK];
  private int next;
  private int end;
  private byte[] line = new byte[1024];
  private long number;
  private long offset;

  /**
   * Reads lines.
   *
   * @param in the bytes
   * @param limit how many bytes of a line are kept
   */
  public LineReader(InputStream in, int limit) {
    this(in, limit, false);
  }

  private LineReader(InputStream in, int limit, boolean whole) {
    this.in = in;
    this.limit = limit;
    this.whole = whole;
  }

  /**
   * Reads all there is as if it were one line.
   *
   * @param in the bytes
   * @param limit how many of them are kept
   * @return a reader of one line, or of none if there is not a byte
   */
  public static LineReader whole(InputStream in, int limit) {
    return new LineReader(in, limit, true);
  }

  /**
   * The next line.
   *
   * @return the line, empty at the end of the file
   * @throws IOException if the file cannot be read
   */
  public Optional<Line> next() throws IOException {
    if (!fill()) {
      return Optional.empty();
    }
    long start = offset;
    int length = 0;
    boolean cut = false;
    boolean ended = false;
    while (!ended && fill()) {
      int stop = endOfLine();
      int taken = Math.min(stop - next, limit - length);
      append(length, taken);
      length += taken;
      cut |= taken < stop - next;
      ended = stop < end;
      offset += stop - next + (ended ? 1 : 0);
      next = stop + (ended ? 1 : 0);
    }
    if (ended && !cut && length > 0 && line[length - 1] == '\r') {
      length--;
    }
    return Optional.of(new Line(++number, start, Arrays.copyOf(line, length), cut));
  }

  /**
   * How much was read.
   *
   * @return the number of bytes of all lines so far, with their ends
   */
  public long offset() {
    return offset;
  }

  /**
   * Whether the next line would have to be waited for.
   *
   * @return true if nothing more has arrived yet
   * @throws IOException if the file cannot be read
   */
  public boolean hasToWait() throws IOException {
    return next == end && in.available() == 0;
  }

  private boolean fill() throws IOException {
    if (next == end) {
      next = 0;
      end = Math.max(0, in.read(chunk));
    }
    return next < end;
  }

  private int endOfLine() {
    int at = next;
    while (at < end && (whole || chunk[at] != '\n')) {
      at++;
    }
    return at;
  }

  private void append(int length, int more) {
    if (length + more > line.length) {
      line = Arrays.copyOf(line, Math.min(limit, Math.max(2 * line.length, length + more)));
    }
    System.arraycopy(chunk, next, line, length, more);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
