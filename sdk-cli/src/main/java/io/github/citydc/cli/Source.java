package io.github.citydc.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/**
 * Where a command reads from: a file, or standard input.
 *
 * @param file the file, empty for standard input
 */
record Source(Optional<Path> file) {

  /** Opens it; a file that is not there is a usage error. */
  InputStream open(CommandSpec command) {
    if (file.isEmpty()) {
      return System.in;
    }
    try {
      return Files.newInputStream(file.get());
    } catch (IOException e) {
      throw new ParameterException(
          command.commandLine(), "The file " + file.get() + " cannot be read", e);
    }
  }

  OptionalLong size() throws IOException {
    return file.isPresent() && Files.isRegularFile(file.get())
        ? OptionalLong.of(Files.size(file.get()))
        : OptionalLong.empty();
  }
}
