package io.github.citydc.exchange.jdbc;

import io.github.citydc.exchange.message.StorageException;
import io.github.citydc.exchange.security.SharedRates;
import io.github.citydc.naming.node.NodeId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/**
 * The rates of senders in a table {@code cdx_rate}: a row for each, locked while it is counted, in
 * thousandths of a request. The time is that of the database, so that processes whose clocks differ
 * count alike. Thread-safe.
 */
final class JdbcRates implements SharedRates {

  private static final int THOUSAND = 1000;

  /** A time of filling that is later than this was told by a clock that has been put back. */
  private static final Duration CLOCK_PUT_BACK = Duration.ofSeconds(10);

  private static final String KEY = " WHERE node = ? AND sender = ?";
  private static final String READ =
      "SELECT free, filled_at, CURRENT_TIMESTAMP(3) FROM cdx_rate" + KEY + " FOR UPDATE";
  private static final String WRITE = "UPDATE cdx_rate SET free = ?, filled_at = ?" + KEY;
  private static final String INSERT =
      "INSERT INTO cdx_rate (node, sender, free, filled_at) VALUES (?, ?, ?, ?)";

  private final Transactions transactions;
  private final int node;

  /** What a row says, and when that was. */
  private record Bucket(long free, OffsetDateTime filledAt, OffsetDateTime now) {

    private static Bucket read(ResultSet row) throws SQLException {
      return new Bucket(
          row.getLong(1),
          row.getObject(2, OffsetDateTime.class),
          row.getObject(3, OffsetDateTime.class));
    }

    /** What is free by now; a second's worth at most. */
    private long refilled(int perSecond) {
      long most = (long) perSecond * THOUSAND;
      long millis = Math.min(THOUSAND, Duration.between(filledAt, now).toMillis());
      return Math.min(most, free + Math.max(0, millis) * perSecond);
    }

    /** Another process may have begun later, and have been first. */
    private OffsetDateTime time() {
      return now.isBefore(filledAt) && now.plus(CLOCK_PUT_BACK).isAfter(filledAt) ? filledAt : now;
    }
  }

  JdbcRates(NodeDatabase database) {
    this.transactions = new Transactions(database.dataSource(), "The table of rates");
    this.node = database.number();
  }

  @Override
  public int take(NodeId sender, int perSecond, int admitted, int wanted) {
    Optional<Integer> taken = tryTake(sender, perSecond, admitted, wanted);
    if (taken.isEmpty()) {
      add(sender, perSecond);
      taken = tryTake(sender, perSecond, admitted, wanted);
    }
    return taken.orElse(0);
  }

  /** Empty if there is no row yet. */
  private Optional<Integer> tryTake(NodeId sender, int perSecond, int admitted, int wanted) {
    return transactions.run(
        connection -> {
          List<Bucket> found =
              Transactions.query(connection, Bucket::read, READ, node, sender.toString());
          return found.isEmpty()
              ? Optional.empty()
              : Optional.of(take(connection, sender, found.get(0), perSecond, admitted, wanted));
        });
  }

  private int take(
      Connection connection, NodeId sender, Bucket bucket, int perSecond, int admitted, int wanted)
      throws SQLException {
    long most = (long) perSecond * THOUSAND;
    long free = Math.max(-most, bucket.refilled(perSecond) - (long) admitted * THOUSAND);
    int given = (int) Math.min(wanted, Math.max(0, free / THOUSAND));
    Transactions.update(
        connection, WRITE, free - (long) given * THOUSAND, bucket.time(), node, sender.toString());
    return given;
  }

  private void add(NodeId sender, int perSecond) {
    try {
      transactions.update(
          INSERT, node, sender.toString(), (long) perSecond * THOUSAND, Transactions.BEGINNING);
    } catch (StorageException e) {
      if (!(e.getCause() instanceof SQLException cause && Transactions.isDuplicate(cause))) {
        throw e;
      }
    }
  }
}
