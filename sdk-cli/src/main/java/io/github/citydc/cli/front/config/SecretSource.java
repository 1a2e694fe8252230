package io.github.citydc.cli.front.config;

import io.github.citydc.cli.input.Secret;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a secret is to be read: the first line of a file, or an environment variable. The secret
 * itself is never in it.
 *
 * @param file the file, empty if it is a variable
 * @param variable the variable, empty if it is a file
 */
public record SecretSource(Optional<Path> file, Optional<String> variable) {

  /**
   * Reads the secret.
   *
   * @return its text, not empty
   * @throws IOException if the file cannot be read
   * @throws IllegalArgumentException if it is empty, or the variable is not set
   */
  public String read() throws IOException {
    return file.isPresent() ? Secret.ofFile(file.get()) : Secret.ofVariable(variable.orElseThrow());
  }
}
