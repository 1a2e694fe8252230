package io.github.citydc.exchange.jdbc;

import io.github.citydc.code.ChinaTime;
import io.github.citydc.exchange.AcceptedItem;
import io.github.citydc.exchange.AcceptedMessage;
import io.github.citydc.exchange.Inbox;
import io.github.citydc.exchange.InboxEntry;
import io.github.citydc.exchange.InboxWork;
import io.github.citydc.exchange.ItemRange;
import io.github.citydc.exchange.archive.Archive;
import io.github.citydc.exchange.message.ContentHash;
import io.github.citydc.exchange.message.MessageId;
import io.github.citydc.exchange.message.StorageException;
import io.github.citydc.exchange.security.ReplayGuard;
import io.github.citydc.exchange.security.SharedRates;
import io.github.citydc.model.PayloadType;
import io.github.citydc.naming.node.NodeId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import javax.sql.DataSource;

/**
 * An inbox in a table {@code cdx_inbox} of the receiver's own database, so that a message and the
 * writes of its handler are stored in one transaction. What is returned is on the disk, with H2,
 * too (the user of an H2 server must be an administrator). Thread-safe; several processes may share
 * the table.
 */
public final class JdbcInbox implements Inbox {

  private static final String FIND =
      InboxRows.SELECT + " WHERE node = ? AND sender = ? AND message_id = ?";
  private static final String ACCEPTED =
      """
      SELECT message_id, body_digest FROM cdx_inbox
      WHERE node = ? AND sender = ? AND message_id > ? AND message_id < ? AND (type = ? OR ? = '')
      ORDER BY node, sender, message_id
      FETCH FIRST ? ROWS ONLY
      """;

  private static final String SUMMARY =
      "SELECT sender, message_id, type, operation, body_digest, accepted_at FROM cdx_inbox";
  private static final String LATEST =
      """
       WHERE node = ? AND accepted_at >= ?
      ORDER BY node, accepted_at DESC, message_id DESC
      FETCH FIRST ? ROWS ONLY
      """;

  /** By time, too: for the sender alone H2 takes the primary key, and reads all of its rows. */
  private static final String LATEST_OF_ONE =
      """
       WHERE node = ? AND sender = ? AND accepted_at >= ?
      ORDER BY node, sender, accepted_at DESC, message_id DESC
      FETCH FIRST ? ROWS ONLY
      """;

  private static final String NOT_STORED = "The message could not be stored";

  private final NodeDatabase database;
  private final DataSource dataSource;
  private final int node;
  private final Durability durability;
  private final Clock clock;
  private final Duration memory;
  private final Transactions transactions;

  private JdbcInbox(NodeDatabase database, Durability durability, Clock clock, Duration memory) {
    this.clock = clock;
    this.memory = memory;
    this.database = database;
    this.dataSource = Dialect.adapt(database.dataSource());
    this.node = database.number();
    this.durability = durability;
    this.transactions = new Transactions(database.dataSource(), "The inbox");
  }

  /**
   * The inbox of a database.
   *
   * @param database the database, and the node whose rows are meant
   * @return the inbox
   * @throws StorageException if the database does not answer
   */
  public static JdbcInbox on(NodeDatabase database) {
    return on(database, ChinaTime.clock());
  }

  /**
   * The inbox of a database, by another clock.
   *
   * @param database the database, and the node whose rows are meant
   * @param clock tells what is old enough to be forgotten
   * @return the inbox
   * @throws StorageException if the database does not answer
   */
  public static JdbcInbox on(NodeDatabase database, Clock clock) {
    return new JdbcInbox(database, Durability.of(database.dataSource()), clock, SHORTEST_MEMORY);
  }

  /**
   * The same store with another shortest memory.
   *
   * @param atLeast how long each item is remembered, at least a day; longer than the longest outage
   *     after which its sender still sends it
   * @return a store of the same tables
   * @throws IllegalArgumentException if it is less than a day
   */
  public JdbcInbox remembering(Duration atLeast) {
    return new JdbcInbox(database, durability, clock, Retention.requireLong(atLeast));
  }

  @Override
  public Duration remembers() {
    return memory;
  }

  @Override
  public Optional<InboxEntry> find(NodeId sender, MessageId id) {
    try (Connection connection = dataSource.getConnection()) {
      try {
        return find(connection, sender, id);
      } catch (SQLException | RuntimeException e) {
        durability.afterFailure(connection);
        throw e;
      }
    } catch (SQLException e) {
      throw new StorageException("The inbox could not be read", e);
    }
  }

