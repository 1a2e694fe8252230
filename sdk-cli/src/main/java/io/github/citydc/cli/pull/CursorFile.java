package io.github.citydc.cli.pull;

import io.github.citydc.internal.FilePermissions;
import io.github.citydc.internal.PrivateFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A cursor in a file, which is the old one or the new one, whenever the power goes. */
public final class CursorFile {

  private static final int LONGEST = 1000;

  private final Path file;

  /**
   * A cursor in this file.
   *
   * @param file need not be there
   */
  public CursorFile(Path file) {
    this.file = file.toAbsolutePath();
  }

  /**
   * Reads it.
   *
   * @return the cursor, empty if there is no file
   * @throws IOException if the file cannot be read
   * @throws IllegalArgumentException if it holds no cursor
   */
  public Optional<String> read() throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    FilePermissions.warn(file);
    String cursor =
        Files.size(file) > LONGEST ? "" : Files.readString(file, StandardCharsets.UTF_8).strip();
    if (!cursor.matches("[A-Za-z0-9_.~-]+")) {
      throw new IllegalArgumentException(file + " holds no cursor");
    }
    return Optional.of(cursor);
  }

  /**
   * Replaces it.
   *
   * @param cursor the new one
   * @throws IOException if it cannot be stored; the old one is still there
   */
  public void write(String cursor) throws IOException {
    PrivateFiles.replace(file, (cursor + "\n").getBytes(StandardCharsets.UTF_8));
  }
}
