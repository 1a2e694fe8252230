package io.github.citydc.exchange.jdbc;

import io.github.citydc.exchange.outbox.OutboxEntry;
import io.github.citydc.naming.node.NodeId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/** How dispatchers, in one process or several, share the messages of an outbox. */
final class OutboxLease {

  /** By how much the clocks of processes that share an outbox may differ. */
  private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(1);

  private static final String DUE =
      """
      WHERE state = 'PENDING' AND next_attempt <= ? AND (leased_until IS NULL OR leased_until <= ?)
        AND (ordering_key IS NULL OR NOT EXISTS (
          SELECT 1 FROM cdx_outbox e
          WHERE e.ordering_key = o.ordering_key AND e.state = 'PENDING' AND e.position < o.position))
      """;
  private static final String FIRST_OF_THEM =
      """
      ORDER BY position
      FETCH FIRST ? ROWS ONLY
      FOR UPDATE SKIP LOCKED
      """;

  private OutboxLease() {}

  /** Takes messages that are due, except those for some receivers, until the lease ends. */
  static List<OutboxEntry> take(
      Connection connection, int max, Instant now, Instant leaseEnd, Set<NodeId> leftAlone)
      throws SQLException {
    correct(connection, now);
    List<Object> parameters =
        new ArrayList<>(List.of(Transactions.time(now), Transactions.time(now)));
    leftAlone.forEach(receiver -> parameters.add(receiver.toString()));
    parameters.add(max);
    List<OutboxEntry> due = new ArrayList<>();
    for (OutboxRows.Row row :
        Transactions.query(
            connection,
            OutboxRows::readRow,
            OutboxRows.SELECT + DUE + without(leftAlone) + FIRST_OF_THEM,
            parameters.toArray())) {
      if (row.entry().isPresent()) {
        due.add(row.entry().get());
      } else {
        giveUp(connection, row.position(), now);
      }
    }
    mark(connection, due, now, leaseEnd);
    return due;
  }

  /** A row that cannot be read never can; it must not keep the others from being sent. */
  private static void giveUp(Connection connection, long position, Instant now)
      throws SQLException {
    Transactions.update(
        connection,
        "UPDATE cdx_outbox SET state = 'DEAD', finished_at = ?, last_failure = ? WHERE position = ?",
        Transactions.time(now),
        "The row holds no message that this version can read",
        position);
  }

  /**
   * Messages postponed while the clock was fast are due now. If another dispatcher is still sending
   * one, the receiver recognises the message by its id.
   */
  private static void correct(Connection connection, Instant now) throws SQLException {
    Transactions.update(
        connection,
        "UPDATE cdx_outbox SET next_attempt = ?, leased_until = NULL, timed_at = ?"
            + " WHERE state = 'PENDING' AND timed_at > ?",
        Transactions.time(now),
        Transactions.time(now),
        Transactions.time(now.plus(CLOCKS_DIFFER)));
  }

  private static String without(Set<NodeId> receivers) {
    return receivers.isEmpty()
        ? ""
        : "AND receiver NOT IN ("
            + String.join(", ", Collections.nCopies(receivers.size(), "?"))
            + ")\n";
  }

  private static void mark(
      Connection connection, List<OutboxEntry> leased, Instant now, Instant leaseEnd)
      throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "UPDATE cdx_outbox SET leased_until = ?, timed_at = ? WHERE position = ?")) {
      for (OutboxEntry entry : leased) {
        Transactions.set(
            update, Transactions.time(leaseEnd), Transactions.time(now), entry.position());
        update.addBatch();
      }
      update.executeBatch();
    }
  }
}
