package io.github.citydc.exchange.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** How a database names a transaction that has written something, and what it says of it later. */
enum TransactionIdentity {
  /** Definitions of tables are part of the transaction. */
  POSTGRESQL("SELECT CAST(txid_current() AS VARCHAR(20))", false) {
    @Override
    boolean isToldByRelease() {
      return true;
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
  H2("SELECT TRANSACTION_ID()", true) {
    @Override
    Optional<String> outcome(Connection connection, String id) {
      return Optional.empty();
    }
  };

  /** What a database before PostgreSQL 10, or one made from it, says of {@code txid_status}. */
  private static final String UNDEFINED_FUNCTION = "42883";

  private final String query;
  private final boolean definitionsCommit;

  TransactionIdentity(String query, boolean definitionsCommit) {
    this.query = query;
    this.definitionsCommit = definitionsCommit;
  }

  static TransactionIdentity of(Connection connection) throws SQLException {
    return SchemaDatabase.of(connection) == SchemaDatabase.H2 ? H2 : POSTGRESQL;
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
    return false;
  }

  /**
   * The name of the transaction that is open on a connection.
   *
   * @return the name, empty if it has written nothing
   * @throws SQLException if the transaction cannot be committed any more, or the database does not
   *     answer
   */
  Optional<String> current(Connection connection) throws SQLException {
    return one(connection, query);
  }

  /**
   * What the database says became of a transaction.
   *
   * @param connection outside of a transaction
   * @param id what {@link #current} said
   * @return {@code committed} or another word, empty if it cannot say
   */
  abstract Optional<String> outcome(Connection connection, String id) throws SQLException;

  private static Optional<String> one(Connection connection, String query) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(query);
        ResultSet row = select.executeQuery()) {
      return row.next() ? Optional.ofNullable(row.getString(1)) : Optional.empty();
    }
  }
}
