package io.github.citydc.exchange.jdbc;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A connection that understands the statements of this package, to a database they are not written
 * for: statements are translated, times go there and back as times of day in UTC, whatever the zone
 * of the session, and texts without characters are kept where the database would take them for
 * none. For one thread at a time, as every connection.
 */
final class DialectConnection implements InvocationHandler {

  private static final Set<String> BEGINNING =
      Set.of("prepareStatement", "createStatement", "setSavepoint");

  /** SQL:2011, active SQL transaction. */
  private static final String IN_TRANSACTION = "25001";

  private static final Set<String> ENDING = Set.of("commit", "setAutoCommit");

  private final Connection real;
  private final Dialect dialect;
  private final StatementRules rules;
  private final Use use;
  private boolean between = true;

  /** Whose transactions a connection has, and what is read in them. */
  private enum Use {
    OWN,
    OF_CALLER,
    LATEST_OF_CALLER
  }

  private DialectConnection(Connection real, Dialect dialect, Use use) {
    this.real = real;
    this.dialect = dialect;
    this.rules = dialect.rules();
    this.use = use;
  }

  /** A connection whose transactions are those of this package. */
  static Connection of(Connection real, Dialect dialect) {
    return proxy(Connection.class, new DialectConnection(real, dialect, Use.OWN));
  }

  /** A connection with a transaction of a caller. */
  static Connection ofCaller(Connection real, Dialect dialect, boolean latest) {
    Use use = latest ? Use.LATEST_OF_CALLER : Use.OF_CALLER;
    return proxy(Connection.class, new DialectConnection(real, dialect, use));
  }

  /** Empty if a connection is not adapted. */
  static Optional<Dialect> dialectOf(Connection connection) {
    return handler(connection).map(adapted -> adapted.dialect);
  }

  /** The connection beneath, or the same one if it is not adapted. */
  static Connection real(Connection connection) {
    return handler(connection).map(adapted -> adapted.real).orElse(connection);
  }

  private static Optional<DialectConnection> handler(Connection connection) {
    return Proxy.isProxyClass(connection.getClass())
            && Proxy.getInvocationHandler(connection) instanceof DialectConnection adapted
        ? Optional.of(adapted)
        : Optional.empty();
  }

  private static <T> T proxy(Class<T> type, InvocationHandler handler) {
    return type.cast(
        Proxy.newProxyInstance(
            DialectConnection.class.getClassLoader(), new Class<?>[] {type}, handler));
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
      throws Throwable {
    String name = method.getName();
    if (use == Use.OWN && between && BEGINNING.contains(name)) {
      begin();
    }
    if (name.equals("prepareStatement") && arguments != null) {
      String sql = rules.statement((String) arguments[0]);
      arguments[0] = use == Use.LATEST_OF_CALLER ? rules.latest(sql) : sql;
      return statement((PreparedStatement) Objects.requireNonNull(call(real, method, arguments)));
    }
    Object result = call(real, method, arguments);
    if (name.equals("createStatement") && result != null) {
      return plain((Statement) result);
    }
    if (ENDING.contains(name) || (name.equals("rollback") && arguments == null)) {
      between = true;
    }
    return result;
  }

  /** What a pool has left open on a connection is rolled back, as other pools do. */
  private void begin() throws SQLException {
    if (!real.getAutoCommit()) {
      try {
        rules.begin(real);
      } catch (SQLException e) {
        if (!IN_TRANSACTION.equals(e.getSQLState())) {
          throw e;
        }
        real.rollback();
        if (real.getAutoCommit()) {
          throw e;
        }
        rules.begin(real);
      }
      between = false;
    }
  }

  private Statement plain(Statement statement) {
    return proxy(
        Statement.class,
        (proxy, method, arguments) -> {
          if (arguments != null && arguments.length > 0 && arguments[0] instanceof String sql) {
            arguments[0] = rules.statement(sql);
          }
          Object result = call(statement, method, arguments);
          return result instanceof ResultSet rows ? rows(rows) : result;
        });
  }

  private PreparedStatement statement(PreparedStatement statement) {
    return proxy(
        PreparedStatement.class,
        (proxy, method, arguments) -> {
          if (method.getName().startsWith("set") && arguments != null && arguments.length == 2) {
            arguments[1] = toDatabase(arguments[1]);
          }
          Object result = call(statement, method, arguments);
          return result instanceof ResultSet rows ? rows(rows) : result;
        });
  }

  private @Nullable Object toDatabase(@Nullable Object value) {
    if (value instanceof OffsetDateTime time) {
      return time.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime();
    }
    return value instanceof String text ? rules.toDatabase(text) : value;
  }

  private ResultSet rows(ResultSet rows) {
    return proxy(
        ResultSet.class,
        (proxy, method, arguments) -> {
          if (arguments != null && arguments.length == 2 && arguments[1] == OffsetDateTime.class) {
            return time(rows, arguments[0]);
          }
          Object result = call(rows, method, arguments);
          return result instanceof String text ? rules.fromDatabase(text) : result;
        });
  }

  private static @Nullable OffsetDateTime time(ResultSet rows, Object column) throws SQLException {
    LocalDateTime time =
        column instanceof Integer number
            ? rows.getObject(number, LocalDateTime.class)
            : rows.getObject((String) column, LocalDateTime.class);
    return time == null ? null : time.atOffset(ZoneOffset.UTC);
  }

  private static @Nullable Object call(Object target, Method method, Object @Nullable [] arguments)
      throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getTargetException();
    }
  }
}
