package io.github.citydc.exchange.jdbc;

import io.github.citydc.code.ChinaTime;
import io.github.citydc.exchange.AcceptedItem;
import io.github.citydc.exchange.ItemRange;
import io.github.citydc.exchange.RecordCounts;
import io.github.citydc.exchange.archive.Archive;
import io.github.citydc.exchange.batch.AcceptedBatch;
import io.github.citydc.exchange.batch.BatchArchiveItem;
import io.github.citydc.exchange.batch.BatchEntry;
import io.github.citydc.exchange.batch.BatchPart;
import io.github.citydc.exchange.batch.BatchQueue;
import io.github.citydc.exchange.batch.BatchStatus;
import io.github.citydc.exchange.batch.BatchStore;
import io.github.citydc.exchange.batch.RejectedRecord;
import io.github.citydc.exchange.content.ContentIndex;
import io.github.citydc.exchange.message.ContentHash;
import io.github.citydc.exchange.message.MessageId;
import io.github.citydc.exchange.message.StorageException;
import io.github.citydc.model.PayloadType;
import io.github.citydc.naming.node.NodeId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A batch store in tables {@code cdx_batch…} of the receiver's own database, so that the writes of
 * a handler and the progress of the batch are committed in one transaction. Thread-safe; several
 * processes may share the tables.
 */
public final class JdbcBatchStore implements BatchStore {

  private static final String ACCEPTED =
      """
      SELECT batch_id, body_digest, accepted, rejected FROM cdx_batch
      WHERE node = ? AND sender = ? AND batch_id > ? AND batch_id < ? AND (type = ? OR ? = '')
      ORDER BY node, sender, batch_id
      FETCH FIRST ? ROWS ONLY
      """;

  private static final String ONE =
      " FROM cdx_batch WHERE node = ? AND sender = ? AND batch_id = ?";

  private static final String SUMMARY = "SELECT " + BatchRows.SUMMARY + " FROM cdx_batch";
  private static final String LATEST =
      """
       WHERE node = ? AND accepted_at >= ?
      ORDER BY node, accepted_at DESC, batch_id DESC
      FETCH FIRST ? ROWS ONLY
      """;

  /** By time, too: for the sender alone H2 takes the primary key, and reads all of its rows. */
  private static final String LATEST_OF_ONE =
      """
       WHERE node = ? AND sender = ? AND accepted_at >= ?
      ORDER BY node, sender, accepted_at DESC, batch_id DESC
      FETCH FIRST ? ROWS ONLY
      """;

  private static final String UNFINISHED =
      """
       WHERE node = ? AND finished_at IS NULL
      ORDER BY CASE WHEN delay IS NULL THEN 1 ELSE 0 END, position
      FETCH FIRST ? ROWS ONLY
      """;

  private final NodeDatabase database;
  private final int node;
  private final Clock clock;
  private final Duration memory;
  private final Transactions transactions;
  private final ContentIndex content;
  private final BatchQueue queue;

  private JdbcBatchStore(NodeDatabase database, Clock clock, Duration memory) {
    this.database = database;
    this.node = database.number();
    this.clock = clock;
    this.memory = memory;
    this.transactions = new Transactions(database.dataSource(), "The table of batches");
    this.content = new JdbcContentIndex(transactions, database);
    this.queue = new JdbcBatchQueue(database, transactions);
  }

  /**
   * The batches of a database.
   *
   * @param database the database, and the node whose rows are meant
   * @return the store
   * @throws StorageException if the database does not answer
   */
  public static JdbcBatchStore on(NodeDatabase database) {
    return on(database, ChinaTime.clock());
  }

  /**
   * The batches of a database, by another clock.
   *
   * @param database the database, and the node whose rows are meant
   * @param clock tells what is old enough to be forgotten
   * @return the store
   * @throws StorageException if the database does not answer
   */
  public static JdbcBatchStore on(NodeDatabase database, Clock clock) {
    return new JdbcBatchStore(database, clock, SHORTEST_MEMORY);
  }

  /**
   * The same store with another shortest memory.
   *
   * @param atLeast how long each item is remembered, at least a day; longer than the longest outage
   *     after which its sender still sends it
   * @return a store of the same tables
   * @throws IllegalArgumentException if it is less than a day
   */
  public JdbcBatchStore remembering(Duration atLeast) {
    return new JdbcBatchStore(database, clock, Retention.requireLong(atLeast));
  }

