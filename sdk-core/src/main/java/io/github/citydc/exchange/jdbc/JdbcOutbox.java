package io.github.citydc.exchange.jdbc;

import static java.time.temporal.ChronoUnit.MILLIS;

import com.fasterxml.uuid.Generators;
import io.github.citydc.exchange.ItemRange;
import io.github.citydc.exchange.archive.Archive;
import io.github.citydc.exchange.message.ContentHash;
import io.github.citydc.exchange.message.MessageId;
import io.github.citydc.exchange.message.PreparedMessage;
import io.github.citydc.exchange.message.SignedReceipt;
import io.github.citydc.exchange.message.StorageException;
import io.github.citydc.exchange.outbox.DeliveredMessage;
import io.github.citydc.exchange.outbox.Outbox;
import io.github.citydc.exchange.outbox.OutboxBacklog;
import io.github.citydc.exchange.outbox.OutboxEntry;
import io.github.citydc.exchange.outbox.OutboxOutcome;
import io.github.citydc.exchange.outbox.OutboxState;
import io.github.citydc.exchange.outbox.SentItem;
import io.github.citydc.model.PayloadType;
import io.github.citydc.naming.node.NodeId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * An outbox in a table {@code cdx_outbox} of the sender's own database, so that a record and the
 * message about it are stored in one transaction. Thread-safe; several processes may share the
 * table.
 */
public final class JdbcOutbox implements Outbox {

  private static final String INSERT =
      """
      INSERT INTO cdx_outbox (message_id, receiver, type, ordering_key, state, attempts, next_attempt,
        body_digest, body, ready_for, turn_key, behind_key, node)
      VALUES (?, ?, ?, ?, 'PENDING', 0, ?, ?, ?, ?, ?, ?, ?)
      """;
  private static final String SENT =
      """
      SELECT message_id, state, body_digest FROM cdx_outbox
      WHERE node = ? AND receiver = ? AND message_id > ? AND message_id < ?
        AND (type = ? OR ? = '')
      ORDER BY node, receiver, message_id
      FETCH FIRST ? ROWS ONLY
      """;
  private static final String AGAIN =
      """
      UPDATE cdx_outbox
      SET state = 'PENDING', attempts = 0, next_attempt = ?, finished_at = NULL, %s
      WHERE position = ? AND state = ? AND replaced_by IS NULL
      """;
  private static final String REPLACE =
      "UPDATE cdx_outbox SET replaced_by = ?"
          + " WHERE position = ? AND state = 'DEAD' AND replaced_by IS NULL";
  private static final String PLACE_OF =
      "SELECT position, COALESCE(ordering_key, '') FROM cdx_outbox WHERE node = ? AND message_id = ?";
  private static final String READY = "ready_for = receiver, turn_key = ordering_key";
  private static final String BEHIND = "behind_key = ordering_key";

  private final Transactions transactions;
  private final NodeDatabase database;
  private final int node;
  private final OutboxLease leases;
  private final List<Runnable> enqueueListeners = new CopyOnWriteArrayList<>();

  private JdbcOutbox(NodeDatabase database) {
    this.database = database;
    this.node = database.number();
    this.leases = new OutboxLease(node);
    this.transactions = new Transactions(database.dataSource(), "The outbox");
  }

