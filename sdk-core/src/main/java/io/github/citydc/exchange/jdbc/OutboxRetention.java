package io.github.citydc.exchange.jdbc;

import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.PreparedMessage;
import io.github.citydc.exchange.message.SignedReceipt;
import io.github.citydc.exchange.outbox.DeliveredMessage;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What an outbox gives to an archive. */
final class OutboxRetention {

  private static final long BYTES_AT_ONCE = 16 * 1024 * 1024;
  private static final int ROWS_AT_ONCE = 16;
  private static final String OLDEST =
      """
      SELECT position FROM cdx_outbox
      WHERE state = 'DELIVERED' AND finished_at < ?
      ORDER BY state, finished_at
      FETCH FIRST ? ROWS ONLY
      """;
  private static final String MESSAGE =
      "SELECT position, body, receipt, finished_at FROM cdx_outbox";

  private OutboxRetention() {}

  /** By their positions; what another transaction has locked is left out. */
  static Map<Long, DeliveredMessage> oldest(Connection connection, Instant before, int max)
      throws SQLException {
    Map<Long, DeliveredMessage> messages = new LinkedHashMap<>();
    OffsetDateTime time = Transactions.time(before);
    List<Long> chosen = Transactions.query(connection, row -> row.getLong(1), OLDEST, time, max);
    long bytes = 0;
    for (int from = 0; from < chosen.size() && bytes < BYTES_AT_ONCE; from += ROWS_AT_ONCE) {
      List<Long> some = chosen.subList(from, Math.min(chosen.size(), from + ROWS_AT_ONCE));
      for (Map.Entry<Long, DeliveredMessage> message :
          RowLocks.lock(
              connection,
              OutboxRetention::read,
              MESSAGE,
              some,
              "AND state = 'DELIVERED' AND finished_at < ?",
              time)) {
        bytes += message.getValue().message().body().size();
        messages.put(message.getKey(), message.getValue());
      }
    }
    return messages;
  }

  private static Map.Entry<Long, DeliveredMessage> read(ResultSet row) throws SQLException {
    return Map.entry(
        row.getLong(1),
        new DeliveredMessage(
            PreparedMessage.of(Content.of(row.getBytes(2))),
            SignedReceipt.fromJson(row.getBytes(3)),
            row.getObject(4, OffsetDateTime.class).toInstant()));
  }

  static void remove(Connection connection, Collection<Long> positions) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("DELETE FROM cdx_outbox WHERE position = ?")) {
      for (long position : positions) {
        delete.setLong(1, position);
        delete.addBatch();
      }
      delete.executeBatch();
    }
  }
}
