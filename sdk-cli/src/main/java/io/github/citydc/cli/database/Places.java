package io.github.citydc.cli.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import org.h2.api.ErrorCode;

/** Says in plain words why a path is not that of a database that can be opened. */
final class Places {

  private static final byte[] BEGINNING = "H:2,".getBytes(StandardCharsets.US_ASCII);

  /** The file begins with its head twice, for the case that one is damaged. */
  private static final int HEAD = 4096;

  private Places() {}

  /**
   * Requires that there is the file of a database, or that one can be made.
   *
   * @param place as the user wrote it
   * @param file the file of H2
   * @throws IllegalArgumentException if there is something else; the message says what
   */
  static void require(String place, Path file) {
    if (Files.isDirectory(file)) {
      throw new IllegalArgumentException(file + " is a folder, not the file of a database");
    }
    if (Files.exists(file)) {
      requireDatabase(file);
      return;
    }
    if (Files.isDirectory(Path.of(place))) {
      throw new IllegalArgumentException(
          place + " is a folder; name the file of the database in it");
    }
    for (Path folder = file.toAbsolutePath().getParent();
        folder != null;
        folder = folder.getParent()) {
      if (Files.exists(folder)) {
        if (!Files.isDirectory(folder)) {
          throw new IllegalArgumentException(folder + " is not a folder");
        }
        return;
      }
    }
  }

  /** Another part of this process that has it open keeps its lock: this one only reads. */
  private static void requireDatabase(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] heads = in.readNBytes(HEAD + BEGINNING.length);
      if (heads.length > 0 && !begins(heads, 0) && !begins(heads, HEAD)) {
        throw new IllegalArgumentException(
            file + " is not the file of an H2 database; it was left as it is");
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The database " + file + " cannot be read: " + e, e);
    }
  }

  private static boolean begins(byte[] heads, int at) {
    return heads.length >= at + BEGINNING.length
        && Arrays.equals(heads, at, at + BEGINNING.length, BEGINNING, 0, BEGINNING.length);
  }

  /**
   * What the failure to open a file means for the user.
   *
   * @param place as the user wrote it
   * @param failure what H2 has thrown, or a pool around it
   * @return a sentence, empty if it is no matter of the path
   */
  static Optional<String> explained(String place, Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        return switch (sql.getErrorCode()) {
          case ErrorCode.DATABASE_ALREADY_OPEN_1 ->
              Optional.of(
                  "The database " + place + " is in use by another process: wait for its end");
          case ErrorCode.FILE_CORRUPTED_1 ->
              Optional.of(
                  "The database " + place + " is damaged: restore it, or name another file");
          case ErrorCode.FILE_VERSION_ERROR_1 ->
              Optional.of("The database " + place + " was written by another version of H2");
          default -> Optional.empty();
        };
      }
    }
    return Optional.empty();
  }
}
