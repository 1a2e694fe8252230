package io.github.citydc.exchange.jdbc;

import io.github.citydc.exchange.ProblemCode;
import io.github.citydc.exchange.RefusedException;
import io.github.citydc.exchange.spi.InboxEntry;
import io.github.citydc.exchange.spi.ItemRange;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What an inbox gives to an archive, and how it remembers that it did. */
final class InboxRetention {

  /** Younger ones may still be on their way a second time. */
  private static final Duration YOUNG = Duration.ofDays(1);

  private static final long BYTES_AT_ONCE = 16 * 1024 * 1024;
  private static final int FETCH_SIZE = 16;
  private static final String HORIZON =
      "SELECT forgotten_before FROM cdx_retention WHERE kind = 'messages'";

  private InboxRetention() {}

  static Instant requireOld(Instant madeBefore) {
    if (madeBefore.isAfter(Instant.now().minus(YOUNG))) {
      throw new IllegalArgumentException(
          "Messages stay in the inbox for a day at least: they may arrive again");
    }
    return madeBefore;
  }

  /** From when on every message is known. */
  static Optional<Instant> horizon(Connection connection) throws SQLException {
    return horizon(connection, HORIZON);
  }

  private static Optional<Instant> horizon(Connection connection, String sql) throws SQLException {
    try (Statement select = connection.createStatement();
        ResultSet row = select.executeQuery(sql)) {
      return row.next()
          ? Optional.ofNullable(row.getObject(1, OffsetDateTime.class))
              .map(OffsetDateTime::toInstant)
          : Optional.empty();
    }
  }

  /**
   * Refuses what may have been accepted and given away; to be called once its row is there, so that
   * who gives it away at the same time comes before or after.
   */
  static void requireKnown(Connection connection, InboxEntry entry) throws SQLException {
    Instant made = entry.messageId().time();
    if (made.isBefore(entry.acceptedAt().toInstant().minus(YOUNG))) {
      Optional<Instant> horizon = horizon(connection);
      if (horizon.filter(made::isBefore).isPresent()) {
        throw new RefusedException(
            ProblemCode.MESSAGE_CONFLICT,
            "This message was made before "
                + horizon.get()
                + "; what was accepted then is archived, so it could be a second time. Reconcile, and"
                + " send the record as a new message if it is missing");
      }
    }
  }

  /** Moves the horizon forward, never back; others who want to wait until the end. */
  static void move(Connection connection, Instant madeBefore) throws SQLException {
    if (horizon(connection, HORIZON + " FOR UPDATE").filter(madeBefore::isBefore).isEmpty()) {
      Transactions.update(
          connection,
          "UPDATE cdx_retention SET forgotten_before = ? WHERE kind = 'messages'",
          Transactions.time(madeBefore));
    }
  }

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
        connection.prepareStatement("SELECT MIN(sender) FROM cdx_inbox WHERE sender > ?")) {
      select.setString(1, sender);
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
                + " WHERE sender = ? AND message_id < ? ORDER BY message_id FETCH FIRST ? ROWS ONLY")) {
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
