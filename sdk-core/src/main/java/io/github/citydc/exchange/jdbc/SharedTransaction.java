package io.github.citydc.exchange.jdbc;

import io.github.citydc.exchange.InboxWork;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import org.jspecify.annotations.Nullable;

/**
 * A transaction in which several handlers do their work, one after the other, each behind a
 * savepoint: what one of them has done is undone when it fails, and nothing else. A handler that
 * does nothing with its connection costs no savepoint. For one thread.
 */
final class SharedTransaction {

  private final Connection connection;
  private final GuardedTransaction whole;

  private SharedTransaction(Connection connection, GuardedTransaction whole) {
    this.connection = connection;
    this.whole = whole;
  }

  /** Thrown when the transaction has ended before its time: part of it may be committed. */
  static final class LostException extends Exception {

    private static final long serialVersionUID = 1L;

    LostException(Throwable cause) {
      super("The transaction has ended before its time", cause);
    }
  }

  /**
   * Shares a transaction from here on.
   *
   * @param connection in a transaction that has changed a row
   */
  static SharedTransaction on(Connection connection) throws SQLException {
    return new SharedTransaction(connection, GuardedTransaction.on(connection));
  }

  /**
   * Does the work of one handler, or undoes it.
   *
   * @throws LostException if what was done before is lost, too
   * @throws Exception what the work has thrown; it has left no trace
   */
  void run(InboxWork work) throws Exception {
    Mark mark = new Mark();
    GuardedTransaction part = whole.forAnother(mark::set);
    try {
      work.run(part.connection());
      mark.end(part);
    } catch (Exception | Error e) {
      part.close();
      mark.goBack(e);
      throw e;
    }
  }

  /** Commits, as {@link GuardedTransaction#commit} does. */
  void commit() throws SQLException {
    whole.commit();
  }

  /** Where the work of one handler begins. */
  private final class Mark {

    private @Nullable Savepoint savepoint;

    void set() throws SQLException {
      savepoint = connection.setSavepoint();
    }

    void end(GuardedTransaction part) throws SQLException {
      if (savepoint == null) {
        part.close();
      } else {
        part.endWork(savepoint);
      }
    }

    void goBack(Throwable reason) throws LostException {
      if (savepoint == null) {
        return;
      }
      try {
        connection.rollback(savepoint);
      } catch (SQLException e) {
        reason.addSuppressed(e);
        throw new LostException(reason);
      }
      if (!whole.isThere()) {
        throw new LostException(reason);
      }
    }
  }
}
