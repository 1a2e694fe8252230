package io.github.citydc.cli.input;

import io.github.citydc.internal.FilePermissions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/** Reads secrets from a variable or a file, because all users of a machine see command lines. */
public final class Secret {

  private Secret() {}

  /**
   * The value of an environment variable.
   *
   * @param name of the variable
   * @return the secret
   * @throws IllegalArgumentException if it is not set, or empty
   */
  public static String ofVariable(String name) {
    return Optional.ofNullable(System.getenv(name))
        .filter(value -> !value.isEmpty())
        .orElseThrow(
            () -> new IllegalArgumentException("The environment variable " + name + " is not set"));
  }

  /**
   * The first line of a file.
   *
   * @param file the file
   * @return the secret
   * @throws IllegalArgumentException if it is empty
   * @throws IOException if it cannot be read
   */
  public static String ofFile(Path file) throws IOException {
    FilePermissions.warn(file);
    String line = InputFiles.text(file, StandardCharsets.UTF_8).split("\\R", 2)[0];
    if (line.isEmpty()) {
      throw new IllegalArgumentException("The first line of " + file + " is empty");
    }
    return line;
  }
}
