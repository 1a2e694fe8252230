package io.github.citydc.exchange.jdbc;

import io.github.citydc.exchange.StorageException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** Creates our tables in the words of the database at hand. */
final class Schema {

  private static final String POSTGRESQL = "PostgreSQL";

  private Schema() {}

  /**
   * Creates what is not there.
   *
   * @param dataSource the database
   * @param table for messages
   * @param statements in standard SQL, large values as {@code BLOB} and {@code CLOB}
   */
  static void create(DataSource dataSource, String table, String... statements) {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      boolean postgresql = connection.getMetaData().getDatabaseProductName().equals(POSTGRESQL);
      for (String sql : statements) {
        statement.execute(postgresql ? inPostgresql(sql) : sql);
      }
    } catch (SQLException e) {
      throw new StorageException("The table " + table + " could not be created", e);
    }
  }

  private static String inPostgresql(String sql) {
    return sql.replace(" BLOB", " BYTEA").replace(" CLOB", " TEXT");
  }
}
