package io.github.citydc.testkit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.sql.DataSource;

/**
 * Many rows of a table that are alike, made by one statement. A column is an expression of {@code
 * x}, the number of the row from 1.
 */
final class Crowd {

  private final String table;
  private final Map<String, String> columns = new LinkedHashMap<>();

  Crowd(String table) {
    this.table = table;
  }

  Crowd column(String name, String expression) {
    columns.put(name, expression);
    return this;
  }

  Crowd text(String name, String value) {
    return column(name, "'" + value + "'");
  }

  /** An id that grows with the row; rows of different crowds have different ones. */
  Crowd id(String name, int crowd) {
    return column(
        name,
        "LPAD(CAST(x AS VARCHAR(8)), 8, '0') || '-%04d-7000-8000-000000000000'".formatted(crowd));
  }

  /** A value for the first hundred rows; the others, which nobody reads, have less. */
  Crowd bytes(String name, TestDatabase kind, byte[] value) {
    return bytes(name, kind, value, 100);
  }

  /** A value for the first rows. */
  Crowd bytes(String name, TestDatabase kind, byte[] value, long first) {
    String type = kind == TestDatabase.H2 ? "VARBINARY" : "BYTEA";
    String hex = java.util.HexFormat.of().formatHex(value);
    String content = kind == TestDatabase.H2 ? "X'" + hex + "'" : "'\\x" + hex + "'";
    String none = kind == TestDatabase.H2 ? "X'00'" : "'\\x00'";
    return column(
        name,
        "CASE WHEN x <= %d THEN CAST(%s AS %s) ELSE CAST(%s AS %s) END"
            .formatted(first, content, type, none, type));
  }

  /** Fills in the rows, for the first node of a database and for a second one beside it. */
  Crowd fill(DataSource database, TestDatabase kind, long rows) throws SQLException {
    fill(database, kind, rows, 1);
    fill(database, kind, rows, 2);
    return this;
  }

  /** Fills in the rows for the node with a number. */
  void fill(DataSource database, TestDatabase kind, long rows, int node) throws SQLException {
    String series =
        kind == TestDatabase.H2 ? "SYSTEM_RANGE(1, ?) s(x)" : "generate_series(1, ?) AS s(x)";
    try (Connection connection = database.getConnection();
        PreparedStatement insert =
            connection.prepareStatement(
                "INSERT INTO %s (node, %s) SELECT %d, %s FROM %s"
                    .formatted(
                        table,
                        String.join(", ", columns.keySet()),
                        node,
                        String.join(", ", columns.values()),
                        series))) {
      insert.setLong(1, rows);
      insert.executeUpdate();
    }
  }
}
