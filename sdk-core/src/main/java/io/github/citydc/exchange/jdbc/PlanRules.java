package io.github.citydc.exchange.jdbc;

import io.github.citydc.exchange.message.StorageException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/**
 * How a database looks for rows in a transaction of this library. PostgreSQL decides by statistics,
 * which are of no use for a queue: they are minutes old when a million messages have come, and then
 * all of them would be read and sorted for the first. Each statement here has an index in whose
 * order it reads; PostgreSQL is told to use it. Thread-safe.
 */
enum PlanRules {
  BY_INDEX(
      "SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off; SET LOCAL enable_sort = off;"
          + " SET LOCAL jit = off"),
  /** It compiles nothing while it runs. */
  BY_INDEX_OF_OPENGAUSS(
      "SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off; SET LOCAL enable_sort = off"),
  OF_ORACLE(""),
  BY_ITSELF("");

  private final String sql;

  PlanRules(String sql) {
    this.sql = sql;
  }

  /**
   * Those for the database of a data source.
   *
   * @throws StorageException if it does not answer
   */
  static PlanRules of(DataSource dataSource) {
    try (Connection connection = dataSource.getConnection()) {
      return switch (Dialect.of(connection)) {
        case POSTGRESQL -> BY_INDEX;
        case OPENGAUSS -> BY_INDEX_OF_OPENGAUSS;
        case ORACLE -> OF_ORACLE;
        default -> BY_ITSELF;
      };
    } catch (SQLException e) {
      throw new StorageException("The database does not say what it is", e);
    }
  }

  /** Sets them until the end of the transaction, which has just begun. */
  void begin(Connection connection) throws SQLException {
    if (!sql.isEmpty()) {
      try (Statement statement = connection.createStatement()) {
        statement.execute(sql);
      }
    }
  }
}
