package io.github.citydc.exchange.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.UUID;

/** How a transaction that has written something is recognised, and what became of it. */
enum TransactionIdentity {
  /** Definitions of tables are part of the transaction. */
  POSTGRESQL(false, true) {
    @Override
    Optional<String> begin(Connection connection) throws SQLException {
      return one(connection, "SELECT CAST(txid_current() AS VARCHAR(20))");
    }

    @Override
    Optional<String> outcome(Connection connection, String id) throws SQLException {
      connection.setAutoCommit(true);
      try {
        return one(connection, "SELECT txid_status(CAST('" + id + "' AS BIGINT))");
      } catch (SQLException e) {
        if (UNDEFINED_FUNCTION.equals(e.getSQLState())) {
          return Optional.empty();
        }
        throw e;
      }
    }
  },

  /** A commit that fails throws, so there is nothing to ask afterwards. */
  H2(true, false) {
    @Override
    Optional<String> begin(Connection connection) throws SQLException {
      return one(connection, "SELECT TRANSACTION_ID()");
    }
  },

  /** As H2. */
  ORACLE(true, false) {
    @Override
    Optional<String> begin(Connection connection) throws SQLException {
      return one(connection, "SELECT DBMS_TRANSACTION.LOCAL_TRANSACTION_ID() FROM DUAL");
    }
  },

  /**
   * By a savepoint with a name that nobody else has: it ends with its transaction. MySQL and
   * MariaDB tell the number of a transaction to none but users with the privilege PROCESS.
   */
  SAVEPOINT(true, true) {
    @Override
    Optional<String> begin(Connection connection) throws SQLException {
      String name = "cdx_" + UUID.randomUUID().toString().replace('-', '_');
      execute(connection, "SAVEPOINT " + name);
      return Optional.of(name);
    }

    @Override
    boolean isOpen(Connection connection, Optional<String> begun) throws SQLException {
      String name = begun.orElseThrow();
      try {
        execute(connection, "RELEASE SAVEPOINT " + name);
      } catch (SQLException e) {
        if (String.valueOf(e.getSQLState()).startsWith(CONNECTION_LOST)) {
          throw e;
        }
        return false;
      }
      execute(connection, "SAVEPOINT " + name);
      return true;
    }
  };

  /** What a database before PostgreSQL 10, or one made from it, says of {@code txid_status}. */
  private static final String UNDEFINED_FUNCTION = "42883";

  private static final String CONNECTION_LOST = "08";

  private final boolean definitionsCommit;
  private final boolean toldByRelease;

  TransactionIdentity(boolean definitionsCommit, boolean toldByRelease) {
    this.definitionsCommit = definitionsCommit;
    this.toldByRelease = toldByRelease;
  }

  /** Whether a change of a table's definition commits what was done before. */
  boolean definitionsCommit() {
    return definitionsCommit;
  }

  /**
   * Whether releasing a savepoint fails unless it is of the transaction that is open, and nothing
   * keeps that from a commit: then nobody needs to ask.
   */
  boolean isToldByRelease() {
    return toldByRelease;
  }

  /**
   * What the transaction that is open on a connection is recognised by.
   *
   * @return the name, empty if it has written nothing
   * @throws SQLException if the transaction cannot be committed any more, or the database does not
   *     answer
   */
  abstract Optional<String> begin(Connection connection) throws SQLException;

  /**
   * Whether the transaction that is open on a connection is still the same.
   *
   * @param begun what {@link #begin} has returned
   * @throws SQLException if the transaction cannot be committed any more, or the database does not
   *     answer
   */
  boolean isOpen(Connection connection, Optional<String> begun) throws SQLException {
    return begin(connection).equals(begun);
  }

  /**
   * What the database says became of a transaction.
   *
   * @param connection outside of a transaction
   * @param id what {@link #begin} said
   * @return {@code committed} or another word, empty if it cannot say
   */
  Optional<String> outcome(Connection connection, String id) throws SQLException {
    return Optional.empty();
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static Optional<String> one(Connection connection, String query) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(query);
        ResultSet row = select.executeQuery()) {
      return row.next() ? Optional.ofNullable(row.getString(1)) : Optional.empty();
    }
  }
}