  @Override
  public Duration remembers() {
    return memory;
  }

  @Override
  public ContentIndex content() {
    return content;
  }

  @Override
  public BatchQueue queue() {
    return queue;
  }

  @Override
  public List<AcceptedItem> accepted(NodeId sender, ItemRange range, int max) {
    String type = range.type().map(PayloadType::toString).orElse("");
    Transactions.Row<ReadableRows.Row<AcceptedItem>> reader =
        ReadableRows.sorted(
            row ->
                AcceptedItem.batch(
                    MessageId.parse(row.getString(1)),
                    ContentHash.ofShortText(row.getString(2)),
                    new RecordCounts(row.getLong(3), row.getLong(4))),
            "cdx_batch");
    return ReadableRows.first(
        range.from(),
        max,
        (behind, wanted) ->
            transactions.query(
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

  @Override
  public BatchEntry store(BatchEntry entry) {
    try {
      return transactions.runDurably(
          connection -> {
            BatchRows.insert(connection, node, entry);
            Retention.BATCHES.requireKnown(
                connection, node, entry.manifest().batchId(), entry.acceptedAt());
            claimParts(connection, entry);
            return entry;
          });
    } catch (StorageException e) {
      if (e.getCause() instanceof SQLException cause && Transactions.isDuplicate(cause)) {
        return find(entry.manifest().sender(), entry.manifest().batchId()).orElseThrow(() -> e);
      }
      throw e;
    }
  }

  private void claimParts(Connection connection, BatchEntry entry) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO cdx_batch_part (node, sender, batch_id, digest) VALUES (?, ?, ?, ?)")) {
      for (ContentHash digest : digests(entry)) {
        Transactions.set(
            insert,
            node,
            entry.manifest().sender().toString(),
            entry.manifest().batchId().toString(),
            digest.value());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private static List<ContentHash> digests(BatchEntry entry) {
    return entry.manifest().parts().stream().map(BatchPart::digest).distinct().toList();
  }

  @Override
  public Optional<BatchEntry> find(NodeId sender, MessageId id) {
    return transactions
        .runDurably(
            connection ->
                Transactions.query(
                    connection,
                    BatchRows::read,
                    "SELECT " + BatchRows.ENTRY + ONE,
                    node,
                    sender.toString(),
                    id.toString()))
        .stream()
        .findFirst();
  }

  @Override
  public Optional<BatchStatus> status(NodeId sender, MessageId id) {
    return transactions
        .query(
            BatchRows::readStatus,
            "SELECT " + BatchRows.STATUS + ONE,
            node,
            sender.toString(),
            id.toString())
        .stream()
        .findFirst();
  }

  @Override
  public List<RejectedRecord> rejected(
      NodeId sender, MessageId id, int afterPart, int afterLine, int limit) {
    return transactions.run(
        connection ->
            RejectionRows.read(connection, node, sender, id, afterPart, afterLine, limit));
  }

  @Override
  public List<AcceptedBatch> latest(Optional<NodeId> sender, int max) {
    return sender
        .map(NodeId::toString)
        .map(only -> summaries(LATEST_OF_ONE, node, only, Transactions.BEGINNING, max))
        .orElseGet(() -> summaries(LATEST, node, Transactions.BEGINNING, max));
  }

  @Override
  public List<AcceptedBatch> unfinished(int max) {
    return summaries(UNFINISHED, node, max);
  }

  private List<AcceptedBatch> summaries(String which, Object... parameters) {
    return Transactions.readable(
        transactions.query(
            Transactions.tolerant(BatchRows::readSummary, "cdx_batch"),
            SUMMARY + which,
            parameters));
  }

  @Override
  public Optional<Instant> forgottenBefore() {
    return transactions.run(connection -> Retention.BATCHES.horizon(connection, node));
  }

  @Override
  public int forget(Instant madeBefore, int max, Archive<BatchArchiveItem> archive) {
    Instant before = Retention.BATCHES.requireOld(madeBefore, clock, memory);
    return transactions.runOnce(
        connection -> {
          Retention.BATCHES.move(connection, node, before);
          return BatchRetention.give(connection, node, before, max, archive);
        });
  }
}
