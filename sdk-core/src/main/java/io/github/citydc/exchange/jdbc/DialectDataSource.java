package io.github.citydc.exchange.jdbc;

import io.github.citydc.exchange.message.StorageException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A data source whose connections are {@linkplain DialectConnection adapted}. */
final class DialectDataSource implements InvocationHandler {

  private final DataSource real;
  private final Dialect dialect;

  private DialectDataSource(DataSource real, Dialect dialect) {
    this.real = real;
    this.dialect = dialect;
  }

  /**
   * Adapts a data source; asks it once which database it has.
   *
   * @return the same one if its database needs nothing of that
   * @throws StorageException if the database does not answer
   */
  static DataSource of(DataSource dataSource) {
    if (isAdapted(dataSource)) {
      return dataSource;
    }
    try (Connection connection = dataSource.getConnection()) {
      Dialect dialect = inItsMode(Dialect.of(connection), connection);
      MysqlSettings.requireRowsFound(connection, dialect);
      return dialect.rules() == StatementRules.AS_WRITTEN
          ? dataSource
          : (DataSource)
              Proxy.newProxyInstance(
                  DialectDataSource.class.getClassLoader(),
                  new Class<?>[] {DataSource.class},
                  new DialectDataSource(dataSource, dialect));
    } catch (SQLException e) {
      throw new StorageException("The database does not say what it is", e);
    }
  }

  private static Dialect inItsMode(Dialect dialect, Connection connection) throws SQLException {
    return dialect == Dialect.H2 && H2File.isInOracleMode(connection)
        ? Dialect.H2_IN_ORACLE_MODE
        : dialect;
  }

  private static boolean isAdapted(DataSource dataSource) {
    return Proxy.isProxyClass(dataSource.getClass())
        && Proxy.getInvocationHandler(dataSource) instanceof DialectDataSource;
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
      throws Throwable {
    try {
      Object result = method.invoke(real, arguments);
      return result instanceof Connection connection
          ? DialectConnection.of(connection, dialect)
          : result;
    } catch (InvocationTargetException e) {
      throw e.getTargetException();
    }
  }
}
