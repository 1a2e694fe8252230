package io.github.citydc.exchange.jdbc;

import io.github.citydc.exchange.InboxWork;
import io.github.citydc.exchange.records.CursorKey;
import io.github.citydc.exchange.records.CursorStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
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

  private static final String WHERE = " WHERE source = ? AND type = ? AND resource = ?";

  private final DataSource dataSource;
  private final Transactions transactions;

  private JdbcCursors(DataSource dataSource) {
    this.dataSource = dataSource;
    this.transactions = new Transactions(dataSource, "The table of cursors");
  }

  /**
   * The cursors of a database.
   *
   * @param dataSource gives connections to the database the pulled records go to, best from a pool
   * @return the cursors
   * @throws IllegalStateException if {@link JdbcSchema#require} finds that tables are missing
   * @throws io.github.citydc.exchange.message.StorageException if the database does not answer
   */
  public static JdbcCursors on(DataSource dataSource) {
    JdbcSchema.require(dataSource);
    return new JdbcCursors(dataSource);
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
    try (Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      try {
        boolean moved =
            from.isPresent() ? move(connection, key, from.get(), to) : begin(connection, key, to);
        if (moved) {
          work.run(connection);
          connection.commit();
        } else {
          connection.rollback();
        }
        return moved;
      } catch (Exception | Error e) {
        Transactions.rollback(connection, e);
        throw e;
      }
    }
  }

  private static boolean move(Connection connection, CursorKey key, String from, String to)
      throws SQLException {
    return Transactions.update(
            connection,
            "UPDATE cdx_cursor SET next_cursor = ?, moved_at = ?" + WHERE + " AND next_cursor = ?",
            parameters(List.of(to, Transactions.time(Instant.now())), key, List.of(from)))
        == 1;
  }

  private static boolean begin(Connection connection, CursorKey key, String to)
      throws SQLException {
    try {
      return Transactions.update(
              connection,
              "INSERT INTO cdx_cursor (source, type, resource, next_cursor, moved_at)"
                  + " VALUES (?, ?, ?, ?, ?)",
              parameters(List.of(), key, List.of(to, Transactions.time(Instant.now()))))
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

  private static Object[] columns(CursorKey key) {
    return new Object[] {key.source().toString(), key.type().toString(), key.resource().orElse("")};
  }

  private static Object[] parameters(List<Object> before, CursorKey key, List<Object> after) {
    List<Object> all = new ArrayList<>(before);
    all.addAll(Arrays.asList(columns(key)));
    all.addAll(after);
    return all.toArray();
  }
}
