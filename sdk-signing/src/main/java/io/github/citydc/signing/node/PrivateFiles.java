package io.github.citydc.signing.node;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A writer of files with keys and certificates, whole or not at all: those with keys can be read by
 * their owner only. On file systems without permissions of POSIX they have those of their folder.
 */
public final class PrivateFiles {

  private static final String DRAFT = ".tmp";

  private PrivateFiles() {}

  /**
   * Writes a file that only its owner can read.
   *
   * @param file where; an earlier one is replaced
   * @param text its content, ASCII
   * @throws IOException if it cannot be written; an earlier one is as it was
   */
  public static void writePrivate(Path file, String text) throws IOException {
    write(file, text.getBytes(StandardCharsets.US_ASCII), "rw-------");
  }

  /**
   * Writes a file that everybody can read.
   *
   * @param file where; an earlier one is replaced
   * @param content its content
   * @throws IOException if it cannot be written; an earlier one is as it was
   */
  public static void writePublic(Path file, byte[] content) throws IOException {
    write(file, content, "rw-r--r--");
  }

  private static void write(Path file, byte[] content, String permissions) throws IOException {
    Path draft = file.resolveSibling(file.getFileName() + DRAFT);
    Files.deleteIfExists(draft);
    Files.createFile(draft, attributes(permissions));
    Files.write(draft, content);
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static FileAttribute<?>[] attributes(String permissions) {
    boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }
}
