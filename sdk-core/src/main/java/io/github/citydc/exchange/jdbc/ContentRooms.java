package io.github.citydc.exchange.jdbc;

import io.github.citydc.exchange.content.ContentArrival;
import io.github.citydc.exchange.content.ContentKey;
import io.github.citydc.exchange.message.StorageException;
import io.github.citydc.naming.node.NodeId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Room in the quotas of senders, as rows of {@code cdx_content_room}. Who asks for room holds a row
 * of the sender until the end of its transaction: of all processes one at a time looks and takes.
 */
final class ContentRooms {

  /** A row that is held until much later than a new one was written while a clock was fast. */
  private static final Duration FAST_CLOCK = Duration.ofMinutes(2);

  private static final String LOCK =
      "UPDATE cdx_content_room SET size = 0 WHERE node = ? AND sender = ? AND id = ''";
  private static final String INSERT =
      "INSERT INTO cdx_content_room (node, sender, id, kind, size, held_until)"
          + " VALUES (?, ?, ?, ?, ?, ?)";

  private final Transactions transactions;
  private final int node;

  ContentRooms(Transactions transactions, int node) {
    this.transactions = transactions;
    this.node = node;
  }

  /** Keeps room if there is as much. */
  boolean reserve(ContentArrival arrival, Instant now, Instant until) {
    String sender = arrival.key().sender().toString();
    Optional<Boolean> reserved = tryReserve(arrival, sender, now, until);
    if (reserved.isEmpty()) {
      addLock(sender);
      reserved = tryReserve(arrival, sender, now, until);
    }
    return reserved.orElse(false);
  }

  /** Empty if the row to lock is not there yet. */
  private Optional<Boolean> tryReserve(
      ContentArrival arrival, String sender, Instant now, Instant until) {
    return transactions.run(
        connection ->
            Transactions.update(connection, LOCK, node, sender) == 0
                ? Optional.empty()
                : Optional.of(reserve(connection, arrival, now, until)));
  }

  private boolean reserve(Connection connection, ContentArrival arrival, Instant now, Instant until)
      throws SQLException {
    NodeId sender = arrival.key().sender();
    removeOver(connection, sender.toString(), now, until);
    if (arrival.size() > arrival.quota() - taken(connection, sender, arrival.kinds())) {
      return false;
    }
    Transactions.update(
        connection,
        INSERT,
        node,
        sender.toString(),
        arrival.id(),
        JdbcContentIndex.kind(arrival.key().kind()),
        arrival.size(),
        Transactions.time(until));
    return true;
  }

  private void addLock(String sender) {
    try {
      transactions.update(INSERT, node, sender, "", "", 0, Transactions.BEGINNING);
    } catch (StorageException e) {
      if (!(e.getCause() instanceof SQLException cause && Transactions.isDuplicate(cause))) {
        throw e;
      }
    }
  }

  /** Room of processes that have ended without a word. */
  private void removeOver(Connection connection, String sender, Instant now, Instant until)
      throws SQLException {
    Transactions.update(
        connection,
        "DELETE FROM cdx_content_room WHERE node = ? AND sender = ? AND id <> ''"
            + " AND (held_until <= ? OR held_until > ?)",
        node,
        sender,
        Transactions.time(now),
        Transactions.time(until.plus(FAST_CLOCK)));
  }

  /** In one statement: content that arrives meanwhile is in the one table or in the other. */
  private long taken(Connection connection, NodeId sender, Set<ContentKey.Kind> kinds)
      throws SQLException {
    return sum(
        connection,
        "SELECT COALESCE((SELECT SUM(size) FROM cdx_content WHERE node = ? AND sender = ? AND "
            + oneOf(kinds)
            + " AND referred_at IS NULL), 0)"
            + " + COALESCE((SELECT SUM(size) FROM cdx_content_room WHERE node = ? AND sender = ? AND "
            + oneOf(kinds)
            + "), 0)",
        parameters(sender, kinds, 2));
  }

  /** What a sender has that no message refers to. */
  long waiting(Connection connection, NodeId sender, Set<ContentKey.Kind> kinds)
      throws SQLException {
    return sum(
        connection,
        "SELECT SUM(size) FROM cdx_content WHERE node = ? AND sender = ? AND "
            + oneOf(kinds)
            + " AND referred_at IS NULL",
        parameters(sender, kinds, 1));
  }

  private static long sum(Connection connection, String sql, Object[] parameters)
      throws SQLException {
    return Transactions.query(connection, row -> row.getLong(1), sql, parameters).get(0);
  }

  private static String oneOf(Set<ContentKey.Kind> kinds) {
    return "kind IN (" + String.join(", ", Collections.nCopies(kinds.size(), "?")) + ")";
  }

  private Object[] parameters(NodeId sender, Set<ContentKey.Kind> kinds, int times) {
    List<Object> once = new ArrayList<>();
    once.add(node);
    once.add(sender.toString());
    kinds.forEach(kind -> once.add(JdbcContentIndex.kind(kind)));
    return Collections.nCopies(times, once).stream().flatMap(List::stream).toArray();
  }

  boolean renew(ContentArrival arrival, Instant until) {
    return transactions.update(
            "UPDATE cdx_content_room SET held_until = ? WHERE node = ? AND sender = ? AND id = ?",
            Transactions.time(until),
            node,
            arrival.key().sender().toString(),
            arrival.id())
        == 1;
  }

  void release(ContentArrival arrival) {
    transactions.run(connection -> release(connection, arrival));
  }

  int release(Connection connection, ContentArrival arrival) throws SQLException {
    return Transactions.update(
        connection,
        "DELETE FROM cdx_content_room WHERE node = ? AND sender = ? AND id = ?",
        node,
        arrival.key().sender().toString(),
        arrival.id());
  }
}
