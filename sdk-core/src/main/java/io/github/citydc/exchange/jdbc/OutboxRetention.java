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
import java.util.Map;

/** What an outbox gives to an archive. */
final class OutboxRetention {

  private static final long BYTES_AT_ONCE = 16 * 1024 * 1024;
  private static final int FETCH_SIZE = 16;
  private static final String OLDEST =
      """
      SELECT position, body, receipt, finished_at FROM cdx_outbox
      WHERE state = 'DELIVERED' AND finished_at < ?
      ORDER BY position
      FETCH FIRST ? ROWS ONLY
      FOR UPDATE SKIP LOCKED
      """;

  private OutboxRetention() {}

  /** By their positions. */
  static Map<Long, DeliveredMessage> oldest(Connection connection, Instant before, int max)
      throws SQLException {
    Map<Long, DeliveredMessage> messages = new LinkedHashMap<>();
    long bytes = 0;
    try (PreparedStatement select = connection.prepareStatement(OLDEST)) {
      select.setFetchSize(FETCH_SIZE);
      select.setObject(1, Transactions.time(before));
      select.setInt(2, max);
      try (ResultSet row = select.executeQuery()) {
        while (bytes < BYTES_AT_ONCE && row.next()) {
          Content body = Content.of(row.getBytes(2));
          bytes += body.size();
          messages.put(
              row.getLong(1),
              new DeliveredMessage(
                  PreparedMessage.of(body),
                  SignedReceipt.fromJson(row.getBytes(3)),
                  row.getObject(4, OffsetDateTime.class).toInstant()));
        }
      }
    }
    return messages;
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
