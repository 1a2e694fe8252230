package io.github.citydc.exchange.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a MariaDB or MySQL and its driver may be set to, so that the stores could not rely on it.
 */
final class MysqlSettings {

  private static final Logger LOG = LoggerFactory.getLogger(MysqlSettings.class);
  private static final Set<Dialect> MYSQL = Set.of(Dialect.MARIADB, Dialect.MYSQL, Dialect.TIDB);
  private static final String AT_EACH_COMMIT = "1";

  private MysqlSettings() {}

  /**
   * Requires that the driver counts the rows that a statement has found, not those it has changed.
   *
   * @throws IllegalStateException if it does not
   */
  static void requireRowsFound(Connection connection, Dialect dialect) throws SQLException {
    if (MYSQL.contains(dialect)
        && String.valueOf(connection.getMetaData().getURL()).contains("useAffectedRows=true")) {
      throw new IllegalStateException(
          "The stores count the rows that a statement has found: leave useAffectedRows=true out of the"
              + " URL of the database");
    }
  }

  /** Warns if a commit is not on the disk. */
  static void warnOfLoss(Connection connection, Dialect dialect) throws SQLException {
    if (dialect != Dialect.MARIADB && dialect != Dialect.MYSQL) {
      return;
    }
    try (PreparedStatement select =
            connection.prepareStatement("SELECT @@innodb_flush_log_at_trx_commit");
        ResultSet row = select.executeQuery()) {
      if (row.next() && !AT_EACH_COMMIT.equals(row.getString(1))) {
        LOG.warn(
            "innodb_flush_log_at_trx_commit is {}: the database may lose what was acknowledged; set it"
                + " to 1",
            row.getString(1));
      }
    }
  }
}
