package io.github.citydc.exchange.jdbc;

import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.MessageId;
import io.github.citydc.exchange.message.PreparedMessage;
import io.github.citydc.exchange.outbox.OutboxBacklog;
import io.github.citydc.exchange.outbox.OutboxEntry;
import io.github.citydc.exchange.outbox.OutboxState;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The rows of {@code cdx_outbox}. */
final class OutboxRows {

  private static final Logger LOG = LoggerFactory.getLogger(OutboxRows.class);

  /** To be followed by a condition; gives what {@link #read} reads. */
  static final String SELECT =
      """
      SELECT position, ordering_key, state, attempts, next_attempt, last_failure, body, replaced_by
      FROM cdx_outbox o
      """;

  /** What is set in a row that is no longer pending: it has no place in the queue. */
  static final String NO_PLACE =
      "ready_for = NULL, ready_again = NULL, timed_at = NULL, behind_key = NULL, turn_key = NULL";

  private static final String WAITING =
      """
      SELECT COUNT(*) FROM (
        SELECT position FROM cdx_outbox WHERE node = ? AND state >= ? AND state <= ?
        ORDER BY node, state, position
        FETCH FIRST ? ROWS ONLY) waiting
      """;
  private static final String FIRST_WAITING =
      """
      SELECT message_id FROM cdx_outbox WHERE node = ? AND state >= ? AND state <= ?
      ORDER BY node, state, position
      FETCH FIRST ROW ONLY
      """;

  private OutboxRows() {}

  /** The pending messages, counted no further than so many. */
  static OutboxBacklog backlog(Connection connection, int node, int most) throws SQLException {
    String pending = OutboxState.PENDING.name();
    long waiting =
        Transactions.query(connection, row -> row.getLong(1), WAITING, node, pending, pending, most)
            .get(0);
    Optional<String> oldest =
        Transactions.query(
                connection, row -> row.getString(1), FIRST_WAITING, node, pending, pending)
            .stream()
            .findFirst();
    return new OutboxBacklog(waiting, oldest.map(id -> MessageId.parse(id).time()));
  }

  /** A row, and the message in it if it can be read. */
  record Row(long position, @Nullable String orderingKey, Optional<OutboxEntry> entry) {}

  static Row readRow(ResultSet row) throws SQLException {
    long position = row.getLong(1);
    String orderingKey = row.getString(2);
    try {
      return new Row(position, orderingKey, Optional.of(read(row)));
    } catch (RuntimeException e) {
      LOG.error(
          "The row {} of the outbox holds no message that can be read: {}",
          position,
          e.getClass().getName());
      return new Row(position, orderingKey, Optional.empty());
    }
  }

  static OutboxEntry read(ResultSet row) throws SQLException {
    return OutboxEntry.builder()
        .position(row.getLong(1))
        .message(PreparedMessage.of(Content.of(row.getBytes(7))))
        .orderingKey(Optional.ofNullable(row.getString(2)))
        .state(OutboxState.valueOf(row.getString(3)))
        .attempts(row.getInt(4))
        .nextAttempt(row.getObject(5, OffsetDateTime.class).toInstant())
        .lastFailure(Optional.ofNullable(row.getString(6)))
        .replacedBy(Optional.ofNullable(row.getString(8)).map(MessageId::parse))
        .build();
  }
}
