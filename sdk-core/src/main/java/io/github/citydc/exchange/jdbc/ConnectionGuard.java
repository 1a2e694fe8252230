package io.github.citydc.exchange.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.sql.Wrapper;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The connection of a transaction as a handler sees it: everything works but what ends the
 * transaction. Who tries that all the same gets an SQLException, and from then on nothing but
 * further ones, until he rolls back to a savepoint: so nobody can hide the attempt by catching the
 * exception. After the transaction the connection is of no use any more. For one thread at a time,
 * as every connection.
 */
final class ConnectionGuard {

  /** SQL:2011, invalid transaction termination. */
  private static final String TERMINATION = "2D000";

  /** PostgreSQL, in failed SQL transaction. */
  private static final String FAILED_TRANSACTION = "25P02";

  private static final Set<String> ENDING = Set.of("commit", "close", "abort");
  private static final Set<String> TIDYING = Set.of("close", "isClosed");
  private static final Set<String> RUNNING =
      Set.of(
          "prepareStatement",
          "prepareCall",
          "execute",
          "executeQuery",
          "executeUpdate",
          "executeLargeUpdate",
          "addBatch");

  /** The most special first. */
  private static final List<Class<?>> GUARDED =
      List.of(
          CallableStatement.class,
          PreparedStatement.class,
          Statement.class,
          ResultSet.class,
          DatabaseMetaData.class);

  private final Connection real;
  private final boolean definitionsCommit;
  private final Connection guarded;
  private final FirstUse firstUse;
  private volatile boolean used;
  private volatile boolean misused;
  private volatile boolean over;

  /** What is done before a handler uses its connection for the first time. */
  @FunctionalInterface
  interface FirstUse {

    void prepare() throws SQLException;
  }

  /**
   * Guards a connection until the end of its transaction.
   *
   * @param real the connection
   * @param definitionsCommit whether the database commits before it changes a table's definition
   * @param firstUse what is done before anything else with the connection
   */
  ConnectionGuard(Connection real, boolean definitionsCommit, FirstUse firstUse) {
    this.real = real;
    this.definitionsCommit = definitionsCommit;
    this.firstUse = firstUse;
    this.guarded = (Connection) guard(Connection.class, real);
  }

  Connection connection() {
    return guarded;
  }

  /** Whether anything was done with the connection. */
  boolean isUsed() {
    return used;
  }

  /** Whether somebody has tried to end the transaction, and did not go back to a savepoint. */
  boolean isMisused() {
    return misused;
  }

  /** The transaction has ended: who kept the connection has nothing of it. */
  void close() {
    over = true;
  }

  private Object guard(Class<?> type, Object target) {
    return Proxy.newProxyInstance(
        ConnectionGuard.class.getClassLoader(),
        new Class<?>[] {type},
        (proxy, method, arguments) ->
            call(proxy, target, method, arguments == null ? new Object[0] : arguments));
  }

  private @Nullable Object call(Object proxy, Object target, Method method, Object[] arguments)
      throws Throwable {
    if (method.getDeclaringClass() == Object.class) {
      return ofEveryObject(proxy, method, arguments);
    }
    if (method.getDeclaringClass() == Wrapper.class) {
      return unwrap(proxy, method, (Class<?>) arguments[0]);
    }
    if (!used && !over) {
      firstUse.prepare();
      used = true;
    }
    boolean tidies = target != real && TIDYING.contains(method.getName());
    if (!tidies) {
      requireUse(target, method, arguments);
    }
    Object result = invoke(target, method, arguments);
    if (target == real && method.getName().equals("rollback")) {
      misused = false;
    }
    return result == null ? null : guarded(result);
  }

  private static Object ofEveryObject(Object proxy, Method method, Object[] arguments) {
    return switch (method.getName()) {
      case "equals" -> proxy == arguments[0];
      case "hashCode" -> System.identityHashCode(proxy);
      default -> "guarded " + proxy.getClass().getInterfaces()[0].getSimpleName();
    };
  }

  private static Object unwrap(Object proxy, Method method, Class<?> type) throws SQLException {
    if (method.getName().equals("isWrapperFor")) {
      return type.isInstance(proxy);
    }
    if (type.isInstance(proxy)) {
      return proxy;
    }
    throw new SQLFeatureNotSupportedException(
        "The connection of a handler shows nothing of the driver beneath");
  }

  private void requireUse(Object target, Method method, Object[] arguments) throws SQLException {
    if (over) {
      throw new SQLException("The transaction of this connection has ended", TERMINATION);
    }
    boolean back = arguments.length == 1 && arguments[0] instanceof Savepoint;
    if (misused && !(back && method.getName().equals("rollback"))) {
      throw new SQLException(
          "The handler tried to end this transaction before; nothing more can be done in it",
          FAILED_TRANSACTION);
    }
    if (target == real && endsIt(method, arguments)) {
      refuse(method.getName());
    }
    if (RUNNING.contains(method.getName())
        && arguments.length > 0
        && arguments[0] instanceof String sql
        && StatementText.endsTransaction(sql, definitionsCommit)) {
      refuse("this statement");
    }
  }

  private static boolean endsIt(Method method, Object[] arguments) {
    return ENDING.contains(method.getName())
        || (method.getName().equals("rollback") && arguments.length == 0)
        || (method.getName().equals("setAutoCommit") && Boolean.TRUE.equals(arguments[0]));
  }

  private void refuse(String what) throws SQLException {
    misused = true;
    throw new SQLException(
        "A handler works in a transaction that others end; "
            + what
            + " would end it. Throw an exception to have everything rolled back",
        TERMINATION);
  }

  private static @Nullable Object invoke(Object target, Method method, Object[] arguments)
      throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getTargetException();
    }
  }

  private Object guarded(Object result) {
    if (result instanceof Connection) {
      return guarded;
    }
    for (Class<?> type : GUARDED) {
      if (type.isInstance(result)) {
        return guard(type, result);
      }
    }
    return result;
  }
}
