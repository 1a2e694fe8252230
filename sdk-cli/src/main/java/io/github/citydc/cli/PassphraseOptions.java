package io.github.citydc.cli;

import io.github.citydc.cli.input.Secret;
import io.github.citydc.signing.node.Passphrase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where the passphrase of the private keys comes from: never the command line itself. */
final class PassphraseOptions {

  @Option(
      names = "--passphrase-env",
      paramLabel = "NAME",
      description = "Environment variable with the passphrase of the private keys.")
  private Optional<String> variable = Optional.empty();

  @Option(
      names = "--passphrase-file",
      paramLabel = "FILE",
      description = "File whose first line is the passphrase of the private keys.")
  private Optional<Path> file = Optional.empty();

  /**
   * The passphrase.
   *
   * @throws IllegalArgumentException if both or an empty one are given
   */
  Passphrase passphrase() throws IOException {
    if (variable.isPresent() && file.isPresent()) {
      throw new IllegalArgumentException("Either --passphrase-env or --passphrase-file");
    }
    if (variable.isPresent()) {
      return Passphrase.of(Secret.ofVariable(variable.get()).toCharArray());
    }
    return file.isPresent()
        ? Passphrase.of(Secret.ofFile(file.get()).toCharArray())
        : Passphrase.none();
  }
}
