package io.github.citydc.exchange.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.Optional;

/**
 * A transaction in which a handler does its work, which is not trusted to leave it whole: a handler
 * that catches an SQLException, or ends the transaction itself, must not make anybody believe that
 * something was stored. So the handler gets a {@link ConnectionGuard guarded} connection, and
 * before the commit the database is asked whether this is still the transaction that was begun;
 * where it can tell, afterwards too, whether it was committed. For one thread.
 */
final class GuardedTransaction {

  private static final String COMMITTED = "committed";
  private static final String IN_TRANSACTION = "25";

  private final Connection connection;
  private final TransactionIdentity identity;
  private final Optional<String> begun;
  private final ConnectionGuard guard;

  private GuardedTransaction(
      Connection connection,
      TransactionIdentity identity,
      Optional<String> begun,
      ConnectionGuard.FirstUse firstUse) {
    this.connection = connection;
    this.identity = identity;
    this.begun = begun;
    this.guard =
        new ConnectionGuard(
            DialectConnection.real(connection), identity.definitionsCommit(), firstUse);
  }

  /**
   * Guards a transaction from here on.
   *
   * @param connection in a transaction that has changed a row, so that the database has named it
   */
  static GuardedTransaction on(Connection connection) throws SQLException {
    TransactionIdentity identity = Dialect.of(connection).identity();
    return new GuardedTransaction(connection, identity, identity.begin(connection), () -> {});
  }

  /**
   * The same transaction for the next one of several handlers, which has a connection of its own.
   *
   * @param firstUse what is done before that handler does anything
   */
  GuardedTransaction forAnother(ConnectionGuard.FirstUse firstUse) {
    return new GuardedTransaction(connection, identity, begun, firstUse);
  }

  /** What is handed to a handler. */
  Connection connection() {
    return guard.connection();
  }

  /**
   * Ends the work of the handler: from here on its connection is of no use.
   *
   * @throws IllegalStateException if it has left nothing that could be committed
   * @throws SQLException if the database does not answer
   */
  void endWork() throws SQLException {
    requireWhole();
    guard.close();
  }

  /**
   * Ends the work of one of several handlers.
   *
   * @param start the savepoint that was set before its first use of the connection
   * @throws IllegalStateException if it has left nothing that could be committed
   * @throws SQLException if the database does not answer
   */
  void endWork(Savepoint start) throws SQLException {
    if (identity.isToldByRelease()) {
      requireNoMisuse();
      try {
        connection.releaseSavepoint(start);
      } catch (SQLException e) {
        throw explained(e);
      }
    } else {
      requireWhole();
      connection.releaseSavepoint(start);
    }
    guard.close();
  }

  /** From here on the connection of the handler is of no use. */
  void close() {
    guard.close();
  }

  /** Whether this is still the transaction that was begun, and nothing keeps it from a commit. */
  boolean isThere() {
    try {
      return identity.isOpen(connection, begun);
    } catch (SQLException e) {
      return false;
    }
  }

  /**
   * Commits what was begun, once the work has ended.
   *
   * @throws SQLException if the database fails, or says afterwards that nothing was committed
   */
  void commit() throws SQLException {
    connection.commit();
    Optional<String> outcome =
        begun.isPresent() ? identity.outcome(connection, begun.get()) : Optional.empty();
    if (!outcome.orElse(COMMITTED).equals(COMMITTED)) {
      throw new SQLException("The database says the transaction is " + outcome.get());
    }
  }

  private void requireWhole() throws SQLException {
    if (!guard.isUsed()) {
      return;
    }
    requireNoMisuse();
    boolean whole;
    try {
      whole = identity.isOpen(connection, begun);
    } catch (SQLException e) {
      throw explained(e);
    }
    if (!whole) {
      throw new IllegalStateException("The handler ended the transaction it works in");
    }
  }

  private void requireNoMisuse() {
    if (guard.isMisused()) {
      throw new IllegalStateException(
          "The handler tried to end the transaction it works in; nothing is stored");
    }
  }

  /** What a failure on the way to a commit says of the handler. */
  private static SQLException explained(SQLException failure) {
    if (String.valueOf(failure.getSQLState()).startsWith(IN_TRANSACTION)) {
      throw new IllegalStateException(
          "The handler caught an SQLException after which the database commits nothing more;"
              + " set a savepoint before a statement that may fail",
          failure);
    }
    return failure;
  }

  /**
   * Ends the work of the handler without a commit; what was begun is to be rolled back next.
   *
   * @return whether rolling back undoes everything; false if part of it may be committed already
   */
  boolean abandon() {
    guard.close();
    return isThere();
  }
}
