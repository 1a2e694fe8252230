package io.github.citydc.exchange.jdbc;

import io.github.citydc.exchange.message.Causes;
import io.github.citydc.exchange.message.StorageException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Short transactions on a database, each on a connection of its own. Thread-safe. */
final class Transactions {

  private static final Logger LOG = LoggerFactory.getLogger(Transactions.class);

  /** No text of a database has the one before it. */
  private static final char FIRST_CHARACTER = '\u0001';

  /** Before every time that is stored: H2 would read rows without one for {@code <}. */
  static final OffsetDateTime BEGINNING = time(Instant.EPOCH);

  private static final int FETCH_SIZE = 50;

  /** So many are added by one statement; each number of them is another text to be prepared. */
  private static final int FEW_ROWS = 16;

  /** How often a transaction is begun that has met another one. */
  private static final int ATTEMPTS = 10;

  private final DataSource dataSource;
  private final String store;
  private final Durability durability;
  private final PlanRules plans;
  private final boolean addsSeveral;

  /**
   * Transactions on a database.
   *
   * @param dataSource gives the connections; asked once what database it is
   * @param store what it stores, for messages: {@code The outbox}
   */
  Transactions(DataSource dataSource, String store) {
    this.dataSource = Dialect.adapt(dataSource);
    this.store = store;
    this.durability = Durability.of(dataSource);
    this.plans = PlanRules.of(dataSource);
    this.addsSeveral = plans != PlanRules.OF_ORACLE;
  }

  /** What is done within a transaction. */
  @FunctionalInterface
  interface Work<T> {

    T run(Connection connection) throws SQLException;
  }

  /**
   * Does work that lasts as a whole or not at all.
   *
   * @throws StorageException if the database fails
   */
  <T> T run(Work<T> work) {
    return run(steered(work), connection -> {});
  }

  private <T> Work<T> steered(Work<T> work) {
    return connection -> {
      plans.begin(connection);
      return work.run(connection);
    };
  }

  /**
   * Does work that lasts as a whole or not at all, and returns when it is on the disk together with
   * everything that was committed before.
   *
   * @throws StorageException if the database fails
   */
  <T> T runDurably(Work<T> work) {
    return run(steered(work), durability::await);
  }

  /** The same if the result is one that needs it. */
  <T> T runDurablyIf(Predicate<T> needed, Work<T> work) {
    AtomicBoolean durably = new AtomicBoolean();
    return run(
        steered(
            connection -> {
              T result = work.run(connection);
              durably.set(needed.test(result));
              return result;
            }),
        connection -> {
          if (durably.get()) {
            durability.await(connection);
          }
        });
  }

  /** What is done once a transaction is committed. */
  @FunctionalInterface
  private interface AfterCommit {

    void run(Connection connection) throws SQLException;
  }

  /**
   * The same, and never twice: where the work does more than what is rolled back with it, a
   * conflict with another transaction is a failure.
   *
   * @throws StorageException if the database fails
   */
  <T> T runOnce(Work<T> work) {
    return attempt(steered(work), connection -> {}, true).orElseThrow();
  }

  private <T> T run(Work<T> work, AfterCommit afterwards) {
    Optional<T> result = Optional.empty();
    for (int attempt = 1; result.isEmpty(); attempt++) {
      result = attempt(work, afterwards, attempt == ATTEMPTS);
    }
    return result.get();
  }

  /** Empty if the database asks to have it done again, and this is not the last time. */
  private <T> Optional<T> attempt(Work<T> work, AfterCommit afterwards, boolean last) {
    try {
      return Optional.of(runNow(work, afterwards));
    } catch (SQLException e) {
      if (!last && Dialect.saysAgain(e)) {
        LOG.debug("{}: another transaction stood in the way, and it is done again", store);
        return Optional.empty();
      }
      throw new StorageException(store + " could not be read or changed", e);
    }
  }

