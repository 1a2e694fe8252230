package io.github.citydc.exchange.jdbc;

import io.github.citydc.exchange.batch.BatchClaim;
import io.github.citydc.exchange.batch.BatchEntry;
import io.github.citydc.exchange.batch.BatchQueue;
import io.github.citydc.exchange.batch.BatchState;
import io.github.citydc.exchange.batch.RejectedRecord;
import io.github.citydc.exchange.message.StorageException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Hands out rows of {@code cdx_batch} under a lease. The lease keeps others away; what makes every
 * record count once is the place in the batch, which a worker compares and sets in the transaction
 * of the records.
 */
final class JdbcBatchQueue implements BatchQueue {

  /** The rejected records of a batch that are kept with their reasons. */
  private static final long MOST_REJECTIONS = 100_000;

  private static final String OURS = " WHERE sender = ? AND batch_id = ? AND leased_by = ?";
  private static final String NEXT =
      "SELECT "
          + BatchRows.ENTRY
          + """
          , part, line FROM cdx_batch b
          WHERE state IN ('waiting', 'processing')
            AND (leased_until IS NULL OR leased_until <= ? OR leased_until > ?)
            AND NOT EXISTS (SELECT 1 FROM cdx_batch e
              WHERE e.sender = b.sender AND e.state IN ('waiting', 'processing')
                AND e.position < b.position)
          ORDER BY leased_until NULLS FIRST, position
          """;

  /**
   * No lease and no delay ends later than this after a lease that begins now: what does was written
   * while a clock was fast, and holds nobody up.
   */
  private static final Duration LONGEST_DELAY = Duration.ofMinutes(2);

  private final DataSource dataSource;
  private final Transactions transactions;

  JdbcBatchQueue(DataSource dataSource, Transactions transactions) {
    this.dataSource = dataSource;
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

  private static Optional<BatchClaim> next(
      Connection connection, String worker, Instant now, Instant latest) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(NEXT)) {
      Transactions.set(select, Transactions.time(now), Transactions.time(latest));
      select.setMaxRows(1);
      try (ResultSet row = select.executeQuery()) {
        return row.next()
            ? Optional.of(
                new BatchClaim(BatchRows.read(row), worker, row.getInt("part"), row.getInt("line")))
            : Optional.empty();
      }
    }
  }

  private static boolean lease(Connection connection, BatchClaim claim, Instant now, Instant until)
      throws SQLException {
    return Transactions.update(
            connection,
            """
            UPDATE cdx_batch SET leased_by = ?, leased_until = ?, state = ?
            WHERE sender = ? AND batch_id = ? AND part = ? AND line = ? AND state <> 'done'
              AND (leased_until IS NULL OR leased_until <= ? OR leased_until > ?)
            """,
            claim.worker(),
            Transactions.time(until),
            BatchState.PROCESSING.wireName(),
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
        throw e;
      }
    } catch (SQLException e) {
      throw new StorageException("The records of a batch could not be stored", e);
    }
  }

  /** Locks the row until the transaction ends. */
  private static boolean holds(Connection connection, BatchClaim claim, Instant until)
      throws SQLException {
    return Transactions.update(
            connection,
            "UPDATE cdx_batch SET leased_until = ?" + OURS + " AND part = ? AND line = ?",
            Transactions.time(until),
            sender(claim),
            id(claim),
            claim.worker(),
            claim.part(),
            claim.line())
        == 1;
  }

  private static BatchClaim note(Connection connection, BatchClaim claim, Outcome outcome)
      throws SQLException {
    if (!outcome.rejected().isEmpty()) {
      RejectionRows.insert(connection, claim.entry(), listed(connection, claim, outcome));
    }
    Transactions.update(
        connection,
        """
        UPDATE cdx_batch SET part = ?, line = ?, accepted = accepted + ?, rejected = rejected + ?
        """
            + OURS,
        outcome.part(),
        outcome.line(),
        outcome.accepted(),
        outcome.rejected().size(),
        sender(claim),
        id(claim),
        claim.worker());
    return new BatchClaim(claim.entry(), claim.worker(), outcome.part(), outcome.line());
  }

  /** Those that there is room for; all are counted. */
  private static List<RejectedRecord> listed(
      Connection connection, BatchClaim claim, Outcome outcome) throws SQLException {
    long before =
        Transactions.query(
                connection,
                row -> row.getLong(1),
                "SELECT rejected FROM cdx_batch" + OURS,
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
                  "UPDATE cdx_batch SET state = ?, finished_at = ?, leased_until = NULL" + OURS,
                  BatchState.DONE.wireName(),
                  Transactions.time(now),
                  sender(claim),
                  id(claim),
                  claim.worker());
          if (finished == 1) {
            freeParts(connection, claim.entry(), now);
          }
          return finished;
        });
  }

  private static void freeParts(Connection connection, BatchEntry batch, Instant now)
      throws SQLException {
    Transactions.update(
        connection,
        """
        UPDATE cdx_part SET served_at = ? WHERE sender = ? AND digest IN (
          SELECT p.digest FROM cdx_batch_part p WHERE p.sender = ? AND p.batch_id = ?)
        """,
        Transactions.time(now),
        batch.manifest().sender().toString(),
        batch.manifest().sender().toString(),
        batch.manifest().batchId().toString());
    Transactions.update(
        connection,
        "DELETE FROM cdx_batch_part WHERE sender = ? AND batch_id = ?",
        batch.manifest().sender().toString(),
        batch.manifest().batchId().toString());
  }

  @Override
  public void release(BatchClaim claim, Instant from) {
    transactions.update(
        "UPDATE cdx_batch SET leased_until = ?" + OURS,
        Transactions.time(from),
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
