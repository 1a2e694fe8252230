package io.github.citydc.exchange.archive;

import io.github.citydc.internal.Sha256;
import io.github.citydc.internal.StrictJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The last lines of an archive, by their digests: more than a store gives away in one transaction.
 * Not thread-safe.
 */
final class LastLines {

  private static final long BYTES = 64L * 1024 * 1024;
  private static final int STEP = 1024 * 1024;
  private static final int LONGEST_READ = 8 * STEP;

  private final Set<ByteBuffer> digests = new HashSet<>();
  private final Deque<Line> lines = new ArrayDeque<>();
  private long bytes;
  private long end;

  private record Line(ByteBuffer digest, long size) {}

  private LastLines(long end) {
    this.end = end;
  }

  /**
   * Those of a file, whose lines begin here.
   *
   * @throws IllegalStateException if one of them is no JSON object
   */
  static LastLines of(Path path, FileChannel file, long begin) throws IOException {
    LastLines last = new LastLines(begin);
    long from = Math.max(begin, file.size() - BYTES);
    boolean whole = from == begin;
    MessageDigest digest = Sha256.digest();
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    ByteBuffer step = ByteBuffer.allocate(STEP);
    long lineBegin = from;
    long at = from;
    while (file.read(step.clear(), at) > 0) {
      step.flip();
      int lineStart = 0;
      for (int i = 0; i < step.limit(); i++) {
        if (step.get(i) == '\n') {
          digest.update(step.array(), lineStart, i - lineStart);
          byte[] value = digest.digest();
          last.end = at + i + 1;
          line.write(step.array(), lineStart, i - lineStart);
          if (whole) {
            requireObject(path, lineBegin, line.toByteArray());
            last.add(new Line(ByteBuffer.wrap(value), last.end - lineBegin));
          }
          whole = true;
          line.reset();
          lineBegin = last.end;
          lineStart = i + 1;
        }
      }
      digest.update(step.array(), lineStart, step.limit() - lineStart);
      line.write(step.array(), lineStart, step.limit() - lineStart);
      at += step.limit();
    }
    return last;
  }

  private static void requireObject(Path path, long at, byte[] line) {
    if (!isObject(line)) {
      throw new IllegalStateException(
          "The archive %s is damaged: the line that begins at byte %d is no JSON object. It was left as it is. Restore it, or name another file"
              .formatted(path, at));
    }
  }

  /** What is longer than a value that is read at once is looked at from outside only. */
  private static boolean isObject(byte[] line) {
    if (line.length < 2 || line[0] != '{' || line[line.length - 1] != '}') {
      return false;
    }
    try {
      return line.length > LONGEST_READ || StrictJson.read(line).isObject();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** Where the last whole line ends. */
  long end() {
    return end;
  }

  private void add(Line line) {
    digests.add(line.digest());
    lines.add(line);
    bytes += line.size();
    while (bytes > BYTES) {
      Line oldest = lines.remove();
      digests.remove(oldest.digest());
      bytes -= oldest.size();
    }
  }

  /** Lines that are about to be appended. */
  Addition addition() {
    return new Addition();
  }

  /** Lines that are appended together. */
  final class Addition {

    private final Set<Line> added = new LinkedHashSet<>();

    /** Adds a line; false if it is there already. */
    boolean add(byte[] line) {
      ByteBuffer digest = ByteBuffer.wrap(Sha256.digest().digest(line));
      return !digests.contains(digest) && added.add(new Line(digest, line.length + 1L));
    }

    /** They are in the file now. */
    void keep() {
      added.forEach(LastLines.this::add);
    }
  }
}
