package io.github.citydc.testkit;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;

/** The tables of the exchange in a database, as the database itself describes them. */
record TableRows(DataSource database) {

  /** The names of the tables, in lower case, sorted. */
  List<String> tables() throws SQLException {
    List<String> names = new ArrayList<>();
    try (Connection connection = database.getConnection();
        ResultSet row =
            connection
                .getMetaData()
                .getTables(
                    connection.getCatalog(), connection.getSchema(), "%", new String[] {"TABLE"})) {
      while (row.next()) {
        String name = row.getString("TABLE_NAME").toLowerCase(Locale.ROOT);
        if (name.startsWith("cdx_")) {
          names.add(name);
        }
      }
    }
    Collections.sort(names);
    return names;
  }

  /** The columns of a table, in lower case. */
  List<String> columns(String table) throws SQLException {
    List<String> names = new ArrayList<>();
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet none = statement.executeQuery("SELECT * FROM " + table + " WHERE 1 = 0")) {
      for (int i = 1; i <= none.getMetaData().getColumnCount(); i++) {
        names.add(none.getMetaData().getColumnName(i).toLowerCase(Locale.ROOT));
      }
    }
    return names;
  }

  /** The columns of each index of a table, those of keys among them. */
  Map<String, List<String>> indexes(String table) throws SQLException {
    Map<String, List<String>> indexes = new TreeMap<>();
    try (Connection connection = database.getConnection()) {
      DatabaseMetaData data = connection.getMetaData();
      String name = data.storesUpperCaseIdentifiers() ? table.toUpperCase(Locale.ROOT) : table;
      try (ResultSet row =
          data.getIndexInfo(connection.getCatalog(), connection.getSchema(), name, false, true)) {
        while (row.next()) {
          if (row.getString("INDEX_NAME") != null) {
            indexes
                .computeIfAbsent(row.getString("INDEX_NAME"), index -> new ArrayList<>())
                .add(row.getString("COLUMN_NAME").toLowerCase(Locale.ROOT));
          }
        }
      }
    }
    return indexes;
  }

  /** How many rows of a table belong to each node. */
  Map<Integer, Long> rowsByNode(String table) throws SQLException {
    Map<Integer, Long> counts = new TreeMap<>();
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT node, COUNT(*) FROM " + table + " GROUP BY node")) {
      while (row.next()) {
        counts.put(row.getInt(1), row.getLong(2));
      }
    }
    return counts;
  }

  /** All rows of a table: its columns and what is in them. */
  List<Map<String, Object>> rows(String table) throws SQLException {
    List<String> columns = columns(table);
    List<Map<String, Object>> rows = new ArrayList<>();
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT * FROM " + table)) {
      while (row.next()) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (int i = 1; i <= columns.size(); i++) {
          values.put(columns.get(i - 1), value(row, i));
        }
        rows.add(values);
      }
    }
    return rows;
  }

  /** A large value of H2 is gone with its connection. */
  private static Object value(ResultSet row, int column) throws SQLException {
    String type = row.getMetaData().getColumnTypeName(column).toUpperCase(Locale.ROOT);
    if (type.contains("BINARY LARGE") || type.equals("BYTEA")) {
      return row.getBytes(column);
    }
    return type.contains("LARGE OBJECT") ? row.getString(column) : row.getObject(column);
  }

  /** Writes rows into a table, those of their columns that it has. */
  void insert(String table, List<Map<String, Object>> rows) throws SQLException {
    List<String> columns = columns(table);
    String sql =
        "INSERT INTO "
            + table
            + " ("
            + String.join(", ", columns)
            + ") VALUES ("
            + String.join(", ", Collections.nCopies(columns.size(), "?"))
            + ")";
    try (Connection connection = database.getConnection();
        PreparedStatement insert = connection.prepareStatement(sql)) {
      for (Map<String, Object> row : rows) {
        for (int i = 0; i < columns.size(); i++) {
          insert.setObject(i + 1, row.get(columns.get(i)));
        }
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  /** Runs statements, each of which ends with its line. */
  void run(String script) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      StringBuilder sql = new StringBuilder();
      for (String line : script.lines().filter(line -> !line.startsWith("--")).toList()) {
        sql.append(line).append('\n');
        if (line.endsWith(";")) {
          statement.execute(sql.substring(0, sql.lastIndexOf(";")));
          sql.setLength(0);
        }
      }
    }
  }
}
