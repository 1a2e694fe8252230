package io.github.citydc.internal;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A small file of lines that remembers something from one run to the next. Its first line says what
 * it is; it is replaced as a whole or not at all; a line that is appended is on the disk, and one
 * that a crash has cut off counts for nothing; nobody else uses it until it is closed; and a file
 * that is something else is refused and left as it is. Not thread-safe.
 */
public final class HeldFile implements Closeable {

  private final Path path;
  private final FileKind kind;
  private final FileClaim claim;
  private long end;

  private HeldFile(Path path, FileKind kind, FileClaim claim) {
    this.path = path;
    this.kind = kind;
    this.claim = claim;
  }

  /**
   * Holds a file.
   *
   * @param file need not be there, its folder must
   * @param kind what it is
   * @return the file, nobody else's until it is closed
   * @throws IllegalStateException if another process uses it, or if it is something else; the
   *     message says who, or what was found, and the way out
   * @throws IOException if it cannot be locked or read
   */
  public static HeldFile hold(Path file, FileKind kind) throws IOException {
    FileClaim claim = FileClaim.of(file);
    try {
      HeldFile held = new HeldFile(FileClaim.real(file), kind, claim);
      if (held.exists()) {
        FilePermissions.warn(file);
        held.requireKind();
      }
      held.removeDrafts();
      return held;
    } catch (IOException | RuntimeException | Error e) {
      claim.close();
      throw e;
    }
  }

  private void requireKind() throws IOException {
    try (var in = Files.newInputStream(path)) {
      kind.require(path, in.readNBytes(FileKind.LONGEST), Files.size(path));
    }
  }

  /** What a kill has left of a replacement; nobody else makes one meanwhile. */
  private void removeDrafts() throws IOException {
    Path folder = path.resolveSibling(".").normalize();
    String name = Pattern.quote(String.valueOf(path.getFileName())) + "[0-9]+\\.new";
    try (Stream<Path> drafts =
        Files.find(folder, 1, (file, is) -> String.valueOf(file.getFileName()).matches(name))) {
      for (Path draft : drafts.toList()) {
        if (isDraft(draft)) {
          Files.deleteIfExists(draft);
        }
      }
    }
  }

  private boolean isDraft(Path file) throws IOException {
    byte[] first = kind.firstLine();
    try (var in = Files.newInputStream(file)) {
      byte[] beginning = in.readNBytes(first.length);
      return Arrays.equals(beginning, Arrays.copyOf(first, beginning.length));
    }
  }

  /**
   * Where it is.
   *
   * @return its path, for messages
   */
  public Path path() {
    return path;
  }

  /**
   * Whether it is there.
   *
   * @return false before it was first written
   */
  public boolean exists() {
    return Files.exists(path);
  }

  /**
   * Its lines, behind the first one.
   *
   * @return without their ends; none if the file is not there
   * @throws IOException if it cannot be read
   */
  public List<byte[]> lines() throws IOException {
    List<byte[]> lines = new ArrayList<>();
    if (exists()) {
      byte[] content = Files.readAllBytes(path);
      int begin = 0;
      for (int i = 0; i < content.length; i++) {
        if (content[i] == '\n') {
          lines.add(Arrays.copyOfRange(content, begin, i));
          begin = i + 1;
        }
      }
      end = begin;
      lines.remove(0);
    }
    return lines;
  }

  /**
   * Replaces it as a whole.
   *
   * @param lines without their ends
   * @throws IOException if it cannot be written; the old content is still there
   */
  public void replace(List<byte[]> lines) throws IOException {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    content.writeBytes(kind.firstLine());
    for (byte[] line : lines) {
      content.writeBytes(line);
      content.write('\n');
    }
    PrivateFiles.replace(path, content.toByteArray());
    end = content.size();
  }

  /**
   * Appends a line, behind what {@link #lines} or {@link #replace} has seen.
   *
   * @param line without its end
   * @throws IOException if it cannot be written; the lines before are still there
   */
  public void append(byte[] line) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(line.length + 1).put(line).put((byte) '\n').flip();
    try (FileChannel channel = PrivateFiles.open(path, StandardOpenOption.WRITE)) {
      channel.truncate(end);
      while (bytes.hasRemaining()) {
        channel.write(bytes, end + bytes.position());
      }
      channel.force(true);
    }
    end += bytes.limit();
  }

  /**
   * What to throw if a line cannot be read.
   *
   * @param number of the line, counted from 1 behind the first line
   * @param reason which rule it breaks
   * @return an exception that says the way out
   */
  public IllegalStateException damaged(int number, String reason) {
    return new IllegalStateException(
        path
            + " is damaged in line "
            + (number + 1)
            + ": "
            + reason
            + ". It was left as it is. Put back a copy, or remove it to begin again");
  }

  @Override
  public void close() throws IOException {
    claim.close();
  }
}
