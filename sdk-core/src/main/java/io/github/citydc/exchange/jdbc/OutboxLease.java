package io.github.citydc.exchange.jdbc;

import io.github.citydc.exchange.outbox.OutboxEntry;
import io.github.citydc.naming.node.NodeId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How dispatchers, in one process or several, share the messages of an outbox. What a lease costs
 * depends on what it takes, not on what waits: it goes from receiver to receiver, past those that
 * are left alone, and reads the first messages that are ready for one. Thread-safe.
 */
final class OutboxLease {

  /** How often to go on behind messages that another dispatcher has locked. */
  private static final int ROUNDS = 8;

  /** Which part of what is leased, an eighth, may be of one ordering key. */
  private static final int SHARE_OF_A_KEY = 8;

  private static final String NEXT_RECEIVER =
      """
      SELECT ready_for FROM cdx_outbox WHERE node = ? AND ready_for >= ?
      ORDER BY node, ready_for, position
      FETCH FIRST ROW ONLY
      """;

  /** By range, so that no database takes the primary key for the order and reads all rows. */
  private static final String READY =
      """
      SELECT position FROM cdx_outbox
      WHERE node = ? AND ready_for >= ? AND ready_for <= ? AND position > ?
      ORDER BY node, ready_for, position
      FETCH FIRST ? ROWS ONLY
      """;

  private final int node;
  private final OutboxKeys keys;

  /** So that each receiver has its turn. */
  private volatile String lastReceiver = "";

  OutboxLease(int node) {
    this.node = node;
    this.keys = new OutboxKeys(node);
  }

  /** Takes messages that are ready, except those for some receivers, until the lease ends. */
  List<OutboxEntry> take(
      Connection connection, int max, Instant now, Instant leaseEnd, Set<NodeId> leftAlone)
      throws SQLException {
    OutboxTimes.correct(connection, node, now);
    OutboxTimes.wake(connection, node, now);
    keys.lookAgain(connection, now);
    Set<String> visited =
        leftAlone.stream().map(NodeId::toString).collect(Collectors.toCollection(HashSet::new));
    List<OutboxEntry> taken = new ArrayList<>();
    String from = lastReceiver;
    takeBehind(connection, from, visited, taken, max, now);
    if (!from.isEmpty() && taken.size() < max) {
      takeBehind(connection, "", visited, taken, max, now);
    }
    taken.sort(Comparator.comparingLong(OutboxEntry::position));
    mark(connection, taken, now, leaseEnd);
    return taken;
  }

  /** Goes through the receivers behind one, past those that were visited. */
  private void takeBehind(
      Connection connection,
      String start,
      Set<String> visited,
      List<OutboxEntry> taken,
      int max,
      Instant now)
      throws SQLException {
    Optional<String> receiver = receiverBehind(connection, start);
    while (receiver.isPresent() && taken.size() < max) {
      if (visited.add(receiver.get())) {
        takeFor(connection, receiver.get(), taken, max, now);
        lastReceiver = receiver.get();
      }
      receiver = taken.size() < max ? receiverBehind(connection, receiver.get()) : Optional.empty();
    }
  }

  private Optional<String> receiverBehind(Connection connection, String receiver)
      throws SQLException {
    return Transactions.query(
            connection,
            row -> Objects.requireNonNull(row.getString(1)),
            NEXT_RECEIVER,
            node,
            Transactions.behind(receiver))
        .stream()
        .findFirst();
  }

  private void takeFor(
      Connection connection, String receiver, List<OutboxEntry> taken, int max, Instant now)
      throws SQLException {
    long last = Long.MIN_VALUE;
    boolean more = true;
    for (int round = 0; more && round < ROUNDS; round++) {
      int room = max - taken.size();
      List<Long> page =
          Transactions.query(
              connection, row -> row.getLong(1), READY, node, receiver, receiver, last, room);
      for (OutboxRows.Row row : lock(connection, page)) {
        if (row.entry().isEmpty()) {
          giveUp(connection, row, now);
        } else if (taken.size() < max) {
          takeOne(connection, row.entry().get(), taken, max);
        }
      }
      more = page.size() == room && taken.size() < max;
      last = page.isEmpty() ? last : page.get(page.size() - 1);
    }
  }

  private static List<OutboxRows.Row> lock(Connection connection, List<Long> positions)
      throws SQLException {
    return RowLocks.lock(
        connection, OutboxRows::readRow, OutboxRows.SELECT, positions, "AND ready_for IS NOT NULL");
  }

  /** With a message of an ordering key, those that come next; but no key takes all the room. */
  private void takeOne(Connection connection, OutboxEntry entry, List<OutboxEntry> taken, int max)
      throws SQLException {
    if (entry.orderingKey().isEmpty()) {
      taken.add(entry);
    } else if (taken.stream().noneMatch(other -> other.position() == entry.position())
        && OutboxKeys.settle(connection, node, entry.position(), entry.orderingKey().get())) {
      taken.add(entry);
      int room = Math.min(max - taken.size(), max / SHARE_OF_A_KEY);
      taken.addAll(OutboxKeys.follow(connection, node, entry, room));
    }
  }

  /** A row that cannot be read never can; it must not keep the others from being sent. */
  private void giveUp(Connection connection, OutboxRows.Row row, Instant now) throws SQLException {
    Transactions.update(
        connection,
        "UPDATE cdx_outbox SET state = 'DEAD', finished_at = ?, last_failure = ?, "
            + OutboxRows.NO_PLACE
            + " WHERE position = ?",
        Transactions.time(now),
        "The row holds no message that this version can read",
        row.position());
    OutboxKeys.promote(connection, node, row.orderingKey());
  }

  private static void mark(
      Connection connection, List<OutboxEntry> leased, Instant now, Instant leaseEnd)
      throws SQLException {
    if (leased.isEmpty()) {
      return;
    }
    try (PreparedStatement update =
        connection.prepareStatement(
            "UPDATE cdx_outbox SET ready_for = NULL, ready_again = ?, timed_at = ?"
                + " WHERE position = ?")) {
      for (OutboxEntry entry : leased) {
        Transactions.set(
            update, Transactions.time(leaseEnd), Transactions.time(now), entry.position());
        update.addBatch();
      }
      update.executeBatch();
    }
  }
}
