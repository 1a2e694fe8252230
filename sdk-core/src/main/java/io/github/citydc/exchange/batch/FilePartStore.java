package io.github.citydc.exchange.batch;

import io.github.citydc.exchange.StorageException;
import io.github.citydc.exchange.spi.HttpBody;
import io.github.citydc.exchange.spi.PartStore;
import io.github.citydc.naming.NodeId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.function.BiPredicate;

/**
 * Parts as files: a folder a sender, a file a part, named by its digest. Thread-safe; several
 * processes may share the folder.
 *
 * <p><b>Guarantees.</b> A file with the name of a part is whole and on the disk: content is written
 * to another name first, forced, and renamed. When the disk is full nothing is left behind. Names
 * are made of validated node ids and digests only, so nothing outside the folder is ever touched.
 */
public final class FilePartStore implements PartStore {

  private static final String UNFINISHED = ".tmp";

  private final Path folder;

  private FilePartStore(Path folder) {
    this.folder = folder;
  }

  /**
   * The parts in a folder.
   *
   * @param folder created if it is not there; for parts only
   * @return the store
   * @throws StorageException if the folder cannot be created
   */
  public static FilePartStore in(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new StorageException("The folder of the parts could not be created", e);
    }
    return new FilePartStore(folder);
  }

  @Override
  public void put(NodeId sender, PartDigest digest, HttpBody content) {
    if (!PartDigest.of(content).equals(digest)) {
      throw new IllegalArgumentException("The content is not that of " + digest);
    }
    Path file = file(sender, digest);
    Path unfinished = null;
    try {
      Files.createDirectories(file.resolveSibling("."));
      unfinished = Files.createTempFile(file.getParent(), "part", UNFINISHED);
      write(unfinished, content);
      Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
      forceFolder(file);
    } catch (IOException e) {
      throw new StorageException("The part could not be stored", removing(unfinished, e));
    }
  }

  private static void write(Path file, HttpBody content) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(content.toByteArray());
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }

  /** Makes the new name last; where folders cannot be opened, renaming does so itself. */
  private static void forceFolder(Path file) throws IOException {
    Path parent = file.resolveSibling(".").normalize();
    if (Files.getFileStore(parent).supportsFileAttributeView("posix")) {
      try (FileChannel channel = FileChannel.open(parent)) {
        channel.force(true);
      }
    }
  }

  private static IOException removing(@org.jspecify.annotations.Nullable Path file, IOException e) {
    if (file != null) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException another) {
        e.addSuppressed(another);
      }
    }
    return e;
  }

  @Override
  public boolean holds(NodeId sender, PartDigest digest) {
    return Files.isRegularFile(file(sender, digest));
  }

  @Override
  public InputStream open(NodeId sender, PartDigest digest) {
    try {
      return Files.newInputStream(file(sender, digest));
    } catch (IOException e) {
      throw new StorageException("The part could not be read", e);
    }
  }

  @Override
  public void remove(NodeId sender, PartDigest digest) {
    remove(file(sender, digest));
  }

  private static void remove(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new StorageException("A part could not be removed", e);
    }
  }

  @Override
  public void sweep(Instant before, BiPredicate<NodeId, PartDigest> known) {
    for (Path sender : list(folder)) {
      for (Path file : list(sender)) {
        if (isOlder(file, before) && !isKnown(sender, file, known)) {
          remove(file);
        }
      }
    }
  }

  private static boolean isKnown(Path sender, Path file, BiPredicate<NodeId, PartDigest> known) {
    String name = String.valueOf(file.getFileName());
    return !name.endsWith(UNFINISHED)
        && known.test(
            NodeId.parse(colons(String.valueOf(sender.getFileName()))),
            PartDigest.parse(colons(name)));
  }

  private static boolean isOlder(Path file, Instant before) {
    try {
      return Files.getLastModifiedTime(file).toInstant().isBefore(before);
    } catch (IOException e) {
      return false;
    }
  }

  private static List<Path> list(Path folder) {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      List<Path> paths = new java.util.ArrayList<>();
      entries.forEach(paths::add);
      return paths;
    } catch (IOException e) {
      throw new StorageException("The folder of the parts could not be read", e);
    }
  }

  private Path file(NodeId sender, PartDigest digest) {
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
