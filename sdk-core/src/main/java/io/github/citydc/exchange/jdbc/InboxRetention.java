package io.github.citydc.exchange.jdbc;

import io.github.citydc.exchange.InboxEntry;
import io.github.citydc.exchange.ItemRange;
import io.github.citydc.exchange.archive.Archive;
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
  private static final String OLDEST =
      InboxRows.SELECT
          + " WHERE node = ? AND sender = ? AND message_id > ? AND message_id < ?"
          + " ORDER BY node, sender, message_id FETCH FIRST ? ROWS ONLY";

  private InboxRetention() {}

  /** The oldest messages of the first sender that has some; no full read of the table. */
  static List<InboxEntry> oldest(
      Connection connection, int node, Instant madeBefore, int max, Archive<InboxEntry> archive)
      throws SQLException {
    List<InboxEntry> entries = List.of();
    Optional<String> sender = senderBehind(connection, node, "");
    while (entries.isEmpty() && sender.isPresent()) {
      entries = oldest(connection, node, sender.get(), madeBefore, max, archive);
      sender = senderBehind(connection, node, sender.get());
    }
    return entries;
  }

  private static Optional<String> senderBehind(Connection connection, int node, String sender)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT sender FROM cdx_inbox WHERE node = ? AND sender >= ?"
                + " ORDER BY node, sender, accepted_at DESC, message_id DESC FETCH FIRST ROW ONLY")) {
      Transactions.set(select, node, Transactions.behind(sender));
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? Optional.ofNullable(row.getString(1)) : Optional.empty();
      }
    }
  }

  private static List<InboxEntry> oldest(
      Connection connection,
      int node,
      String sender,
      Instant madeBefore,
      int max,
      Archive<InboxEntry> archive)
      throws SQLException {
    List<InboxEntry> entries = new ArrayList<>();
    String behind = "";
    int rows = max;
    while (entries.isEmpty() && rows == max) {
      rows = 0;
      long bytes = 0;
      try (PreparedStatement select = connection.prepareStatement(OLDEST)) {
        select.setFetchSize(FETCH_SIZE);
        Transactions.set(select, node, sender, behind, ItemRange.beginning(madeBefore), max);
        try (ResultSet row = select.executeQuery()) {
          while (bytes < BYTES_AT_ONCE && row.next()) {
            rows++;
            behind = row.getString(2);
            Optional<InboxEntry> entry = read(row, archive);
            entry.ifPresent(entries::add);
            bytes += entry.map(read -> (long) read.body().size()).orElse(0L);
          }
        }
      }
    }
    return entries;
  }

  private static Optional<InboxEntry> read(ResultSet row, Archive<InboxEntry> archive)
      throws SQLException {
    try {
      return Optional.of(InboxRows.read(row));
    } catch (RuntimeException e) {
      ReadableRows.tell(archive, "Message " + row.getString(2) + " of " + row.getString(1), e);
      return Optional.empty();
    }
  }

  static void remove(Connection connection, int node, List<InboxEntry> entries)
      throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement(
            "DELETE FROM cdx_inbox WHERE node = ? AND sender = ? AND message_id = ?")) {
      for (InboxEntry entry : entries) {
        Transactions.set(delete, node, entry.sender().toString(), entry.messageId().toString());
        delete.addBatch();
      }
      delete.executeBatch();
    }
  }
}
