package io.github.citydc.exchange.jdbc;

import io.github.citydc.exchange.batch.BatchClaim;
import io.github.citydc.exchange.batch.BatchEntry;
import io.github.citydc.exchange.batch.BatchQueue;
import io.github.citydc.exchange.batch.BatchState;
import io.github.citydc.exchange.batch.RejectedRecord;
import io.github.citydc.exchange.message.Causes;
import io.github.citydc.exchange.message.StorageException;
import io.github.citydc.naming.node.NodeId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands out rows of {@code cdx_batch} under a lease. The lease keeps others away; what makes every
 * record count once is the place in the batch, which a worker compares and sets in the transaction
 * of the records.
 */
final class JdbcBatchQueue implements BatchQueue {

  /** The rejected records of a batch that are kept with their reasons. */
  private static final long MOST_REJECTIONS = 100_000;

  private static final int LONGEST_REASON = 1000;
  private static final Logger LOG = LoggerFactory.getLogger(JdbcBatchQueue.class);

  private static final String OURS =
      " WHERE node = ? AND sender = ? AND batch_id = ? AND leased_by = ?";
  private static final String FIRST_OF_NEXT_SENDER =
      """
      SELECT open_for, position, leased_until FROM cdx_batch WHERE node = ? AND open_for >= ?
      ORDER BY node, open_for, position
      FETCH FIRST ROW ONLY
      """;
  private static final String BATCH =
      "SELECT " + BatchRows.ENTRY + ", part, line FROM cdx_batch WHERE position = ?";

  /** From then on its parts are kept as long as those no batch needs. */
  private static final String FREE_PARTS =
      """
      DELETE FROM cdx_batch_part WHERE EXISTS (SELECT 1 FROM cdx_batch b
        WHERE b.position = ? AND b.node = cdx_batch_part.node AND b.sender = cdx_batch_part.sender
          AND b.batch_id = cdx_batch_part.batch_id)
      """;

  /**
   * No lease and no delay ends later than this after a lease that begins now: what does was written
   * while a clock was fast, and holds nobody up.
   */
  private static final Duration LONGEST_DELAY = Duration.ofMinutes(2);

  private final DataSource dataSource;
  private final int node;
  private final Transactions transactions;

  /** So that each sender has its turn. */
  private volatile String lastSender = "";

  /** The oldest batch of a sender that is not done: the others come behind it. */
  private record First(String sender, long position, @Nullable OffsetDateTime leasedUntil) {

    boolean isFree(Instant now, Instant latest) {
      return leasedUntil == null
          || !leasedUntil.toInstant().isAfter(now)
          || leasedUntil.toInstant().isAfter(latest);
    }
  }

  JdbcBatchQueue(NodeDatabase database, Transactions transactions) {
    this.dataSource = Dialect.adapt(database.dataSource());
    this.node = database.number();
    this.transactions = transactions;
  }

  @Override
  public Optional<BatchClaim> claim(String worker, Instant now, Instant until) {
    return transactions.run(
        connection -> {
          Optional<BatchClaim> next = next(connection, worker, now, until.plus(LONGEST_DELAY));
          return next.isPresent() && lease(connection, next.get(), now, until)
              ? next
              : Optional.empty();
        });
  }

  private Optional<BatchClaim> next(
      Connection connection, String worker, Instant now, Instant latest) throws SQLException {
    String last = lastSender;
    Optional<First> first = firstFree(connection, last, now, latest);
    if (first.isEmpty() && !last.isEmpty()) {
      first = firstFree(connection, "", now, latest);
    }
    if (first.isEmpty()) {
      return Optional.empty();
    }
    lastSender = first.get().sender();
    long position = first.get().position();
    try {
      return Transactions.query(
              connection,
              row ->
                  new BatchClaim(
                      BatchRows.read(row), worker, row.getInt("part"), row.getInt("line")),
              BATCH,
              position)
          .stream()
          .findFirst();
    } catch (RuntimeException e) {
      giveUp(connection, position, e);
      return Optional.empty();
    }
  }

  /** Goes from sender to sender, and reads one row of each. */
  private Optional<First> firstFree(
      Connection connection, String behind, Instant now, Instant latest) throws SQLException {
    Optional<First> first = firstBehind(connection, behind);
    while (first.isPresent() && !first.get().isFree(now, latest)) {
      first = firstBehind(connection, first.get().sender());
    }
    return first;
  }

  @Override
  public Optional<NodeId> contender(BatchClaim claim, Instant now, Instant until) {
    String own = sender(claim);
    Instant latest = until.plus(LONGEST_DELAY);
    return transactions.run(
        connection -> {
          Optional<First> other = firstFree(connection, own, now, latest);
          if (other.isEmpty()) {
            other = firstFree(connection, "", now, latest);
          }
          return other.map(First::sender).filter(sender -> !sender.equals(own)).map(NodeId::parse);
        });
  }

  private Optional<First> firstBehind(Connection connection, String sender) throws SQLException {
    return Transactions.query(
            connection,
            row ->
                new First(
                    Objects.requireNonNull(row.getString(1)),
                    row.getLong(2),
                    row.getObject(3, OffsetDateTime.class)),
            FIRST_OF_NEXT_SENDER,
            node,
            Transactions.behind(sender))
        .stream()
        .findFirst();
  }

  /** A row that cannot be read would stop the batches behind it for ever. */
  private static void giveUp(Connection connection, long position, RuntimeException failure)
      throws SQLException {
    String reason = "What is stored of this batch cannot be read: " + Causes.of(failure);
    LOG.error("Batch in row {} of cdx_batch is given up: {}", position, reason);
    Transactions.update(
        connection,
        "UPDATE cdx_batch SET state = ?, delay = ?, leased_until = NULL, open_for = NULL"
            + " WHERE position = ?",
        BatchState.FAILED.wireName(),
        reason,
        position);
    Transactions.update(connection, FREE_PARTS, position);
  }

