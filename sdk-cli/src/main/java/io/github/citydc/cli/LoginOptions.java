package io.github.citydc.cli;

import io.github.citydc.cli.database.Database;
import io.github.citydc.cli.input.Secret;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Who logs in to a database behind a JDBC URL; the password never stands on the command line. */
final class LoginOptions {

  @Option(names = "--user", paramLabel = "NAME", description = "With a JDBC URL: who logs in.")
  private Optional<String> user = Optional.empty();

  @Option(
      names = "--password-env",
      paramLabel = "NAME",
      description = "With a JDBC URL: environment variable with the password.")
  private Optional<String> passwordVariable = Optional.empty();

  /**
   * Opens a database.
   *
   * @param place a file or a JDBC URL
   * @throws IllegalArgumentException if the environment variable is not set
   */
  Database open(String place) {
    return Database.open(place, user, passwordVariable.map(Secret::ofVariable));
  }

  /**
   * Opens it for an outbox.
   *
   * @param place a file or a JDBC URL
   * @throws IllegalArgumentException if the environment variable is not set
   */
  Database openForSending(String place) {
    return Database.openForSending(place, user, passwordVariable.map(Secret::ofVariable));
  }
}
