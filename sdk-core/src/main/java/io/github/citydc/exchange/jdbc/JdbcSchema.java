package io.github.citydc.exchange.jdbc;

import io.github.citydc.exchange.StorageException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * The tables of the exchange, all named {@code cdx_…}, in a schema an application has for itself
 * too. They are versioned: {@code cdx_schema_history} tells which scripts have run, and a newer
 * library brings what is there up to date without losing a row.
 *
 * <p>Everything in this package that stands on a {@link DataSource} calls {@link #migrate} by
 * itself. Where the application may not create tables, a database administrator runs the scripts
 * under {@code META-INF/citydc/migration} in the jar, or a tool calls {@link #migrate} with an
 * account that may.
 */
public final class JdbcSchema {

  private static final String HISTORY = "cdx_schema_history";
  private static final String SCRIPTS = "classpath:META-INF/citydc/migration";
  private static final String SCRIPTS_FOR_H2 = "classpath:META-INF/citydc/migration-h2";
  private static final String POSTGRESQL = "PostgreSQL";

  /** What large values are called. */
  private static final Map<String, String> POSTGRESQL_WORDS =
      Map.of("bytes", "BYTEA", "text", "TEXT");

  private static final Map<String, String> H2_WORDS = Map.of("bytes", "BLOB", "text", "CLOB");

  private JdbcSchema() {}

  /**
   * Creates the tables, or brings them up to date. Does nothing if they are; several processes may
   * call it at once. Within a process one waits for the other: on H2 two that begin together would
   * both write the first line of the history.
   *
   * @param dataSource gives connections to H2 or PostgreSQL; two at a time are used
   * @throws StorageException if the database cannot be reached, or does not allow it
   */
  public static synchronized void migrate(DataSource dataSource) {
    try {
      boolean postgresql = isPostgresql(dataSource);
      Flyway.configure(JdbcSchema.class.getClassLoader())
          .dataSource(dataSource)
          .locations(postgresql ? new String[] {SCRIPTS} : new String[] {SCRIPTS, SCRIPTS_FOR_H2})
          .table(HISTORY)
          .baselineOnMigrate(true)
          .baselineVersion("0")
          .placeholders(postgresql ? POSTGRESQL_WORDS : H2_WORDS)
          .loggers("slf4j")
          .load()
          .migrate();
    } catch (FlywayException | SQLException e) {
      throw new StorageException("The tables of the exchange could not be brought up to date", e);
    }
  }

  private static boolean isPostgresql(DataSource dataSource) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      return POSTGRESQL.equals(connection.getMetaData().getDatabaseProductName());
    }
  }
}
