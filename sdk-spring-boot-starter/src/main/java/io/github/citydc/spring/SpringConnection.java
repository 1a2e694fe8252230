package io.github.citydc.spring;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.TransactionStatus;

/**
 * A connection of {@link SpringTransactions}: in a transaction of Spring that of the transaction,
 * otherwise one of the pool, taken when it is first needed. For one thread.
 */
final class SpringConnection implements InvocationHandler {

  private final SpringTransactions transactions;
  private @Nullable Connection within;
  private @Nullable Connection outside;
  private boolean closed;

  SpringConnection(SpringTransactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
      throws Throwable {
    Object[] given = arguments == null ? new Object[0] : arguments;
    return switch (method.getName()) {
      case "equals" -> proxy == given[0];
      case "hashCode" -> System.identityHashCode(proxy);
      case "toString" -> "connection in the transactions of Spring";
      case "getAutoCommit" -> within == null;
      case "setAutoCommit" -> nothing(() -> setAutoCommit((Boolean) given[0]));
      case "commit" -> nothing(this::commit);
      case "close" -> nothing(this::close);
      case "isClosed" -> closed;
      case "rollback" -> nothing(() -> rollback(given));
      default -> call(target(), method, given);
    };
  }

  /** What returns nothing. */
  @FunctionalInterface
  private interface Step {

    void run() throws SQLException;
  }

  private static @Nullable Object nothing(Step step) throws SQLException {
    step.run();
    return null;
  }

  private void setAutoCommit(boolean each) throws SQLException {
    if (each && within != null) {
      throw new SQLException("The transaction is to be committed or rolled back before");
    }
    if (!each && within == null) {
      requireOpen();
      leaveOutside();
      within = transactions.begin();
    }
  }

  private void commit() throws SQLException {
    Connection connection = within;
    if (connection != null) {
      within = null;
      transactions.commit(connection);
    }
  }

  /** Whoever marked the whole transaction for rollback does not want a part of it kept. */
  private void rollback(Object[] to) throws SQLException {
    Connection connection = within;
    if (connection == null) {
      return;
    }
    if (to.length == 0) {
      within = null;
      transactions.rollback(connection);
    } else if (transactions.current().filter(TransactionStatus::isRollbackOnly).isPresent()) {
      throw new SQLException("The transaction was marked for rollback as a whole");
    } else {
      connection.rollback((Savepoint) to[0]);
    }
  }

  private void close() throws SQLException {
    if (!closed) {
      closed = true;
      try {
        rollback(new Object[0]);
      } finally {
        leaveOutside();
      }
    }
  }

  private void leaveOutside() throws SQLException {
    Connection connection = outside;
    if (connection != null) {
      outside = null;
      connection.close();
    }
  }

  private Connection target() throws SQLException {
    Connection connection = within;
    if (connection != null) {
      return connection;
    }
    requireOpen();
    Connection plain = outside;
    if (plain == null) {
      plain = transactions.plain();
      outside = plain;
    }
    return plain;
  }

  private void requireOpen() throws SQLException {
    if (closed) {
      throw new SQLException("The connection is closed");
    }
  }

  private static @Nullable Object call(Connection target, Method method, Object[] arguments)
      throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getTargetException();
    }
  }
}