  /**
   * The outbox of a database.
   *
   * @param database the database, and the node whose rows are meant
   * @return the outbox
   * @throws StorageException if the database does not answer
   */
  public static JdbcOutbox on(NodeDatabase database) {
    return new JdbcOutbox(database);
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException if the connection is in auto-commit mode, so that no transaction
   *     would bind the message to what it is about
   * @throws StorageException if the database fails
   */
  @Override
  public void enqueue(
      Connection connection, PreparedMessage message, Optional<String> orderingKey) {
    requireOwn(message);
    requireTransaction(connection);
    put(Dialect.adapt(connection), message, orderingKey);
    enqueueListeners.forEach(Runnable::run);
  }

  /** The outbox of one street must not send what is signed by another. */
  private void requireOwn(PreparedMessage message) {
    if (!message.envelope().sender().equals(database.node())) {
      throw new IllegalArgumentException(
          "This is the outbox of "
              + database.node()
              + "; the message is one of "
              + message.envelope().sender());
    }
  }

  private static void requireTransaction(Connection connection) {
    boolean each;
    try {
      each = connection.getAutoCommit();
    } catch (SQLException e) {
      throw new StorageException("The message could not be put into the outbox", e);
    }
    if (each) {
      throw new IllegalStateException(
          "Messages are put into an outbox in a transaction, so that each is sent if and only if the"
              + " record it is about is stored; this connection commits each statement. Call"
              + " setAutoCommit(false) before and commit() after; with Spring, annotate the method"
              + " with @Transactional and take its connection from DataSourceUtils.getConnection");
    }
  }

  private void put(Connection connection, PreparedMessage message, Optional<String> orderingKey) {
    String receiver = message.envelope().receiver().toString();
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      String key = orderingKey.orElse(null);
      boolean behind = key != null && OutboxKeys.isTaken(connection, node, key);
      insert.setString(1, message.messageId().toString());
      insert.setString(2, receiver);
      insert.setString(3, message.envelope().type().toString());
      insert.setString(4, key);
      insert.setObject(5, message.envelope().sentAt());
      insert.setString(6, ContentHash.of(message.body()).shortText());
      insert.setBytes(7, message.body().toByteArray());
      insert.setString(8, behind ? null : receiver);
      insert.setString(9, behind ? null : key);
      insert.setString(10, behind ? key : null);
      insert.setInt(11, node);
      insert.executeUpdate();
    } catch (SQLException e) {
      throw new StorageException("The message could not be put into the outbox", e);
    }
  }

  @Override
  public void addEnqueueListener(Runnable listener) {
    enqueueListeners.add(listener);
  }

  @Override
  public void removeEnqueueListener(Runnable listener) {
    enqueueListeners.remove(listener);
  }

  @Override
  public List<OutboxEntry> lease(int max, Instant now, Instant leaseEnd, Set<NodeId> leftAlone) {
    // What a crash could take back must not be sent: its sender would not know of it.
    return transactions.runDurablyIf(
        taken -> !taken.isEmpty(),
        connection -> leases.take(connection, max, now, leaseEnd, leftAlone));
  }

  @Override
  public OutboxBacklog backlog(int most) {
    return transactions.run(connection -> OutboxRows.backlog(connection, node, most));
  }

  @Override
  public void delivered(OutboxEntry entry, SignedReceipt receipt, Instant now) {
    note(List.of(new OutboxOutcome.Delivered(entry, receipt, now)));
  }

  @Override
  public void postponed(OutboxEntry entry, String failure, Instant now, Instant nextAttempt) {
    note(List.of(new OutboxOutcome.Postponed(entry, failure, now, nextAttempt)));
  }

  @Override
  public void dead(OutboxEntry entry, String failure, Instant now) {
    note(List.of(new OutboxOutcome.Dead(entry, failure, now)));
  }

  @Override
  public void released(OutboxEntry entry) {
    note(List.of(new OutboxOutcome.Released(entry)));
  }

  @Override
  public void note(List<OutboxOutcome> outcomes) {
    transactions.run(
        connection -> {
          OutboxOutcomes.store(connection, node, outcomes);
          return outcomes;
        });
  }

  @Override
  public Optional<OutboxEntry> find(MessageId id) {
    return query("WHERE node = ? AND message_id = ?", node, id.toString()).stream().findFirst();
  }

  @Override
  public List<OutboxEntry> list(OutboxState state, int max) {
    return query(
        """
        WHERE node = ? AND state >= ? AND state <= ? AND replaced_by IS NULL
        ORDER BY node, state, position
        FETCH FIRST ? ROWS ONLY
        """,
        node,
        state.name(),
        state.name(),
        max);
  }

  @Override
  public boolean retry(MessageId id, Instant now) {
    return again(id, OutboxState.DEAD, now);
  }

  @Override
  public Optional<MessageId> renew(MessageId id, Instant now) {
    Optional<MessageId> renewed = transactions.run(connection -> renew(connection, id, now));
    if (renewed.isPresent()) {
      enqueueListeners.forEach(Runnable::run);
    }
    return renewed;
  }

