package io.github.citydc.cli;

import io.github.citydc.cli.input.InputFiles;
import io.github.citydc.internal.FilePermissions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/** Reads secrets from a variable or a file, because all users of a machine see command lines. */
final class Secret {

  private Secret() {}

  /**
   * The value of an environment variable.
   *
   * @throws IllegalArgumentException if it is not set, or empty
   */
  static String ofVariable(String name) {
    return Optional.ofNullable(System.getenv(name))
        .filter(value -> !value.isEmpty())
        .orElseThrow(
            () -> new IllegalArgumentException("The environment variable " + name + " is not set"));
  }

  /**
   * The first line of a file.
   *
   * @throws IllegalArgumentException if it is empty
   */
  static String ofFile(Path file) throws IOException {
    FilePermissions.warn(file);
    String line = InputFiles.text(file, StandardCharsets.UTF_8).split("\\R", 2)[0];
    if (line.isEmpty()) {
      throw new IllegalArgumentException("The first line of " + file + " is empty");
    }
    return line;
  }
}
