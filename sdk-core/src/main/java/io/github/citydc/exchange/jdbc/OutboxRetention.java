package io.github.citydc.exchange.jdbc;

import io.github.citydc.exchange.archive.Archive;
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
import java.util.Optional;

/** What an outbox gives to an archive. */
final class OutboxRetention {

  private static final long BYTES_AT_ONCE = 16 * 1024 * 1024;
  private static final int ROWS_AT_ONCE = 16;
  private static final String OLDEST =
      """
      SELECT position FROM cdx_outbox
      WHERE node = ? AND state = 'DELIVERED' AND finished_at < ?
      ORDER BY node, state, finished_at
      OFFSET ? ROWS FETCH FIRST ? ROWS ONLY
      """;
  private static final String MESSAGE =
      "SELECT position, body, receipt, finished_at, message_id FROM cdx_outbox";

  private OutboxRetention() {}

  /** By their positions; what another transaction has locked, or cannot be read, is left out. */
  static Map<Long, DeliveredMessage> oldest(
      Connection connection, int node, Instant before, int max, Archive<DeliveredMessage> archive)
      throws SQLException {
    Map<Long, DeliveredMessage> messages = new LinkedHashMap<>();
    OffsetDateTime time = Transactions.time(before);
    int leftOut = 0;
    List<Long> chosen = choose(connection, node, time, leftOut, max);
    while (messages.isEmpty() && !chosen.isEmpty()) {
      read(connection, chosen, time, messages, archive);
      leftOut += chosen.size();
      chosen = messages.isEmpty() ? choose(connection, node, time, leftOut, max) : List.of();
    }
    return messages;
  }

  private static List<Long> choose(
      Connection connection, int node, OffsetDateTime before, int leftOut, int max)
      throws SQLException {
    return Transactions.query(
        connection, row -> row.getLong(1), OLDEST, node, before, leftOut, max);
  }

  private static void read(
      Connection connection,
      List<Long> chosen,
      OffsetDateTime before,
      Map<Long, DeliveredMessage> messages,
      Archive<DeliveredMessage> archive)
      throws SQLException {
    long bytes = 0;
    for (int from = 0; from < chosen.size() && bytes < BYTES_AT_ONCE; from += ROWS_AT_ONCE) {
      List<Long> some = chosen.subList(from, Math.min(chosen.size(), from + ROWS_AT_ONCE));
      for (Row row :
          RowLocks.lock(
              connection,
              found -> read(found, archive),
              MESSAGE,
              some,
              "AND state = 'DELIVERED' AND finished_at < ?",
              before)) {
        if (row.message().isPresent()) {
          bytes += row.message().get().message().body().size();
          messages.put(row.position(), row.message().get());
        }
      }
    }
  }

  private record Row(long position, Optional<DeliveredMessage> message) {}

  private static Row read(ResultSet row, Archive<DeliveredMessage> archive) throws SQLException {
    long position = row.getLong(1);
    try {
      return new Row(
          position,
          Optional.of(
              new DeliveredMessage(
                  PreparedMessage.of(Content.of(row.getBytes(2))),
                  SignedReceipt.fromJson(row.getBytes(3)),
                  row.getObject(4, OffsetDateTime.class).toInstant())));
    } catch (RuntimeException e) {
      ReadableRows.tell(archive, "Message " + row.getString(5), e);
      return new Row(position, Optional.empty());
    }
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
