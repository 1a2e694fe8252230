package io.github.citydc.exchange.jdbc;

import io.github.citydc.code.ChinaTime;
import io.github.citydc.exchange.InboxWork;
import io.github.citydc.exchange.records.CursorKey;
import io.github.citydc.exchange.records.CursorStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * A cursor store in a table {@code cdx_cursor} of the pulling node's own database, so that a cursor
 * and the records pulled are stored in one transaction. Thread-safe; several processes may share
 * the table.
 */
public final class JdbcCursors implements CursorStore {

  private static final String WHERE =
      " WHERE node = ? AND source = ? AND type = ? AND resource = ?";

  private final DataSource dataSource;
  private final int node;
  private final Clock clock;
  private final Transactions transactions;

  private JdbcCursors(NodeDatabase database, Clock clock) {
    this.clock = clock;
    this.dataSource = Dialect.adapt(database.dataSource());
    this.node = database.number();
    this.transactions = new Transactions(database.dataSource(), "The table of cursors");
  }

  /**
   * The cursors of a database.
   *
   * @param database the database, and the node whose rows are meant
   * @return the cursors
   * @throws io.github.citydc.exchange.message.StorageException if the database does not answer
   */
  public static JdbcCursors on(NodeDatabase database) {
    return on(database, ChinaTime.clock());
  }

  /**
   * The cursors of a database, by another clock.
   *
   * @param database the database, and the node whose rows are meant
   * @param clock tells when a cursor was moved
   * @return the cursors
   * @throws io.github.citydc.exchange.message.StorageException if the database does not answer
   */
  public static JdbcCursors on(NodeDatabase database, Clock clock) {
    return new JdbcCursors(database, clock);
  }

  @Override
  public Optional<String> find(CursorKey key) {
    return transactions
        .query(row -> row.getString(1), "SELECT next_cursor FROM cdx_cursor" + WHERE, columns(key))
        .stream()
        .findFirst();
  }

  @Override
  public boolean advance(CursorKey key, Optional<String> from, String to, InboxWork work)
      throws Exception {
    OffsetDateTime now = Transactions.time(clock.instant());
    try (Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      try {
        boolean moved =
            from.isPresent()
                ? move(connection, key, from.get(), to, now)
                : begin(connection, key, to, now);
        if (moved) {
          GuardedTransaction transaction = GuardedTransaction.on(connection);
          work(connection, transaction, work, () -> moveBack(key, from, to, now));
          transaction.commit();
        } else {
          connection.rollback();
        }
        return moved;
      } catch (Exception | Error e) {
        Transactions.rollback(connection, e);
        transactions.afterFailure(connection);
        throw e;
      }
    }
  }

  private static void work(
      Connection connection, GuardedTransaction transaction, InboxWork work, Runnable undoing)
      throws Exception {
    try {
      work.run(transaction.connection());
      transaction.endWork();
    } catch (Exception | Error e) {
      boolean whole = transaction.abandon();
      Transactions.rollback(connection, e);
      if (!whole) {
        undoing.run();
      }
      throw e;
    }
  }

  /** A handler that went round the guard may have committed the cursor without its records. */
  private void moveBack(CursorKey key, Optional<String> from, String to, OffsetDateTime movedAt) {
    String ours = WHERE + " AND next_cursor = ? AND moved_at = ?";
    if (from.isPresent()) {
      transactions.update(
          "UPDATE cdx_cursor SET next_cursor = ?" + ours,
          parameters(List.of(from.get()), key, List.of(to, movedAt)));
    } else {
      transactions.update(
          "DELETE FROM cdx_cursor" + ours, parameters(List.of(), key, List.of(to, movedAt)));
    }
  }

  private boolean move(
      Connection connection, CursorKey key, String from, String to, OffsetDateTime now)
      throws SQLException {
    return Transactions.update(
            connection,
            "UPDATE cdx_cursor SET next_cursor = ?, moved_at = ?" + WHERE + " AND next_cursor = ?",
            parameters(List.of(to, now), key, List.of(from)))
        == 1;
  }

  private boolean begin(Connection connection, CursorKey key, String to, OffsetDateTime now)
      throws SQLException {
    try {
      return Transactions.update(
              connection,
              "INSERT INTO cdx_cursor (node, source, type, resource, next_cursor, moved_at)"
                  + " VALUES (?, ?, ?, ?, ?, ?)",
              parameters(List.of(), key, List.of(to, now)))
          == 1;
    } catch (SQLException e) {
      if (Transactions.isDuplicate(e)) {
        return false;
      }
      throw e;
    }
  }

  @Override
  public void forget(CursorKey key) {
    transactions.update("DELETE FROM cdx_cursor" + WHERE, columns(key));
  }

  private Object[] columns(CursorKey key) {
    return new Object[] {
      node, key.source().toString(), key.type().toString(), key.resource().orElse("")
    };
  }

  private Object[] parameters(List<Object> before, CursorKey key, List<Object> after) {
    List<Object> all = new ArrayList<>(before);
    all.addAll(Arrays.asList(columns(key)));
    all.addAll(after);
    return all.toArray();
  }
}
