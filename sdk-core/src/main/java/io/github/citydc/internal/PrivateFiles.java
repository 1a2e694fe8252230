package io.github.citydc.internal;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * The only place where the library creates files and folders. Only the user of this process can
 * read them: files have the permissions 0600, folders 0700, from the first byte on and whatever the
 * umask. On file systems without POSIX permissions they have those of the folder they are in.
 */
public final class PrivateFiles {

  private static final String FILE = "rw-------";
  private static final String FOLDER = "rwx------";
  private static final String GROUP_FOLDER = "rwxrwx---";
  private static final String PUBLIC = "rw-r--r--";
  private static final String GROUP = "rw-r-----";

  private PrivateFiles() {}

  /**
   * Creates a folder, with those it is in. One that is there stays as it is.
   *
   * @param folder the folder
   * @return the folder
   * @throws IOException if it cannot be created
   */
  public static Path createFolders(Path folder) throws IOException {
    return Files.isDirectory(folder)
        ? folder
        : Files.createDirectories(folder, attributes(folder, FOLDER));
  }

  /**
   * Creates a folder that another program uses as well, whose user is in its group. One that is
   * there stays as it is; the folders it is in must be there.
   *
   * @param folder the folder, with permissions 0770 if the umask allows them
   * @return the folder
   * @throws IOException if it cannot be created
   */
  public static Path createFolderForGroup(Path folder) throws IOException {
    return Files.isDirectory(folder)
        ? folder
        : Files.createDirectory(folder, attributes(folder, GROUP_FOLDER));
  }

  /**
   * Creates an empty file for a library that creates its files by itself, such as a database. One
   * that is there stays as it is, unless it is empty: nothing of it is known to anybody yet, and it
   * becomes private before something is written to it.
   *
   * @param file the file; its folder is created as well
   * @throws IOException if it cannot be created
   */
  public static void prepare(Path file) throws IOException {
    createFolders(file.toAbsolutePath().resolveSibling(".").normalize());
    // Closing a file that is there would release the lock of a database that has it open.
    if (!Files.exists(file)) {
      try {
        Files.createFile(file, attributes(file, FILE));
      } catch (FileAlreadyExistsException e) {
        return;
      }
    } else if (Files.isRegularFile(file)
        && Files.size(file) == 0
        && FilePermissions.areKnownFor(file)) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(FILE));
    }
  }

  /**
   * Creates a file that has a name of its own.
   *
   * @param folder the folder it is in
   * @param prefix begins its name
   * @param suffix ends its name
   * @return the file, empty
   * @throws IOException if it cannot be created
   */
  public static Path createTemporary(Path folder, String prefix, String suffix) throws IOException {
    return Files.createTempFile(folder, prefix, suffix, attributes(folder, FILE));
  }

  /**
   * Creates a file in the folder of the system for temporary files.
   *
   * @param prefix begins its name
   * @param suffix ends its name
   * @return the file, empty
   * @throws IOException if it cannot be created
   */
  public static Path createTemporary(String prefix, String suffix) throws IOException {
    return createTemporary(Path.of(System.getProperty("java.io.tmpdir")), prefix, suffix);
  }

  /**
   * Opens a file.
   *
   * @param file the file
   * @param options as for {@link FileChannel#open(Path, OpenOption...)}
   * @return the open file
   * @throws IOException if it cannot be opened or created
   */
  public static FileChannel open(Path file, OpenOption... options) throws IOException {
    return FileChannel.open(file, Set.of(options), attributes(file, FILE));
  }

  /**
   * Writes a file in its place, so that it may also be a device. One that is there keeps its
   * permissions.
   *
   * @param file the file
   * @param content its new content
   * @throws IOException if it cannot be written; it may be incomplete then
   */
  public static void write(Path file, byte[] content) throws IOException {
    try (FileChannel channel =
        open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      writeFully(channel, content);
    }
  }

  /**
   * Replaces a file as a whole; the new content is on the disk before the old one is removed.
   *
   * @param file the file, with permissions 0600 from now on
   * @param content its new content
   * @throws IOException if it cannot be written; the old content is still there
   */
  public static void replace(Path file, byte[] content) throws IOException {
    replace(file, content, FILE);
  }

  /**
   * Replaces a file that everybody may read, such as a certificate, as a whole.
   *
   * @param file the file, with permissions 0644 from now on
   * @param content its new content
   * @throws IOException if it cannot be written; the old content is still there
   */
  public static void replacePublic(Path file, byte[] content) throws IOException {
    replace(file, content, PUBLIC);
  }

  /** Writes a content. */
  @FunctionalInterface
  public interface Filling {

    /**
     * Writes it.
     *
     * @param out takes it; not to be closed
     * @throws IOException if it cannot be written
     */
    void into(OutputStream out) throws IOException;
  }

  /**
   * Replaces a file that is handed to another program, whose user is in the group of the folder, as
   * a whole.
   *
   * @param file the file, with permissions 0640 from now on
   * @param content writes its new content
   * @throws IOException if it cannot be written; the old content is still there
   */
  public static void replaceForGroup(Path file, Filling content) throws IOException {
    replace(file, content, GROUP);
  }

  private static void replace(Path file, byte[] content, String permissions) throws IOException {
    replace(file, out -> out.write(content), permissions);
  }

  private static void replace(Path file, Filling content, String permissions) throws IOException {
    Path target = file.toAbsolutePath();
    Path draft =
        createTemporary(target.resolveSibling("."), String.valueOf(target.getFileName()), ".new");
    try {
      try (FileChannel channel = open(draft, StandardOpenOption.WRITE)) {
        OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel));
        content.into(out);
        out.flush();
        channel.force(true);
      }
      if (FilePermissions.areKnownFor(draft)) {
        Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString(permissions));
      }
      Files.move(
          draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      flushFolder(target);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  /**
   * Makes what became of a name in a folder last: a new file, or one that was renamed. Where
   * folders cannot be opened, the system does so itself.
   *
   * @param file its name is flushed, not its content
   * @throws IOException if the folder cannot be flushed
   */
  public static void flushFolder(Path file) throws IOException {
    Path folder = file.toAbsolutePath().resolveSibling(".").normalize();
    if (FilePermissions.areKnownFor(folder)) {
      try (FileChannel channel = open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  private static void writeFully(FileChannel channel, byte[] content) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(content);
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  private static FileAttribute<?>[] attributes(Path path, String permissions) {
    return FilePermissions.areKnownFor(path)
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }
}
