package io.github.citydc.testkit.internal;

import io.github.citydc.exchange.AcceptedMessage;
import io.github.citydc.exchange.Inbox;
import io.github.citydc.exchange.jdbc.NodeDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A view of the messages a node has accepted, without their content. Thread-safe. */
public final class InboxView {

  /** How many hours back messages are counted one by one. */
  static final int HOURS = 24;

  private static final int NEWEST = 20;
  private static final String COUNT =
      "SELECT type, FLOOR(EXTRACT(EPOCH FROM accepted_at) / 3600) AS since, COUNT(*)"
          + " FROM cdx_inbox WHERE node = ? AND accepted_at >= ? GROUP BY type,"
          + " FLOOR(EXTRACT(EPOCH FROM accepted_at) / 3600)";

  private final Inbox inbox;
  private final NodeDatabase database;

  /**
   * Looks at an inbox.
   *
   * @param inbox what was accepted
   * @param database with its table, {@code cdx_inbox}
   */
  public InboxView(Inbox inbox, NodeDatabase database) {
    this.inbox = inbox;
    this.database = database;
  }

  /**
   * Messages by type: how many in each hour, the present one last.
   *
   * @param now the time
   */
  Map<String, long[]> countsByType(Instant now) throws SQLException {
    long lastHour = now.getEpochSecond() / Duration.ofHours(1).toSeconds();
    long firstHour = lastHour - HOURS + 1;
    Map<String, long[]> counts = new TreeMap<>();
    try (Connection connection = database.translated().getConnection();
        PreparedStatement select = connection.prepareStatement(COUNT)) {
      select.setInt(1, database.number());
      select.setObject(
          2,
          Instant.ofEpochSecond(firstHour * Duration.ofHours(1).toSeconds())
              .atOffset(ZoneOffset.UTC));
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          long hour = row.getLong(2) - firstHour;
          if (hour >= 0 && hour < HOURS) {
            counts.computeIfAbsent(row.getString(1), type -> new long[HOURS])[(int) hour] =
                row.getLong(3);
          }
        }
      }
    }
    return counts;
  }

  /** The newest messages, the newest first. */
  List<AcceptedMessage> newest() {
    return inbox.latest(Optional.empty(), NEWEST);
  }
}
