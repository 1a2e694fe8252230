package io.github.citydc.cli;

import io.github.citydc.cli.database.Database;
import java.util.function.Function;
import javax.sql.DataSource;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which database to look into. */
final class DatabaseOptions {

  @Option(
      names = "--db",
      required = true,
      paramLabel = "DB",
      description =
          "The file of an H2 database, or a JDBC URL; what cdx send --durable or the node was given.")
  private String place = "";

  @Mixin private LoginOptions login = new LoginOptions();

  /**
   * Does something with the database.
   *
   * @throws IllegalArgumentException if there is no such file
   */
  int using(Function<DataSource, Integer> work) {
    Database.requireFile(place);
    if (!Database.mayExist(place)) {
      throw new IllegalArgumentException("There is no database " + place);
    }
    try (Database database = login.open(place)) {
      return work.apply(database.dataSource());
    }
  }
}
