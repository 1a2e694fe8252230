package io.github.citydc.exchange.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The scripts that have run in a database, as its table {@code cdx_schema} records them.
 *
 * @param database its kind
 * @param completed the versions of the scripts that ran to their end
 */
record SchemaState(Dialect database, Set<Integer> completed) {

  SchemaState {
    completed = Set.copyOf(completed);
  }

  /**
   * Reads it.
   *
   * @throws IllegalStateException if there are no scripts for this kind of database
   */
  static SchemaState of(Connection connection) throws SQLException {
    Dialect database = Dialect.of(connection);
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT version FROM cdx_schema")) {
      Set<Integer> completed = new HashSet<>();
      while (row.next()) {
        completed.add(row.getInt(1));
      }
      return new SchemaState(database, completed);
    } catch (SQLException e) {
      if (!connection.getAutoCommit()) {
        Transactions.rollback(connection, e);
      }
      if (Dialect.saysNoSuchTable(e)) {
        return new SchemaState(database, Set.of());
      }
      throw e;
    }
  }

  /** The last script that ran, 0 if none did. */
  int version() {
    return completed.stream().mapToInt(Integer::intValue).max().orElse(0);
  }

  /** The scripts this library needs that have not run, in their order. */
  List<SchemaScript> missing() {
    return SchemaScript.allFor(database).stream()
        .filter(script -> !completed.contains(script.version()))
        .toList();
  }

  /** The scripts that are missing, for a message. */
  String missingPaths() {
    return missing().stream().map(SchemaScript::path).collect(Collectors.joining(", "));
  }
}