  private boolean lease(Connection connection, BatchClaim claim, Instant now, Instant until)
      throws SQLException {
    return Transactions.update(
            connection,
            """
            UPDATE cdx_batch SET leased_by = ?, leased_until = ?, state = ?
            WHERE node = ? AND sender = ? AND batch_id = ? AND part = ? AND line = ? AND state <> 'done'
              AND (leased_until IS NULL OR leased_until <= ? OR leased_until > ?)
            """,
            claim.worker(),
            Transactions.time(until),
            BatchState.PROCESSING.wireName(),
            node,
            sender(claim),
            id(claim),
            claim.part(),
            claim.line(),
            Transactions.time(now),
            Transactions.time(until.plus(LONGEST_DELAY)))
        == 1;
  }

  @Override
  public Optional<BatchClaim> advance(BatchClaim claim, Instant until, Work work) throws Exception {
    try (Connection connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      try {
        if (!holds(connection, claim, until)) {
          connection.rollback();
          return Optional.empty();
        }
        GuardedTransaction transaction = GuardedTransaction.on(connection);
        Outcome outcome = work.run(transaction.connection());
        transaction.endWork();
        BatchClaim next = note(connection, claim, outcome);
        transaction.commit();
        return Optional.of(next);
      } catch (Exception | Error e) {
        Transactions.rollback(connection, e);
        transactions.afterFailure(connection);
        throw e;
      }
    } catch (SQLException e) {
      throw new StorageException("The records of a batch could not be stored", e);
    }
  }

  /** Locks the row until the transaction ends. */
  private boolean holds(Connection connection, BatchClaim claim, Instant until)
      throws SQLException {
    return Transactions.update(
            connection,
            "UPDATE cdx_batch SET leased_until = ?" + OURS + " AND part = ? AND line = ?",
            Transactions.time(until),
            node,
            sender(claim),
            id(claim),
            claim.worker(),
            claim.part(),
            claim.line())
        == 1;
  }

  private BatchClaim note(Connection connection, BatchClaim claim, Outcome outcome)
      throws SQLException {
    if (!outcome.rejected().isEmpty()) {
      RejectionRows.insert(connection, node, claim.entry(), listed(connection, claim, outcome));
    }
    Transactions.update(
        connection,
        """
        UPDATE cdx_batch SET part = ?, line = ?, accepted = accepted + ?, rejected = rejected + ?,
          delay = NULL
        """
            + OURS,
        outcome.part(),
        outcome.line(),
        outcome.accepted(),
        outcome.rejected().size(),
        node,
        sender(claim),
        id(claim),
        claim.worker());
    return new BatchClaim(claim.entry(), claim.worker(), outcome.part(), outcome.line());
  }

  /** Those that there is room for; all are counted. */
  private List<RejectedRecord> listed(Connection connection, BatchClaim claim, Outcome outcome)
      throws SQLException {
    long before =
        Transactions.query(
                connection,
                row -> row.getLong(1),
                "SELECT rejected FROM cdx_batch" + OURS,
                node,
                sender(claim),
                id(claim),
                claim.worker())
            .get(0);
    return outcome.rejected().stream().limit(Math.max(0, MOST_REJECTIONS - before)).toList();
  }

  @Override
  public void finish(BatchClaim claim, Instant now) {
    // Its parts are removed next: no loss of power may bring an unfinished batch back.
    transactions.runDurably(
        connection -> {
          int finished =
              Transactions.update(
                  connection,
                  "UPDATE cdx_batch SET state = ?, finished_at = ?, leased_until = NULL,"
                      + " open_for = NULL, delay = NULL"
                      + OURS,
                  BatchState.DONE.wireName(),
                  Transactions.time(now),
                  node,
                  sender(claim),
                  id(claim),
                  claim.worker());
          if (finished == 1) {
            freeParts(connection, claim.entry(), now);
          }
          return finished;
        });
  }

  private void freeParts(Connection connection, BatchEntry batch, Instant now) throws SQLException {
    Transactions.update(
        connection,
        """
        UPDATE cdx_content SET served_at = ?
        WHERE node = ? AND kind = 'batch_part' AND sender = ? AND digest IN (
          SELECT p.digest FROM cdx_batch_part p WHERE p.node = ? AND p.sender = ? AND p.batch_id = ?)
        """,
        Transactions.time(now),
        node,
        batch.manifest().sender().toString(),
        node,
        batch.manifest().sender().toString(),
        batch.manifest().batchId().toString());
    Transactions.update(
        connection,
        "DELETE FROM cdx_batch_part WHERE node = ? AND sender = ? AND batch_id = ?",
        node,
        batch.manifest().sender().toString(),
        batch.manifest().batchId().toString());
  }

  @Override
  public void release(BatchClaim claim, Instant from) {
    transactions.update(
        "UPDATE cdx_batch SET leased_until = ?" + OURS,
        Transactions.time(from),
        node,
        sender(claim),
        id(claim),
        claim.worker());
  }

  @Override
  public void delay(BatchClaim claim, Instant from, String reason) {
    transactions.update(
        "UPDATE cdx_batch SET leased_until = ?, delay = ?" + OURS,
        Transactions.time(from),
        reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON),
        node,
        sender(claim),
        id(claim),
        claim.worker());
  }

  private static String sender(BatchClaim claim) {
    return claim.entry().manifest().sender().toString();
  }

  private static String id(BatchClaim claim) {
    return claim.entry().manifest().batchId().toString();
  }
}
