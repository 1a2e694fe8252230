package io.github.citydc.exchange.jdbc;

import io.github.citydc.exchange.message.StorageException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * Makes the tables in a database that has none of them. The first statement decides between several
 * who begin at once: only one can create the table that records the scripts; the others wait for
 * it.
 */
final class FreshSchema {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final long LOOK_AGAIN_MILLIS = 50;

  /**
   * How a script records itself. All do so at the end, together: where definitions of tables are
   * not part of a transaction, another would see tables of an older version between two scripts.
   */
  private static final String RECORDING = "INSERT INTO cdx_schema ";

  private FreshSchema() {}

  static void create(DataSource dataSource) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      SchemaState state = SchemaState.of(connection);
      if (state.missing().isEmpty()) {
        return;
      }
      if (state.version() > 0) {
        throw new IllegalStateException(
            "The tables of the exchange are there, of an older version; bring them up to date with "
                + "JdbcSchema.migrate, or run "
                + state.missingPaths());
      }
      run(connection, state);
    }
  }

  private static void run(Connection connection, SchemaState state) throws SQLException {
    boolean before = connection.getAutoCommit();
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      List<String> records = new ArrayList<>();
      for (SchemaScript script : state.missing()) {
        for (String sql : script.statements()) {
          if (sql.startsWith(RECORDING)) {
            records.add(sql);
          } else {
            statement.execute(sql);
          }
        }
      }
      for (String sql : records) {
        statement.execute(sql);
      }
      connection.commit();
    } catch (SQLException e) {
      Transactions.rollback(connection, e);
      awaitTheOther(connection, e);
    } finally {
      connection.setAutoCommit(before);
    }
  }

  /** Returns when another process has created the tables. */
  private static void awaitTheOther(Connection connection, SQLException failure)
      throws SQLException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (begun(connection)) {
      if (SchemaState.of(connection).missing().isEmpty()) {
        return;
      }
      if (System.nanoTime() - end > 0) {
        break;
      }
      pause(failure);
    }
    throw failure;
  }

  private static boolean begun(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.executeQuery("SELECT version FROM cdx_schema").close();
      connection.commit();
      return true;
    } catch (SQLException e) {
      Transactions.rollback(connection, e);
      return false;
    }
  }

  private static void pause(SQLException failure) {
    try {
      Thread.sleep(LOOK_AGAIN_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StorageException("Interrupted while another makes the tables", failure);
    }
  }
}