  private <T> T runNow(Work<T> work, AfterCommit afterwards) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      try {
        T result = work.run(connection);
        connection.commit();
        afterwards.run(connection);
        return result;
      } catch (SQLException | RuntimeException | Error e) {
        rollback(connection, e);
        durability.afterFailure(connection);
        throw e;
      }
    }
  }

  /** Looks at a connection of this database on which something failed. */
  void afterFailure(Connection connection) {
    durability.afterFailure(connection);
  }

  /**
   * Takes back what was done. On a connection that is broken there is nothing to take back, and
   * what broke it stays the reason.
   */
  static void rollback(Connection connection, Throwable reason) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      reason.addSuppressed(e);
    }
  }

  /** One statement that changes rows found by a key, and how many. */
  int update(String sql, Object... parameters) {
    return run(connection -> update(connection, sql, parameters), connection -> {});
  }

  /**
   * Adds rows, all or none, and returns when they are on the disk. A few are added by one statement
   * without a transaction around it: a database in another process is asked once.
   *
   * @param insert {@code INSERT INTO} with the names of the columns
   * @param rows at least one
   */
  void addDurably(String insert, List<List<@Nullable Object>> rows) {
    if (rows.size() == 1 || (rows.size() <= FEW_ROWS && addsSeveral)) {
      @Nullable Object[] all = rows.stream().flatMap(List::stream).toArray();
      addAlone(insert + values(rows, rows.size()), all);
    } else {
      run(connection -> addAll(connection, insert, rows), durability::await);
    }
  }

  private void addAlone(String sql, @Nullable Object[] parameters) {
    try (Connection connection = dataSource.getConnection()) {
      try {
        connection.setAutoCommit(true);
        update(connection, sql, parameters);
        durability.await(connection);
      } catch (SQLException | RuntimeException | Error e) {
        durability.afterFailure(connection);
        throw e;
      }
    } catch (SQLException e) {
      throw new StorageException(store + " could not be changed", e);
    }
  }

  /** Adds rows within a transaction. */
  static int addAll(Connection connection, String insert, List<List<@Nullable Object>> rows)
      throws SQLException {
    try (PreparedStatement each = connection.prepareStatement(insert + values(rows, 1))) {
      for (List<@Nullable Object> row : rows) {
        set(each, row.toArray());
        each.addBatch();
      }
      return each.executeBatch().length;
    }
  }

  private static String values(List<List<@Nullable Object>> rows, int together) {
    String row = "(" + String.join(", ", Collections.nCopies(rows.get(0).size(), "?")) + ")";
    return " VALUES " + String.join(", ", Collections.nCopies(together, row));
  }

  /** One statement within a transaction. */
  static int update(Connection connection, String sql, @Nullable Object... parameters)
      throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(sql)) {
      set(update, parameters);
      return update.executeUpdate();
    }
  }

  /** What is made of a row. */
  @FunctionalInterface
  interface Row<T> {

    T read(ResultSet row) throws SQLException;
  }

  /** One statement that reads rows; large values of theirs are never all in memory. */
  <T> List<T> query(Row<T> reader, String sql, Object... parameters) {
    return run(connection -> query(connection, reader, sql, parameters));
  }

  /**
   * One statement that finds a few rows by their key, without a transaction around it: a database
   * in another process is asked once.
   */
  <T> List<T> lookUp(Row<T> reader, String sql, Object... parameters) {
    try (Connection connection = dataSource.getConnection()) {
      try {
        connection.setAutoCommit(true);
        return query(connection, reader, sql, parameters);
      } catch (SQLException | RuntimeException | Error e) {
        durability.afterFailure(connection);
        throw e;
      }
    } catch (SQLException e) {
      throw new StorageException(store + " could not be read", e);
    }
  }

  /** One statement that reads short rows, a bounded number: all are fetched at once. */
  <T> List<T> queryShort(Row<T> reader, String sql, Object... parameters) {
    return run(connection -> query(connection, 0, reader, sql, parameters));
  }

  /** One statement that reads rows, within a transaction. */
  static <T> List<T> query(Connection connection, Row<T> reader, String sql, Object... parameters)
      throws SQLException {
    return query(connection, FETCH_SIZE, reader, sql, parameters);
  }

  private static <T> List<T> query(
      Connection connection, int fetchSize, Row<T> reader, String sql, Object... parameters)
      throws SQLException {
    List<T> rows = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setFetchSize(fetchSize);
      set(select, parameters);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          rows.add(reader.read(row));
        }
      }
    }
    return rows;
  }

  /** Reads rows for a list; one that cannot be read is logged and left out. */
  static <T> List<T> readable(List<Optional<T>> rows) {
    return rows.stream().flatMap(Optional::stream).toList();
  }

  /** A reader for {@link #readable}. */
  static <T> Row<Optional<T>> tolerant(Row<T> reader, String of) {
    return row -> {
      try {
        return Optional.of(reader.read(row));
      } catch (RuntimeException e) {
        LOG.error("A row of {} cannot be read and is left out: {}", of, Causes.of(e));
        return Optional.empty();
      }
    };
  }

  static void set(PreparedStatement statement, @Nullable Object... parameters) throws SQLException {
    for (int i = 0; i < parameters.length; i++) {
      statement.setObject(i + 1, parameters[i]);
    }
  }

  /** To the millisecond, as the tables have it: a database would round up into the future. */
  static OffsetDateTime time(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MILLIS).atOffset(ZoneOffset.UTC);
  }

  /**
   * The first text behind another one: where a condition begins that is to skip all rows of that
   * one. H2 would read through them for {@code >}.
   */
  static String behind(String text) {
    return text.isEmpty() ? text : text + FIRST_CHARACTER;
  }

  /** Does something with each of some items; one that fails keeps none of the others from it. */
  static <T> void each(List<T> items, Consumer<T> action) {
    RuntimeException failure = null;
    for (T item : items) {
      try {
        action.accept(item);
      } catch (RuntimeException e) {
        failure = e;
      } catch (Error e) {
        failure = new IllegalStateException("An item could not be handled", e);
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  static boolean isDuplicate(SQLException failure) {
    return Dialect.saysDuplicate(failure);
  }
}
