package io.github.citydc.exchange.jdbc;

import io.github.citydc.exchange.message.StorageException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** Runs the scripts with Flyway, which the application has or has not. */
final class FlywayMigration {

  /** Not the default: the application's own Flyway has that one. */
  private static final String HISTORY = "cdx_schema_history";

  /** How Flyway begins when it lacks the artifact of a database. */
  private static final String NO_DATABASE = "No database found";

  private FlywayMigration() {}

  /** Runs those that come after the state. */
  static void run(DataSource dataSource, SchemaState state) {
    try {
      Flyway.configure(FlywayMigration.class.getClassLoader())
          .dataSource(dataSource)
          .locations("classpath:" + SchemaScript.ROOT + state.database().folder())
          .table(HISTORY)
          .baselineOnMigrate(true)
          .baselineVersion(String.valueOf(state.version()))
          .placeholderReplacement(false)
          .loggers("slf4j")
          .load()
          .migrate();
    } catch (FlywayException e) {
      throw new StorageException(
          "The tables of the exchange could not be brought up to date: " + reason(e), e);
    }
  }

  /** The first line: the others show the statement. */
  private static String reason(FlywayException failure) {
    String said = String.valueOf(failure.getMessage()).strip().lines().findFirst().orElse("");
    return said.contains(NO_DATABASE)
        ? said
            + " (Flyway needs an artifact of its own for most databases, for example"
            + " org.flywaydb:flyway-database-postgresql or org.flywaydb:flyway-mysql)"
        : said;
  }
}
