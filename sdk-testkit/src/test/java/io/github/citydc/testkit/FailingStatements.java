package io.github.citydc.testkit;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Predicate;
import javax.sql.DataSource;

/** A database of which some statements fail before they are run. */
final class FailingStatements {

  private FailingStatements() {}

  /** Each statement is asked for by its text. */
  static DataSource of(DataSource database, Predicate<String> failing) {
    return proxy(
        DataSource.class,
        (method, arguments) -> {
          Object result = invoke(database, method, arguments);
          return result instanceof Connection connection ? of(connection, failing) : result;
        });
  }

  private static Connection of(Connection connection, Predicate<String> failing) {
    return proxy(
        Connection.class,
        (method, arguments) -> {
          if (method.getName().equals("prepareStatement") && failing.test((String) arguments[0])) {
            throw new SQLException("No such luck", "58030");
          }
          return invoke(connection, method, arguments);
        });
  }

  @FunctionalInterface
  private interface Call {

    Object run(Method method, Object[] arguments) throws Throwable;
  }

  private static <T> T proxy(Class<T> type, Call call) {
    return type.cast(
        Proxy.newProxyInstance(
            FailingStatements.class.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> call.run(method, arguments)));
  }

  private static Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
