package io.github.citydc.exchange.jdbc;

import io.github.citydc.exchange.InboxEntry;
import io.github.citydc.exchange.ItemRange;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What an inbox gives to an archive. */
final class InboxRetention {

  private static final long BYTES_AT_ONCE = 16 * 1024 * 1024;
  private static final int FETCH_SIZE = 16;

  private InboxRetention() {}

  /** The oldest messages of the first sender that has some; no full read of the table. */
  static List<InboxEntry> oldest(Connection connection, Instant madeBefore, int max)
      throws SQLException {
    List<InboxEntry> entries = List.of();
    Optional<String> sender = senderBehind(connection, "");
    while (entries.isEmpty() && sender.isPresent()) {
      entries = oldest(connection, sender.get(), madeBefore, max);
      sender = senderBehind(connection, sender.get());
    }
    return entries;
  }

  private static Optional<String> senderBehind(Connection connection, String sender)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT sender FROM cdx_inbox WHERE sender >= ?"
                + " ORDER BY sender, message_id FETCH FIRST ROW ONLY")) {
      select.setString(1, Transactions.behind(sender));
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? Optional.ofNullable(row.getString(1)) : Optional.empty();
      }
    }
  }

  private static List<InboxEntry> oldest(
      Connection connection, String sender, Instant madeBefore, int max) throws SQLException {
    List<InboxEntry> entries = new ArrayList<>();
    long bytes = 0;
    try (PreparedStatement select =
        connection.prepareStatement(
            InboxRows.SELECT
                + " WHERE sender = ? AND message_id < ? ORDER BY sender, message_id FETCH FIRST ? ROWS ONLY")) {
      select.setFetchSize(FETCH_SIZE);
      select.setString(1, sender);
      select.setString(2, ItemRange.beginning(madeBefore));
      select.setInt(3, max);
      try (ResultSet row = select.executeQuery()) {
        while (bytes < BYTES_AT_ONCE && row.next()) {
          InboxEntry entry = InboxRows.read(row);
          bytes += entry.body().size();
          entries.add(entry);
        }
      }
    }
    return entries;
  }

  static void remove(Connection connection, List<InboxEntry> entries) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("DELETE FROM cdx_inbox WHERE sender = ? AND message_id = ?")) {
      for (InboxEntry entry : entries) {
        delete.setString(1, entry.sender().toString());
        delete.setString(2, entry.messageId().toString());
        delete.addBatch();
      }
      delete.executeBatch();
    }
  }
}
