package io.github.citydc.exchange.content.internal;

import io.github.citydc.exchange.internal.Sha256;
import io.github.citydc.exchange.message.ContentHash;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.RefusedException;
import io.github.citydc.exchange.message.StorageException;
import io.github.citydc.internal.FilePermissions;
import io.github.citydc.internal.PrivateFiles;
import io.github.citydc.naming.node.NodeId;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * A content store in files: one folder per sender, one file per content, named by its digest.
 * Thread-safe; several processes may share the folder.
 *
 * <p><b>Guarantees.</b> A file with the name of a digest is whole and on the disk: content is
 * written to another name first, forced, and renamed. When the disk is full nothing is left behind.
 * Names are made of validated node ids and digests only, so nothing outside the folder is ever
 * touched.
 */
public final class ContentFolder {

  private static final String UNFINISHED = ".tmp";

  private final Path folder;
  private final String noun;

  /**
   * The content in a folder.
   *
   * @param folder created if it is not there; for this content only
   * @param noun what the content is, for messages: {@code part}
   * @throws StorageException if the folder cannot be created
   */
  public ContentFolder(Path folder, String noun) {
    this.folder = folder;
    this.noun = noun;
    try {
      PrivateFiles.createFolders(folder);
    } catch (IOException e) {
      throw new StorageException("The folder of a " + noun + " could not be created", e);
    }
    FilePermissions.warn(folder);
  }

  /**
   * Stores content: as a whole and lasting, or not at all.
   *
   * @param sender the sending node
   * @param digest its digest, computed while writing
   * @param content read to the end; not closed
   * @throws RefusedException with {@code digest-mismatch} if the content has another digest
   * @throws StorageException if it cannot be read or stored
   */
  public void put(NodeId sender, ContentHash digest, InputStream content) {
    Path file = file(sender, digest);
    Path unfinished = null;
    try {
      PrivateFiles.createFolders(file.resolveSibling(".").normalize());
      unfinished = PrivateFiles.createTemporary(file.resolveSibling("."), noun, UNFINISHED);
      if (!write(unfinished, content).equals(digest)) {
        throw new RefusedException(
            ProblemCode.DIGEST_MISMATCH, "The content is not the " + noun + " the digest names");
      }
      Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
      forceFolder(file);
    } catch (IOException e) {
      throw removing(unfinished, new StorageException("The " + noun + " could not be stored", e));
    } catch (RuntimeException e) {
      throw removing(unfinished, e);
    }
  }

  private static ContentHash write(Path file, InputStream content) throws IOException {
    MessageDigest sha = Sha256.digest();
    try (FileChannel channel = PrivateFiles.open(file, StandardOpenOption.WRITE);
        OutputStream out = Channels.newOutputStream(channel)) {
      new DigestInputStream(content, sha).transferTo(out);
      channel.force(true);
    }
    return ContentHash.of(sha);
  }

  /** Makes the new name last; where folders cannot be opened, renaming does so itself. */
  private static void forceFolder(Path file) throws IOException {
    Path parent = file.resolveSibling(".").normalize();
    if (Files.getFileStore(parent).supportsFileAttributeView("posix")) {
      try (FileChannel channel = PrivateFiles.open(parent, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  private static RuntimeException removing(@Nullable Path file, RuntimeException e) {
    if (file != null) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException another) {
        e.addSuppressed(another);
      }
    }
    return e;
  }

  /**
   * Returns whether content is stored.
   *
   * @param sender the sending node
   * @param digest its digest
   * @return whether it can be opened
   */
  public boolean holds(NodeId sender, ContentHash digest) {
    return Files.isRegularFile(file(sender, digest));
  }

  /**
   * Reads content.
   *
   * @param sender the sending node
   * @param digest its digest
   * @return the content, to be closed
   * @throws StorageException if it is not there or cannot be read
   */
  public InputStream open(NodeId sender, ContentHash digest) {
    try {
      return Files.newInputStream(file(sender, digest));
    } catch (IOException e) {
      throw new StorageException("The " + noun + " could not be read", e);
    }
  }

  /**
   * Removes content. Does nothing if it is not there.
   *
   * @param sender the sending node
   * @param digest its digest
   * @throws StorageException if it cannot be removed
   */
  public void remove(NodeId sender, ContentHash digest) {
    remove(file(sender, digest));
  }

  private void remove(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new StorageException("A " + noun + " could not be removed", e);
    }
  }

  /**
   * Removes what a crash has left behind.
   *
   * @param before only what was stored before
   * @param known whether content is known elsewhere and stays
   * @throws StorageException if the folder cannot be read
   */
  public void sweep(Instant before, BiPredicate<NodeId, ContentHash> known) {
    for (Path sender : list(folder).stream().filter(Files::isDirectory).toList()) {
      for (Path file : list(sender)) {
        if (isOlder(file, before) && isOurs(sender, file) && !isKnown(sender, file, known)) {
          remove(file);
        }
      }
    }
  }

  /** What somebody else has put into the folder stays, and keeps nobody from going on. */
  private static boolean isOurs(Path sender, Path file) {
    String name = String.valueOf(file.getFileName());
    try {
      NodeId.parse(colons(String.valueOf(sender.getFileName())));
      return name.endsWith(UNFINISHED) || !ContentHash.parse(colons(name)).value().isEmpty();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean isKnown(Path sender, Path file, BiPredicate<NodeId, ContentHash> known) {
    String name = String.valueOf(file.getFileName());
    return !name.endsWith(UNFINISHED)
        && known.test(
            NodeId.parse(colons(String.valueOf(sender.getFileName()))),
            ContentHash.parse(colons(name)));
  }

  private static boolean isOlder(Path file, Instant before) {
    try {
      return Files.getLastModifiedTime(file).toInstant().isBefore(before);
    } catch (IOException e) {
      return false;
    }
  }

  private List<Path> list(Path parent) {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(parent)) {
      List<Path> paths = new ArrayList<>();
      entries.forEach(paths::add);
      return paths;
    } catch (IOException e) {
      throw new StorageException("The folder of a " + noun + " could not be read", e);
    }
  }

  private Path file(NodeId sender, ContentHash digest) {
    return folder.resolve(plain(sender.toString())).resolve(plain(digest.value()));
  }

  /** Some file systems do not allow colons; neither node ids nor digests have underscores. */
  private static String plain(String name) {
    return name.replace(':', '_');
  }

  private static String colons(String name) {
    return name.replace('_', ':');
  }
}
