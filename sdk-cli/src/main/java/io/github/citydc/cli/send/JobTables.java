package io.github.citydc.cli.send;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * The tables of the jobs of {@code cdx send --durable}. Each row belongs to a node; in tables of an
 * older version all belong to the first one.
 */
final class JobTables {

  private static final String POSTGRESQL = "PostgreSQL";

  private static final List<Table> ALL =
      List.of(
          new Table(
              "cdx_send_job",
              """
              receiver VARCHAR(80) NOT NULL,
              made_of VARCHAR(200) NOT NULL,
              lines_read BIGINT NOT NULL,
              digest VARCHAR(64) NOT NULL
              """,
              "job"),
          new Table(
              "cdx_send_line",
              """
              line BIGINT NOT NULL,
              message_id VARCHAR(36),
              finding TEXT
              """,
              "job, line"),
          new Table(
              "cdx_send_holder",
              """
              holder VARCHAR(500) NOT NULL,
              since TIMESTAMP(0) WITH TIME ZONE NOT NULL
              """,
              "job"));
  private static final String INDEX =
      "CREATE INDEX IF NOT EXISTS cdx_send_line_message ON cdx_send_line (node, message_id)";

  private JobTables() {}

  /**
   * A table.
   *
   * @param name its name
   * @param columns those besides the node and the job
   * @param key its key, behind the node
   */
  private record Table(String name, String columns, String key) {}

  /** Makes the tables, or brings them up to date. */
  static void create(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (Table table : ALL) {
        statement.execute(
            "CREATE TABLE IF NOT EXISTS %s (node INTEGER NOT NULL, job VARCHAR(500) NOT NULL, %s, PRIMARY KEY (node, %s))"
                .formatted(table.name(), table.columns(), table.key()));
        if (!hasNode(statement, table.name())) {
          statement.execute("DROP INDEX IF EXISTS cdx_send_line_message");
          addNode(statement, table);
        }
      }
      statement.execute(INDEX);
    }
  }

  private static boolean hasNode(Statement statement, String table) throws SQLException {
    try (ResultSet nothing = statement.executeQuery("SELECT * FROM " + table + " WHERE 1 = 0")) {
      ResultSetMetaData columns = nothing.getMetaData();
      for (int i = 1; i <= columns.getColumnCount(); i++) {
        if (columns.getColumnName(i).equalsIgnoreCase("node")) {
          return true;
        }
      }
      return false;
    }
  }

  private static void addNode(Statement statement, Table table) throws SQLException {
    String alter = "ALTER TABLE " + table.name();
    boolean named =
        POSTGRESQL.equals(statement.getConnection().getMetaData().getDatabaseProductName());
    statement.execute(alter + " ADD COLUMN node INTEGER DEFAULT 1 NOT NULL");
    statement.execute(alter + " ALTER COLUMN node DROP DEFAULT");
    statement.execute(
        alter + (named ? " DROP CONSTRAINT " + table.name() + "_pkey" : " DROP PRIMARY KEY"));
    statement.execute(alter + " ADD PRIMARY KEY (node, " + table.key() + ")");
  }
}
