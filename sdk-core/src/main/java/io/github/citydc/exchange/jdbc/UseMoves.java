package io.github.citydc.exchange.jdbc;

import io.github.citydc.exchange.internal.Outage;
import io.github.citydc.exchange.message.Causes;
import io.github.citydc.exchange.message.StorageException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.LoggerFactory;

/**
 * Moves the records of use of a node from {@code cdx_use}, to which they are added, to {@code
 * cdx_use_kept}, in which they are searched. A record that is added by itself would have each key
 * written anew for it; a thousand that are moved together share that. The positions stay, and the
 * number of the node is locked meanwhile: of all processes one moves at a time. Thread-safe.
 */
final class UseMoves {

  /** How many are moved at once, and so about how many are without keys. */
  static final int GROUP = 1000;

  /** After a failure, so many more are added before the next try. */
  private static final int AGAIN = 100;

  private static final String LOCK = "SELECT number FROM cdx_node WHERE number = ? FOR UPDATE";
  private static final String FIRST = "SELECT position FROM cdx_use WHERE node = ?";
  private static final String ORDER = " ORDER BY position FETCH FIRST ? ROWS ONLY";
  private static final String COPY =
      "INSERT INTO cdx_use_kept (position, %1$s, node) SELECT position, %1$s, node FROM cdx_use WHERE "
          .formatted(UseConditions.COLUMNS);
  private static final String REMOVE = "DELETE FROM cdx_use WHERE ";

  private final Transactions transactions;
  private final int node;
  private final Outage outage =
      new Outage(LoggerFactory.getLogger(UseMoves.class), "The moving of records of use");

  /** Those that other processes have left are not known: the first that is added looks. */
  private final AtomicInteger waiting = new AtomicInteger(GROUP);

  UseMoves(Transactions transactions, int node) {
    this.transactions = transactions;
    this.node = node;
  }

  /**
   * Moves a group, if so many have been added. A failure is logged and changes nothing: the records
   * are found where they are.
   */
  void afterAdding(int records) {
    if (waiting.addAndGet(records) < GROUP) {
      return;
    }
    try {
      int found = transactions.run(connection -> moveIfWhole(connection));
      waiting.set(found == GROUP ? 0 : found);
      outage.over();
    } catch (StorageException e) {
      waiting.set(GROUP - AGAIN);
      outage.failed(() -> Causes.of(e));
    }
  }

  private int moveIfWhole(Connection connection) throws SQLException {
    List<Long> positions = first(connection, "", new ArrayList<>());
    if (positions.size() == GROUP) {
      move(connection, positions);
    }
    return positions.size();
  }

  /** Moves all from before a time. */
  void moveUsedBefore(Instant time) {
    int moved = GROUP;
    while (moved == GROUP) {
      moved =
          transactions.run(
              connection -> {
                List<Long> positions =
                    first(
                        connection,
                        " AND used_at < ?",
                        new ArrayList<>(List.of(Transactions.time(time))));
                if (!positions.isEmpty()) {
                  move(connection, positions);
                }
                return positions.size();
              });
    }
  }

  private List<Long> first(Connection connection, String condition, List<Object> parameters)
      throws SQLException {
    Transactions.query(connection, row -> row.getInt(1), LOCK, node);
    parameters.add(0, node);
    parameters.add(GROUP);
    return Transactions.query(
        connection, row -> row.getLong(1), FIRST + condition + ORDER, parameters.toArray());
  }

  /** By their positions: none that is added meanwhile, whatever its position, is meant. */
  private static void move(Connection connection, List<Long> positions) throws SQLException {
    String these = RowLocks.oneOf(positions);
    Transactions.update(connection, COPY + these, positions.toArray());
    Transactions.update(connection, REMOVE + these, positions.toArray());
  }
}
