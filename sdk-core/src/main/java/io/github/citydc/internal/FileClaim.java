package io.github.citydc.internal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The claim of a process to be the only one that uses a file: a lock of the operating system on a
 * file beside it, whose name ends with {@code .lock}, which says who holds it. It ends when it is
 * closed, and with its process, however that ends. Thread-safe.
 */
public final class FileClaim implements Closeable {

  private static final FileKind KIND = new FileKind("cdx-lock/1", "lock");
  private static final String SUFFIX = ".lock";

  /** Behind the text, so that it can be read where locks are mandatory. */
  private static final long LOCKED_BYTE = 1L << 40;

  /**
   * What this process holds. The system has one lock for a process and a file, and closing any
   * channel to the file gives it up: a file that is held must not be opened a second time.
   */
  private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

  private final Path lock;
  private final FileChannel channel;

  /** Opened to see that the lock is still at its path; closing it would give the lock up. */
  private final FileChannel sight;

  private FileClaim(Path lock, FileChannel channel, FileChannel sight) {
    this.lock = lock;
    this.channel = channel;
    this.sight = sight;
  }

  /**
   * Claims a file.
   *
   * @param file need not be there, its folder must
   * @return the claim
   * @throws IllegalStateException if another process, or another part of this one, uses it; the
   *     message says who
   * @throws IOException if it cannot be locked
   */
  public static FileClaim of(Path file) throws IOException {
    Path path = real(file);
    Path lock = path.resolveSibling(path.getFileName() + SUFFIX);
    if (!HELD_HERE.add(lock)) {
      throw inUse(file, "another part of this process");
    }
    try {
      FileClaim claim = null;
      while (claim == null) {
        claim = claim(file, lock);
      }
      return claim;
    } catch (IOException | RuntimeException | Error e) {
      HELD_HERE.remove(lock);
      throw e;
    }
  }

  /**
   * Claims a file for this process, which has other ways to share it among its parts.
   *
   * @param file need not be there, its folder must
   * @return the claim, empty if this process has it already
   * @throws IllegalStateException if another process uses it; the message says who
   * @throws IOException if it cannot be locked
   */
  public static Optional<FileClaim> ofProcess(Path file) throws IOException {
    Path path = real(file);
    return HELD_HERE.contains(path.resolveSibling(path.getFileName() + SUFFIX))
        ? Optional.empty()
        : Optional.of(of(file));
  }

  /**
   * This process, as others are told of it.
   *
   * @return its number and what was started, without arguments
   */
  public static String thisProcess() {
    return words(ProcessHandle.current().pid(), command());
  }

  private static String words(long pid, String command) {
    return "process " + pid + " (" + command + ")";
  }

  /** The same for each way to write a path, also through links. */
  static Path real(Path file) throws IOException {
    Path path = file.toAbsolutePath().normalize();
    return Files.exists(path)
        ? path.toRealPath()
        : path.resolveSibling(".").toRealPath().resolve(String.valueOf(path.getFileName()));
  }

  /** Null if the lock was removed by its last holder in the moment it was taken. */
  private static @Nullable FileClaim claim(Path file, Path lock) throws IOException {
    FileChannel channel =
        PrivateFiles.open(
            lock, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      if (!isLocked(channel)) {
        throw inUse(file, holder(channel, lock));
      }
      byte[] text = text();
      write(lock, channel, text);
      FileChannel sight = see(lock, text);
      if (sight == null) {
        channel.close();
        return null;
      }
      return new FileClaim(lock, channel, sight);
    } catch (IOException | RuntimeException | Error e) {
      channel.close();
      throw e;
    }
  }

  private static boolean isLocked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock(LOCKED_BYTE, 1, false) != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  private static byte[] text() {
    String holder =
        StrictJson.newObject()
            .put("pid", ProcessHandle.current().pid())
            .put("command", command())
            .put("claim", UUID.randomUUID().toString())
            .toString();
    return (new String(KIND.firstLine(), StandardCharsets.UTF_8) + holder + "\n")
        .getBytes(StandardCharsets.UTF_8);
  }

  /** What was started: the main class or jar, and the command of {@code cdx}, but no argument. */
  private static String command() {
    String[] words = System.getProperty("sun.java.command", "").split(" ", -1);
    StringBuilder command = new StringBuilder(words[0]);
    if (words[0].endsWith("Cdx") || words[0].matches("(.*/)?cdx[^/]*\\.jar")) {
      for (int i = 1; i < Math.min(3, words.length) && words[i].matches("[a-z][a-z-]*"); i++) {
        command.append(' ').append(words[i]);
      }
    }
    return command.toString();
  }

  /** One that a kill has left incomplete is ours, too. */
  private static void write(Path lock, FileChannel channel, byte[] text) throws IOException {
    byte[] before = read(channel);
    byte[] first = KIND.firstLine();
    if (before.length >= first.length
        || !Arrays.equals(before, Arrays.copyOf(first, before.length))) {
      KIND.require(lock, before, channel.size());
    }
    channel.truncate(0);
    ByteBuffer bytes = ByteBuffer.wrap(text);
    while (bytes.hasRemaining()) {
      channel.write(bytes, bytes.position());
    }
  }

  private static @Nullable FileChannel see(Path lock, byte[] text) throws IOException {
    FileChannel sight;
    try {
      sight = PrivateFiles.open(lock, StandardOpenOption.READ);
    } catch (NoSuchFileException e) {
      return null;
    }
    if (Arrays.equals(text, read(sight))) {
      return sight;
    }
    sight.close();
    return null;
  }

  private static byte[] read(FileChannel channel) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(4 * FileKind.LONGEST);
    while (bytes.hasRemaining() && channel.read(bytes, bytes.position()) >= 0) {
      // Read on.
    }
    return Arrays.copyOf(bytes.array(), bytes.position());
  }

  private static String holder(FileChannel channel, Path lock) throws IOException {
    String[] lines = new String(read(channel), StandardCharsets.UTF_8).split("\n", -1);
    try {
      var holder = StrictJson.read(lines[1].getBytes(StandardCharsets.UTF_8));
      return words(holder.path("pid").asLong(), holder.path("command").asText())
          + " since "
          + Files.getLastModifiedTime(lock).toInstant().truncatedTo(ChronoUnit.SECONDS);
    } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException | NoSuchFileException e) {
      return "another process, which has just begun";
    }
  }

  private static IllegalStateException inUse(Path file, String holder) {
    return new IllegalStateException(
        file + " is in use by " + holder + ". Wait for its end, or name another file");
  }

  @Override
  public void close() throws IOException {
    if (!channel.isOpen()) {
      return;
    }
    try (channel;
        sight) {
      Files.deleteIfExists(lock);
    } finally {
      HELD_HERE.remove(lock);
    }
  }
}