  private Optional<InboxEntry> find(Connection connection, NodeId sender, MessageId id)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(FIND)) {
      select.setInt(1, node);
      select.setString(2, sender.toString());
      select.setString(3, id.toString());
      try (ResultSet row = select.executeQuery()) {
        if (!row.next()) {
          return Optional.empty();
        }
        InboxEntry entry = InboxRows.read(row);
        durability.await(connection);
        return Optional.of(entry);
      }
    }
  }

  @Override
  public List<AcceptedMessage> latest(Optional<NodeId> sender, int max) {
    return sender
        .map(NodeId::toString)
        .map(only -> summaries(LATEST_OF_ONE, node, only, Transactions.BEGINNING, max))
        .orElseGet(() -> summaries(LATEST, node, Transactions.BEGINNING, max));
  }

  private List<AcceptedMessage> summaries(String which, Object... parameters) {
    return Transactions.readable(
        transactions.query(
            Transactions.tolerant(InboxRows::readSummary, "cdx_inbox"),
            SUMMARY + which,
            parameters));
  }

  @Override
  public InboxEntry store(InboxEntry entry, InboxWork work) throws Exception {
    try (Connection connection = begin()) {
      try {
        InboxRows.insert(connection, node, entry);
      } catch (SQLException e) {
        Transactions.rollback(connection, e);
        durability.afterFailure(connection);
        return storedBefore(entry, e);
      }
      GuardedTransaction transaction = guard(connection);
      work(connection, transaction, entry, work);
      commit(connection, transaction);
      return entry;
    }
  }

  @Override
  public List<CompletableFuture<InboxEntry>> storeAll(
      List<Inbox.Item> items, Duration longest, Predicate<Throwable> endsAt) {
    return items.size() > 1
        ? new InboxBundle(database, durability, this, items, longest, endsAt).store()
        : Inbox.super.storeAll(items, longest, endsAt);
  }

  private void work(
      Connection connection, GuardedTransaction transaction, InboxEntry entry, InboxWork work)
      throws Exception {
    try {
      requireKnown(connection, node, entry);
      work.run(transaction.connection());
      end(transaction);
    } catch (Exception | Error e) {
      boolean whole = transaction.abandon();
      Transactions.rollback(connection, e);
      durability.afterFailure(connection);
      if (!whole) {
        removeLeftover(entry, e);
      }
      throw e;
    }
  }

  private static void end(GuardedTransaction transaction) {
    try {
      transaction.endWork();
    } catch (SQLException e) {
      throw new StorageException(NOT_STORED, e);
    }
  }

  private static GuardedTransaction guard(Connection connection) {
    try {
      return GuardedTransaction.on(connection);
    } catch (SQLException e) {
      Transactions.rollback(connection, e);
      throw new StorageException(NOT_STORED, e);
    }
  }

  /**
   * A handler that went round the guard may have committed the message, and no more than a part of
   * its work. No other request has this signature, so it is this row or none.
   */
  private void removeLeftover(InboxEntry entry, Throwable reason) {
    try {
      transactions.update(
          "DELETE FROM cdx_inbox"
              + " WHERE node = ? AND sender = ? AND message_id = ? AND signature = ?",
          node,
          entry.sender().toString(),
          entry.messageId().toString(),
          entry.evidence().signature());
    } catch (StorageException e) {
      reason.addSuppressed(e);
    }
  }

  static void requireKnown(Connection connection, int node, InboxEntry entry) {
    try {
      Retention.MESSAGES.requireKnown(connection, node, entry.messageId(), entry.acceptedAt());
    } catch (SQLException e) {
      throw new StorageException(NOT_STORED, e);
    }
  }

  private Connection begin() {
    try {
      Connection connection = dataSource.getConnection();
      try {
        connection.setAutoCommit(false);
        return connection;
      } catch (SQLException e) {
        durability.afterFailure(connection);
        connection.close();
        throw e;
      }
    } catch (SQLException e) {
      throw new StorageException(NOT_STORED, e);
    }
  }

  private void commit(Connection connection, GuardedTransaction transaction) {
    try {
      transaction.commit();
      durability.await(connection);
    } catch (SQLException e) {
      Transactions.rollback(connection, e);
      durability.afterFailure(connection);
      throw new StorageException(NOT_STORED, e);
    }
  }

  @Override
  public List<AcceptedItem> accepted(NodeId sender, ItemRange range, int max) {
    String type = range.type().map(PayloadType::toString).orElse("");
    Transactions.Row<ReadableRows.Row<AcceptedItem>> reader =
        ReadableRows.sorted(
            row ->
                AcceptedItem.message(
                    MessageId.parse(row.getString(1)), ContentHash.ofShortText(row.getString(2))),
            "cdx_inbox");
    return ReadableRows.first(
        range.from(),
        max,
        (behind, wanted) ->
            transactions.queryShort(
                reader,
                ACCEPTED,
                node,
                sender.toString(),
                behind,
                range.until(),
                type,
                type,
                wanted));
  }

  private InboxEntry storedBefore(InboxEntry entry, SQLException e) {
    if (Transactions.isDuplicate(e)) {
      Optional<InboxEntry> stored = find(entry.sender(), entry.messageId());
      if (stored.isPresent()) {
        return stored.get();
      }
    }
    throw new StorageException(NOT_STORED, e);
  }

  /** The table of nonces in the same database. */
  @Override
  public Optional<ReplayGuard> replayGuard(Clock verifierClock) {
    return Optional.of(JdbcReplayGuard.on(database, verifierClock));
  }

  /** The table of rates in the same database. */
  @Override
  public Optional<SharedRates> sharedRates() {
    return Optional.of(new JdbcRates(database));
  }

  @Override
  public Optional<Instant> forgottenBefore() {
    return transactions.run(connection -> Retention.MESSAGES.horizon(connection, node));
  }

  @Override
  public int forget(Instant madeBefore, int max, Archive<InboxEntry> archive) {
    Instant before = Retention.MESSAGES.requireOld(madeBefore, clock, memory);
    return transactions.runOnce(
        connection -> {
          Retention.MESSAGES.move(connection, node, before);
          List<InboxEntry> entries = InboxRetention.oldest(connection, node, before, max, archive);
          if (!entries.isEmpty()) {
            archive.keep(entries);
            InboxRetention.remove(connection, node, entries);
          }
          return entries.size();
        });
  }
}
