package io.github.citydc.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The file of an H2 database that only the user of this process can read. H2 would create it with
 * what the umask allows, and write failed statements with their values into a file of traces.
 */
public final class PrivateDatabase {

  private static final String SUFFIX = ".mv.db";

  /** What is larger lies apart, which costs three times as much to write as in its row. */
  private static final String SMALL_VALUES_IN_THEIR_ROW = ";MAX_LENGTH_INPLACE_LOB=8192";

  private static final String NO_TRACE_FILE = ";TRACE_LEVEL_FILE=0";

  private PrivateDatabase() {}

  /**
   * Claims a database for this process, so that another one that wants to open it is told who has
   * it; H2 would only say that somebody has.
   *
   * @param database its path, without {@code .mv.db}; its folder is created
   * @return to be closed behind the database, empty if this process has it already
   * @throws IllegalStateException if another process uses it; the message says who
   * @throws UncheckedIOException if it cannot be locked
   */
  public static Optional<FileClaim> claim(Path database) {
    Path file = database.resolveSibling(database.getFileName() + SUFFIX).toAbsolutePath();
    try {
      PrivateFiles.createFolders(file.resolveSibling(".").normalize());
      return FileClaim.ofProcess(file);
    } catch (IOException e) {
      throw new UncheckedIOException("The database " + file + " cannot be locked: " + e, e);
    }
  }

  /**
   * Prepares a database. One that is there stays as it is, with a warning if others can read it.
   *
   * @param database its path, without {@code .mv.db}
   * @return the absolute path and options that follow {@code jdbc:h2:file:} in a URL
   * @throws UncheckedIOException if the file cannot be created
   */
  public static String at(Path database) {
    Path path = database.toAbsolutePath();
    Path file = path.resolveSibling(path.getFileName() + SUFFIX);
    try {
      PrivateFiles.prepare(file);
    } catch (IOException e) {
      throw new UncheckedIOException("The database " + file + " cannot be created", e);
    }
    FilePermissions.warn(file);
    return path + NO_TRACE_FILE + SMALL_VALUES_IN_THEIR_ROW;
  }
}