  /** Whoever marks the dead letter first has replaced it. */
  private Optional<MessageId> renew(Connection connection, MessageId id, Instant now)
      throws SQLException {
    MessageId next = new MessageId(Generators.timeBasedEpochRandomGenerator().generate());
    List<OutboxRows.Row> rows =
        Transactions.query(
            connection,
            OutboxRows::readRow,
            OutboxRows.SELECT + "WHERE node = ? AND message_id = ?",
            node,
            id.toString());
    if (rows.isEmpty()
        || Transactions.update(connection, REPLACE, next.toString(), rows.get(0).position()) == 0) {
      return Optional.empty();
    }
    OutboxEntry dead = rows.get(0).entry().orElseThrow();
    put(
        connection,
        dead.message().renewed(next, now.atOffset(ItemRange.OFFSET).truncatedTo(MILLIS)),
        dead.orderingKey());
    return Optional.of(next);
  }

  @Override
  public Optional<SignedReceipt> receipt(MessageId id) {
    return Transactions.readable(
            transactions.query(
                Transactions.tolerant(row -> SignedReceipt.fromJson(row.getBytes(1)), "cdx_outbox"),
                "SELECT receipt FROM cdx_outbox"
                    + " WHERE node = ? AND message_id = ? AND receipt IS NOT NULL",
                node,
                id.toString()))
        .stream()
        .findFirst();
  }

  @Override
  public List<SentItem> sent(NodeId receiver, ItemRange range, int max) {
    String type = range.type().map(PayloadType::toString).orElse("");
    Transactions.Row<ReadableRows.Row<SentItem>> reader =
        ReadableRows.sorted(
            row ->
                new SentItem(
                    MessageId.parse(row.getString(1)),
                    ContentHash.ofShortText(row.getString(3)),
                    OutboxState.valueOf(row.getString(2))),
            "cdx_outbox");
    return ReadableRows.first(
        range.from(),
        max,
        (behind, wanted) ->
            transactions.queryShort(
                reader,
                SENT,
                node,
                receiver.toString(),
                behind,
                range.until(),
                type,
                type,
                wanted));
  }

  @Override
  public boolean requeue(MessageId id, Instant now) {
    return again(id, OutboxState.DELIVERED, now);
  }

  @Override
  public int forget(Instant deliveredBefore, int max, Archive<DeliveredMessage> archive) {
    return transactions.runOnce(
        connection -> {
          Map<Long, DeliveredMessage> oldest =
              OutboxRetention.oldest(connection, node, deliveredBefore, max, archive);
          if (!oldest.isEmpty()) {
            archive.keep(List.copyOf(oldest.values()));
            OutboxRetention.remove(connection, oldest.keySet());
          }
          return oldest.size();
        });
  }

  private boolean again(MessageId id, OutboxState from, Instant now) {
    boolean again = transactions.run(connection -> again(connection, id, from, now));
    if (again) {
      enqueueListeners.forEach(Runnable::run);
    }
    return again;
  }

  /**
   * Where a message is.
   *
   * @param position its row; by that, databases do not look for it by its state
   * @param key its ordering key, empty if it has none
   */
  private record Place(long position, String key) {}

  private boolean again(Connection connection, MessageId id, OutboxState from, Instant now)
      throws SQLException {
    for (Place place :
        Transactions.query(
            connection,
            row -> new Place(row.getLong(1), String.valueOf(row.getString(2))),
            PLACE_OF,
            node,
            id.toString())) {
      boolean behind = !place.key().isEmpty() && OutboxKeys.isTaken(connection, node, place.key());
      return Transactions.update(
              connection,
              AGAIN.formatted(behind ? BEHIND : READY),
              Transactions.time(now),
              place.position(),
              from.name())
          == 1;
    }
    return false;
  }

  private List<OutboxEntry> query(String condition, Object... parameters) {
    return transactions
        .query(OutboxRows::readRow, OutboxRows.SELECT + condition, parameters)
        .stream()
        .flatMap(row -> row.entry().stream())
        .toList();
  }
}
