package io.github.citydc.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/**
 * A database that explains each statement just before it runs: the statement is run once more with
 * its parameters, by {@code EXPLAIN ANALYZE} within a savepoint, and the plan tells how many rows
 * were read where. For one thread.
 */
final class ExplainedDatabase {

  private static final Pattern SCANS = Pattern.compile("scanCount: (\\d+)");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final DataSource real;
  private final TestDatabase kind;
  private final List<Plan> plans = new ArrayList<>();

  /** How a statement was run: the most rows that were read at one place of it. */
  record Plan(String sql, double read, String text) {

    @Override
    public String toString() {
      return "%s%nread %.0f:%n%s%n".formatted(sql.strip(), read, text);
    }
  }

  /** The parameters of a statement, as they were set. */
  private record Setting(Method method, List<Object> arguments) {}

  ExplainedDatabase(DataSource real, TestDatabase kind) {
    this.real = real;
    this.kind = kind;
  }

  DataSource dataSource() {
    return proxy(
        DataSource.class,
        real,
        (method, arguments, result) ->
            result instanceof Connection connection ? explaining(connection) : result);
  }

  /** The plans of the statements since the last call. */
  List<Plan> plans() {
    List<Plan> all = List.copyOf(plans);
    plans.clear();
    return all;
  }

  private Connection explaining(Connection connection) {
    return proxy(
        Connection.class,
        connection,
        (method, arguments, result) ->
            method.getName().equals("prepareStatement")
                ? explaining(connection, (PreparedStatement) result, (String) arguments[0])
                : result);
  }

  private PreparedStatement explaining(
      Connection connection, PreparedStatement statement, String sql) {
    Map<Integer, Setting> settings = new TreeMap<>();
    return (PreparedStatement)
        Proxy.newProxyInstance(
            ExplainedDatabase.class.getClassLoader(),
            new Class<?>[] {PreparedStatement.class},
            (proxy, method, arguments) -> {
              String name = method.getName();
              if (name.startsWith("set") && arguments.length >= 2) {
                settings.put((Integer) arguments[0], new Setting(method, Arrays.asList(arguments)));
              } else if (name.equals("executeQuery")
                  || name.equals("executeUpdate")
                  || name.equals("addBatch")) {
                explain(connection, sql, settings);
              }
              return invoke(statement, method, arguments);
            });
  }

  private void explain(Connection connection, String sql, Map<Integer, Setting> settings)
      throws Throwable {
    boolean alone = connection.getAutoCommit();
    connection.setAutoCommit(false);
    Savepoint before = connection.setSavepoint();
    String explain =
        kind == TestDatabase.H2 ? "EXPLAIN ANALYZE " : "EXPLAIN (ANALYZE, FORMAT JSON) ";
    try (PreparedStatement statement = connection.prepareStatement(explain + sql)) {
      for (Setting setting : settings.values()) {
        invoke(statement, setting.method(), setting.arguments().toArray());
      }
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        String plan = row.getString(1);
        plans.add(new Plan(sql, kind == TestDatabase.H2 ? scans(plan) : rows(plan), plan));
      }
    } catch (SQLException e) {
      // What cannot run fails next without being explained, too.
      plans.add(new Plan(sql, 0, String.valueOf(e.getMessage())));
    }
    connection.rollback(before);
    connection.setAutoCommit(alone);
  }

  private static double scans(String plan) {
    double most = 0;
    Matcher scans = SCANS.matcher(plan);
    while (scans.find()) {
      most = Math.max(most, Double.parseDouble(scans.group(1)));
    }
    return most;
  }

  private static double rows(String plan) throws Exception {
    return rows(JSON.readTree(plan).get(0).get("Plan"));
  }

  private static double rows(JsonNode node) {
    double read = node.path("Actual Rows").asDouble();
    for (String removed : List.of("Filter", "Index Recheck", "Join Filter", "Conflict")) {
      read += node.path("Rows Removed by " + removed).asDouble();
    }
    read *= node.path("Actual Loops").asDouble();
    for (JsonNode child : node.path("Plans")) {
      read = Math.max(read, rows(child));
    }
    return read;
  }

  /** What becomes of the result of a call. */
  @FunctionalInterface
  private interface Change {

    Object change(Method method, Object[] arguments, Object result) throws Throwable;
  }

  private static <T> T proxy(Class<T> type, Object target, Change change) {
    return type.cast(
        Proxy.newProxyInstance(
            ExplainedDatabase.class.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) ->
                change.change(method, arguments, invoke(target, method, arguments))));
  }

  private static Object invoke(Object target, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getTargetException();
    }
  }
}
