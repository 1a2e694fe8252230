package io.github.citydc.exchange.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/** How messages that are leased or were postponed become ready again when their time has come. */
final class OutboxTimes {

  /** By how much the clocks of processes that share an outbox may differ. */
  private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(1);

  /** The largest number of messages in one transaction; the others follow with the next. */
  private static final int AT_ONCE = 100;

  private static final String POSITION = "SELECT position FROM cdx_outbox";
  private static final String DUE =
      POSITION
          + " WHERE node = ? AND ready_again >= ? AND ready_again <= ? ORDER BY node, ready_again"
          + " FETCH FIRST ? ROWS ONLY";
  private static final String FROM_THE_FUTURE =
      POSITION
          + " WHERE node = ? AND timed_at > ? ORDER BY node DESC, timed_at DESC"
          + " FETCH FIRST ? ROWS ONLY";

  private OutboxTimes() {}

  /** Makes ready what is due. */
  static void wake(Connection connection, int node, Instant now) throws SQLException {
    OffsetDateTime time = Transactions.time(now);
    List<Long> due = choose(connection, DUE, node, Transactions.BEGINNING, time, AT_ONCE);
    ready(connection, lock(connection, due, "AND ready_again <= ?", time), "");
  }

  /**
   * Makes ready what was leased or postponed while the clock was fast. If another dispatcher is
   * still sending one, the receiver recognises the message by its id.
   */
  static void correct(Connection connection, int node, Instant now) throws SQLException {
    OffsetDateTime latest = Transactions.time(now.plus(CLOCKS_DIFFER));
    List<Long> wrong = choose(connection, FROM_THE_FUTURE, node, latest, AT_ONCE);
    List<Long> locked = lock(connection, wrong, "AND timed_at > ?", latest);
    ready(connection, locked, ", next_attempt = ?", Transactions.time(now));
  }

  private static List<Long> choose(Connection connection, String sql, Object... parameters)
      throws SQLException {
    return Transactions.query(connection, row -> row.getLong(1), sql, parameters);
  }

  private static List<Long> lock(
      Connection connection, List<Long> positions, String condition, OffsetDateTime time)
      throws SQLException {
    return RowLocks.lock(connection, row -> row.getLong(1), POSITION, positions, condition, time);
  }

  private static void ready(
      Connection connection, List<Long> positions, String also, Object... parameters)
      throws SQLException {
    if (!positions.isEmpty()) {
      List<Object> all = new ArrayList<>(List.of(parameters));
      all.addAll(positions);
      Transactions.update(
          connection,
          "UPDATE cdx_outbox SET ready_for = receiver, ready_again = NULL, timed_at = NULL"
              + also
              + " WHERE "
              + RowLocks.oneOf(positions),
          all.toArray());
    }
  }
}
