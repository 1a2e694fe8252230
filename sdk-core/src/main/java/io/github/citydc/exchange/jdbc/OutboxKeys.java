package io.github.citydc.exchange.jdbc;

import io.github.citydc.exchange.outbox.OutboxEntry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which message of an ordering key has its turn. The others are behind it, where no dispatcher
 * looks at them; when it is done, the next one gets its turn in the same transaction.
 *
 * <p>Nobody locks a key, since an application may have enqueued and not committed for a long time.
 * So two that are enqueued at once may both have a turn, which is settled when one is to be leased;
 * and one may be enqueued behind another that is done before the commit, which is found by looking
 * again.
 */
final class OutboxKeys {

  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
  private static final int KEYS_AT_ONCE = 20;

  /** By range, so that no database takes the primary key for the order and reads all rows. */
  private static final String FIRST_BEHIND =
      """
      SELECT position FROM cdx_outbox WHERE node = ? AND behind_key >= ? AND behind_key <= ?
      ORDER BY node, behind_key, position
      FETCH FIRST ? ROWS ONLY
      """;

  private static final String NEXT_KEY =
      """
      SELECT behind_key FROM cdx_outbox WHERE node = ? AND behind_key >= ?
      ORDER BY node, behind_key, position
      FETCH FIRST ROW ONLY
      """;
  private static final String TURNS =
      """
      SELECT position FROM cdx_outbox WHERE node = ? AND turn_key >= ? AND turn_key <= ?
      ORDER BY node, turn_key, position
      """;
  private static final String FIRST_TURN = TURNS + "FETCH FIRST ROW ONLY";
  private static final String TURN = "SELECT position, ready_for FROM cdx_outbox";

  private final int node;
  private Instant lastLook = Instant.MIN;
  private String lastKey = "";

  OutboxKeys(int node) {
    this.node = node;
  }

  /** A message that has a turn. */
  private record Turn(long position, boolean ready) {}

  /** Whether a message of a key comes behind another that is not done. */
  static boolean isTaken(Connection connection, int node, String key) throws SQLException {
    return hasTurn(connection, node, key) || firstBehind(connection, node, key).isPresent();
  }

  private static boolean hasTurn(Connection connection, int node, String key) throws SQLException {
    return !Transactions.query(connection, row -> row.getLong(1), FIRST_TURN, node, key, key)
        .isEmpty();
  }

  private static Optional<Long> firstBehind(Connection connection, int node, String key)
      throws SQLException {
    return firstBehind(connection, node, key, 1).stream().findFirst();
  }

  private static List<Long> firstBehind(Connection connection, int node, String key, int most)
      throws SQLException {
    return Transactions.query(
        connection, row -> row.getLong(1), FIRST_BEHIND, node, key, key, most);
  }

  /**
   * Gives the turn to the messages that come next behind one, so that they travel with it: those
   * for the same receiver that were never tried, up to the first that is none of these or that
   * another transaction has locked.
   *
   * @param first a message of an ordering key that has its turn, locked
   * @param most how many may follow
   * @return in order
   */
  static List<OutboxEntry> follow(Connection connection, int node, OutboxEntry first, int most)
      throws SQLException {
    if (most == 0 || first.attempts() > 0) {
      return List.of();
    }
    List<Long> next = firstBehind(connection, node, first.orderingKey().orElseThrow(), most);
    List<OutboxRows.Row> locked =
        RowLocks.lock(
            connection, OutboxRows::readRow, OutboxRows.SELECT, next, "AND behind_key IS NOT NULL");
    List<OutboxEntry> following = new ArrayList<>();
    for (int i = 0; i < locked.size() && locked.get(i).position() == next.get(i); i++) {
      Optional<OutboxEntry> entry = locked.get(i).entry().filter(each -> mayFollow(each, first));
      if (entry.isEmpty()) {
        break;
      }
      following.add(entry.get());
    }
    if (!following.isEmpty()) {
      List<Long> positions = following.stream().map(OutboxEntry::position).toList();
      Transactions.update(
          connection,
          "UPDATE cdx_outbox SET behind_key = NULL, turn_key = ordering_key WHERE "
              + RowLocks.oneOf(positions),
          positions.toArray());
    }
    return following;
  }

  private static boolean mayFollow(OutboxEntry entry, OutboxEntry first) {
    return entry.attempts() == 0
        && entry.message().envelope().receiver().equals(first.message().envelope().receiver());
  }

  /** Gives the turn to the next message of a key, unless one has it. */
  static void promote(Connection connection, int node, @Nullable String key) throws SQLException {
    if (key != null && !hasTurn(connection, node, key)) {
      Optional<Long> next = firstBehind(connection, node, key);
      if (next.isPresent()) {
        Transactions.update(
            connection,
            "UPDATE cdx_outbox SET behind_key = NULL, turn_key = ordering_key, ready_for = receiver"
                + " WHERE position = ? AND behind_key IS NOT NULL",
            next.get());
      }
    }
  }

  /**
   * Settles that a message goes next of its key.
   *
   * @param position a ready message, locked
   * @return false if it has to wait: it is behind another now, or another dispatcher is at work,
   *     perhaps with a later one
   */
  static boolean settle(Connection connection, int node, long position, String key)
      throws SQLException {
    List<Long> others =
        Transactions.query(connection, row -> row.getLong(1), TURNS, node, key, key).stream()
            .filter(other -> other != position)
            .toList();
    List<Turn> turns =
        RowLocks.lock(
            connection,
            row -> new Turn(row.getLong(1), row.getString(2) != null),
            TURN,
            others,
            "AND turn_key IS NOT NULL");
    if (turns.size() < others.size()) {
      return false;
    }
    if (turns.stream().anyMatch(turn -> !turn.ready() && turn.position() > position)) {
      return false;
    }
    long first =
        turns.stream()
            .filter(turn -> turn.position() < position)
            .mapToLong(Turn::position)
            .findFirst()
            .orElse(position);
    for (Turn turn : turns) {
      if (turn.ready() && turn.position() != first) {
        moveBehind(connection, turn.position());
      }
    }
    if (first != position) {
      moveBehind(connection, position);
    }
    return first == position;
  }

  private static void moveBehind(Connection connection, long position) throws SQLException {
    Transactions.update(
        connection,
        "UPDATE cdx_outbox SET ready_for = NULL, turn_key = NULL, behind_key = ordering_key"
            + " WHERE position = ?",
        position);
  }

  /** Now and then, looks at some keys for messages that are behind none, round and round. */
  synchronized void lookAgain(Connection connection, Instant now) throws SQLException {
    if (!lastLook.equals(Instant.MIN)
        && Duration.between(lastLook, now).abs().compareTo(BETWEEN_LOOKS) < 0) {
      return;
    }
    lastLook = now;
    for (int i = 0; i < KEYS_AT_ONCE; i++) {
      lastKey =
          Transactions.query(
                  connection,
                  row -> Objects.requireNonNull(row.getString(1)),
                  NEXT_KEY,
                  node,
                  Transactions.behind(lastKey))
              .stream()
              .findFirst()
              .orElse("");
      if (lastKey.isEmpty()) {
        return;
      }
      promote(connection, node, lastKey);
    }
  }
}
