package io.github.citydc.cli;

import io.github.citydc.exchange.jdbc.JdbcGrants;
import io.github.citydc.exchange.jdbc.NodeDatabase;
import io.github.citydc.exchange.message.InvalidPayloadException;
import io.github.citydc.exchange.message.RefusedException;
import io.github.citydc.exchange.message.StorageException;
import io.github.citydc.model.PayloadFormatException;
import io.github.citydc.model.sharing.SharingChange;
import io.github.citydc.model.sharing.SharingGrant;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code cdx sharing store}. */
@Command(
    name = "store",
    mixinStandardHelpOptions = true,
    description = {
      "Stores grants, or changes of grants, in the database of the providing node; they count from the next answer on.",
      "FILE holds one JSON object a line; a file named *.json holds a single one on any number of"
          + " lines.",
      "All of them are stored, or none. Exit code 1 if one is invalid or cannot follow the one before."
    })
final class SharingStoreCommand implements Callable<Integer> {

  @Mixin private DatabaseOptions database = new DatabaseOptions();

  @Option(
      names = "--type",
      required = true,
      paramLabel = "TYPE",
      description = "sharing.grant or sharing.change.")
  private String typeName = "";

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description = "The payloads. Default: standard input")
  private Optional<Path> file = Optional.empty();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    try {
      Class<?> type = TypeName.record(typeName);
      if (type == SharingGrant.class) {
        return store(PayloadLines.read(file, SharingGrant.class), JdbcGrants::save);
      }
      if (type == SharingChange.class) {
        return store(PayloadLines.read(file, SharingChange.class), JdbcGrants::change);
      }
      throw new IllegalArgumentException("--type is sharing.grant or sharing.change");
    } catch (InvalidPayloadException | PayloadFormatException | RefusedException e) {
      spec.commandLine().getErr().println("cdx sharing store: " + e.getMessage());
      return ExitCodes.FINDINGS;
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  /** Stores one. */
  @FunctionalInterface
  private interface Storing<P> {

    void store(JdbcGrants grants, Connection connection, P payload);
  }

  private <P> int store(List<P> payloads, Storing<P> storing) {
    int exitCode = database.using(source -> storeAll(source, payloads, storing));
    spec.commandLine().getErr().println(payloads.size() + " stored");
    return exitCode;
  }

  private static <P> int storeAll(NodeDatabase source, List<P> payloads, Storing<P> storing) {
    JdbcGrants grants = JdbcGrants.on(source);
    try (Connection connection = source.dataSource().getConnection()) {
      connection.setAutoCommit(false);
      try {
        payloads.forEach(payload -> storing.store(grants, connection, payload));
        connection.commit();
        return ExitCodes.GOOD;
      } finally {
        connection.rollback();
      }
    } catch (SQLException e) {
      throw new StorageException("The grants could not be stored", e);
    }
  }
}
