package io.github.citydc.exchange.content;

import io.github.citydc.exchange.message.ContentHash;
import io.github.citydc.exchange.message.HashAlgorithm;
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
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A content store in a folder: {@code batch-parts}, {@code file-parts} and {@code files}, each with
 * one folder per sender, and in that one file per content, named by its digest. Thread-safe;
 * several processes may share the folder.
 *
 * <p><b>Guarantees.</b> A file with the name of a digest is whole and on the disk: content is
 * written to another name first, forced, and renamed. When the disk is full nothing is left behind.
 * Names are made of validated node ids and digests only, so nothing outside the folder is ever
 * touched. The folder has a mark, the file {@code cdx-content.id}; without it nothing is created
 * there. Damaged content is moved to {@code damaged}.
 */
public final class FolderContentStore implements ContentStore {

  private static final String UNFINISHED = ".tmp";
  private static final String ASIDE = "damaged";

  private final Path folder;

  private FolderContentStore(Path folder) {
    this.folder = folder;
  }

  /**
   * The content in a folder. Nothing is created yet: a receiver sets the folder up when its index
   * knows of none, and never again.
   *
   * @param folder for content only
   * @return the store
   */
  public static FolderContentStore in(Path folder) {
    if (Files.isDirectory(folder)) {
      FilePermissions.warn(folder);
    }
    return new FolderContentStore(folder);
  }

  @Override
  public Optional<String> mark() {
    return StoreMark.read(folder);
  }

  @Override
  public String establish() {
    String mark = StoreMark.make(folder);
    try {
      for (ContentKey.Kind kind : ContentKey.Kind.values()) {
        PrivateFiles.createFolders(folder(kind));
      }
    } catch (IOException e) {
      throw new StorageException("The folder of content could not be set up: " + folder, e);
    }
    return mark;
  }

  @Override
  public void put(ContentKey key, InputStream content) {
    Path file = file(key);
    Path unfinished = null;
    try {
      StoreMark.require(folder);
      Path siblings = file.resolveSibling(".").normalize();
      PrivateFiles.createFolders(siblings);
      unfinished = PrivateFiles.createTemporary(siblings, noun(key), UNFINISHED);
      if (!write(unfinished, content, key.digest().algorithm()).equals(key.digest())) {
        throw new RefusedException(
            ProblemCode.DIGEST_MISMATCH,
            "The content is not the " + noun(key) + " the digest names");
      }
      Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
      PrivateFiles.flushFolder(file);
    } catch (IOException e) {
      throw removing(
          unfinished, new StorageException("The " + noun(key) + " could not be stored", e));
    } catch (RuntimeException e) {
      throw removing(unfinished, e);
    }
  }

  private static ContentHash write(Path file, InputStream content, HashAlgorithm algorithm)
      throws IOException {
    MessageDigest digest = algorithm.newDigest();
    try (FileChannel channel = PrivateFiles.open(file, StandardOpenOption.WRITE);
        OutputStream out = Channels.newOutputStream(channel)) {
      new DigestInputStream(content, digest).transferTo(out);
      channel.force(true);
    }
    return ContentHash.of(digest, algorithm);
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

  @Override
  public OptionalLong size(ContentKey key) {
    Path file = file(key);
    try {
      return Files.isRegularFile(file) ? OptionalLong.of(Files.size(file)) : OptionalLong.empty();
    } catch (NoSuchFileException e) {
      return OptionalLong.empty();
    } catch (IOException e) {
      throw new StorageException("The " + noun(key) + " could not be looked at", e);
    }
  }

  @Override
  public InputStream open(ContentKey key) {
    try {
      return Files.newInputStream(file(key));
    } catch (IOException e) {
      throw new StorageException("The " + noun(key) + " could not be read", e);
    }
  }

  @Override
  public void remove(ContentKey key) {
    remove(file(key));
  }

  private static void remove(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new StorageException("Content could not be removed", e);
    }
  }

  /** Writes an empty file into each folder, and removes it. */
  @Override
  public void requireUsable() {
    for (ContentKey.Kind kind : ContentKey.Kind.values()) {
      try {
        Files.delete(PrivateFiles.createTemporary(folder(kind), "health", UNFINISHED));
      } catch (IOException e) {
        throw new StorageException("The folder of content cannot be written to", e);
      }
    }
  }

  @Override
  public void setAside(ContentKey key) {
    Path file = file(key);
    Path aside = folder.resolve(ASIDE).resolve(folder.relativize(file));
    try {
      PrivateFiles.createFolders(aside.resolveSibling(".").normalize());
      Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
    } catch (NoSuchFileException e) {
      // Another reader has moved it already.
      return;
    } catch (IOException e) {
      throw new StorageException("A damaged " + noun(key) + " could not be set aside", e);
    }
  }

  @Override
  public List<ContentKey> setAside() {
    List<ContentKey> keys = new ArrayList<>();
    Path aside = folder.resolve(ASIDE);
    for (ContentKey.Kind kind : ContentKey.Kind.values()) {
      Path ofKind = aside.resolve(name(kind));
      for (Path sender : list(ofKind)) {
        list(sender).stream()
            .filter(file -> isOurs(sender, file))
            .map(file -> key(kind, sender, file))
            .forEach(keys::add);
      }
    }
    return keys;
  }

  @Override
  public void sweep(ContentKey.Kind kind, Instant before, Predicate<ContentKey> known) {
    for (Path sender : list(folder(kind)).stream().filter(Files::isDirectory).toList()) {
      for (Path file : list(sender)) {
        if (isOlder(file, before) && isOurs(sender, file) && !isKnown(kind, sender, file, known)) {
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

  private static boolean isKnown(
      ContentKey.Kind kind, Path sender, Path file, Predicate<ContentKey> known) {
    String name = String.valueOf(file.getFileName());
    return !name.endsWith(UNFINISHED) && known.test(key(kind, sender, file));
  }

  private static ContentKey key(ContentKey.Kind kind, Path sender, Path file) {
    return new ContentKey(
        kind,
        NodeId.parse(colons(String.valueOf(sender.getFileName()))),
        ContentHash.parse(colons(String.valueOf(file.getFileName()))));
  }

  private static boolean isOlder(Path file, Instant before) {
    try {
      return Files.getLastModifiedTime(file).toInstant().isBefore(before);
    } catch (IOException e) {
      return false;
    }
  }

  private static List<Path> list(Path parent) {
    if (!Files.isDirectory(parent)) {
      return List.of();
    }
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(parent)) {
      List<Path> paths = new ArrayList<>();
      entries.forEach(paths::add);
      return paths;
    } catch (IOException e) {
      throw new StorageException("A folder of content could not be read", e);
    }
  }

  private Path folder(ContentKey.Kind kind) {
    return folder.resolve(name(kind));
  }

  private static String name(ContentKey.Kind kind) {
    return switch (kind) {
      case BATCH_PART -> "batch-parts";
      case FILE_PART -> "file-parts";
      case FILE -> "files";
    };
  }

  private Path file(ContentKey key) {
    return folder(key.kind())
        .resolve(plain(key.sender().toString()))
        .resolve(plain(key.digest().value()));
  }

  private static String noun(ContentKey key) {
    return key.kind() == ContentKey.Kind.FILE ? "file" : "part";
  }

  /** Some file systems do not allow colons; neither node ids nor digests have underscores. */
  private static String plain(String name) {
    return name.replace(':', '_');
  }

  private static String colons(String name) {
    return name.replace('_', ':');
  }
}
