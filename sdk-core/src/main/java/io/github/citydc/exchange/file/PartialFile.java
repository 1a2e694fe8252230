package io.github.citydc.exchange.file;

import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.ContentHash;
import io.github.citydc.internal.FileClaim;
import io.github.citydc.internal.PrivateFiles;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;

/**
 * A file that has not arrived completely, and the digest of what has. Nobody else's until it is
 * closed. Not thread-safe.
 */
final class PartialFile implements Closeable {

  private static final String SUFFIX = ".part";

  private final Path path;
  private final ContentHash digest;
  private final long size;
  private final FileClaim claim;
  private final FileChannel channel;
  private MessageDigest seen;
  private long position;

  private PartialFile(
      Path path, ContentHash digest, long size, FileClaim claim, FileChannel channel) {
    this.path = path;
    this.digest = digest;
    this.size = size;
    this.claim = claim;
    this.channel = channel;
    this.seen = digest.algorithm().newDigest();
  }

  /** The partial file beside a place; what is there of it already is read once. */
  static PartialFile of(Path target, ContentHash digest, long size) throws IOException {
    Path path = target.toAbsolutePath().resolveSibling(digest.value().replace(':', '_') + SUFFIX);
    FileClaim claim = FileClaim.of(path);
    try {
      FileChannel channel =
          PrivateFiles.open(
              path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      try {
        PartialFile partial = new PartialFile(path, digest, size, claim, channel);
        partial.readWhatIsThere();
        return partial;
      } catch (IOException | RuntimeException | Error e) {
        channel.close();
        throw e;
      }
    } catch (IOException | RuntimeException | Error e) {
      claim.close();
      throw e;
    }
  }

  private void readWhatIsThere() throws IOException {
    if (channel.size() > size) {
      restart();
      return;
    }
    long there = channel.size();
    try (InputStream in = Files.newInputStream(path)) {
      in.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), seen));
    }
    position = there;
    channel.position(there);
  }

  /** Whether the file is at its place already. */
  static boolean isThere(Path target, ContentHash digest, long size) throws IOException {
    return Files.isRegularFile(target)
        && Files.size(target) == size
        && digestOf(target, digest).equals(digest);
  }

  private static ContentHash digestOf(Path file, ContentHash expected) throws IOException {
    MessageDigest all = expected.algorithm().newDigest();
    try (InputStream in = Files.newInputStream(file)) {
      in.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), all));
    }
    return ContentHash.of(all, expected.algorithm());
  }

  ContentHash digest() {
    return digest;
  }

  long size() {
    return size;
  }

  /** How many bytes have arrived. */
  long position() {
    return position;
  }

  void append(Content bytes) throws IOException {
    OutputStream out = Channels.newOutputStream(channel);
    bytes.writeTo(new DigestOutputStream(out, seen));
    position += bytes.size();
  }

  /** Whether all has arrived, and is the file of the digest. To be asked once it is complete. */
  boolean isWhole() throws IOException {
    MessageDigest soFar;
    try {
      soFar = (MessageDigest) seen.clone();
    } catch (CloneNotSupportedException e) {
      return digestOf(path, digest).equals(digest);
    }
    return position == size && ContentHash.of(soFar, digest.algorithm()).equals(digest);
  }

  void restart() throws IOException {
    channel.truncate(0);
    channel.position(0);
    seen = digest.algorithm().newDigest();
    position = 0;
  }

  void remove() throws IOException {
    Files.deleteIfExists(path);
  }

  /** Gives the file its place, and is on the disk when this returns. */
  void moveTo(Path target) throws IOException {
    channel.force(true);
    Files.move(path, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    PrivateFiles.flushFolder(target);
  }

  @Override
  public void close() throws IOException {
    try (claim) {
      channel.close();
    }
  }
}
