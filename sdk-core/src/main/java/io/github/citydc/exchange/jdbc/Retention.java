package io.github.citydc.exchange.jdbc;

import io.github.citydc.exchange.message.MessageId;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.RefusedException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** How a store remembers what it gave to an archive: as a row of {@code cdx_retention}. */
enum Retention {
  MESSAGES("messages", "message"),
  BATCHES("batches", "batch");

  /** No store forgets earlier: younger ones need no look at the horizon. */
  private static final Duration YOUNG = Duration.ofDays(1);

  private static final String HORIZON =
      "SELECT forgotten_before FROM cdx_retention WHERE node = ? AND kind = ?";

  private final String row;
  private final String item;

  Retention(String row, String item) {
    this.row = row;
    this.item = item;
  }

  /**
   * Checks how long a store remembers.
   *
   * @return the same
   * @throws IllegalArgumentException if it is less than a day
   */
  static Duration requireLong(Duration memory) {
    if (memory.compareTo(YOUNG) < 0) {
      throw new IllegalArgumentException("A store remembers for a day at least");
    }
    return memory;
  }

  /**
   * Checks a time.
   *
   * @param memory how long each item is remembered
   * @return the time
   * @throws IllegalArgumentException if it is less long ago
   */
  Instant requireOld(Instant madeBefore, Clock clock, Duration memory) {
    Instant newest = clock.instant().minus(memory);
    if (madeBefore.isAfter(newest)) {
      throw new IllegalArgumentException(
          ("A %s stays for %d days at least: its sender may send it again until then, and a store that"
                  + " has forgotten it must refuse it. At present, those made before %s may go")
              .formatted(item, memory.toDays(), newest.truncatedTo(ChronoUnit.SECONDS)));
    }
    return madeBefore;
  }

  /** Makes the rows of a node that is new. */
  static void begin(Connection connection, int node) throws SQLException {
    for (Retention kind : values()) {
      Transactions.update(
          connection, "INSERT INTO cdx_retention (node, kind) VALUES (?, ?)", node, kind.row);
    }
  }

  /** From when on everything is known. */
  Optional<Instant> horizon(Connection connection, int node) throws SQLException {
    return horizon(connection, node, HORIZON);
  }

  private Optional<Instant> horizon(Connection connection, int node, String sql)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setInt(1, node);
      select.setString(2, row);
      try (ResultSet found = select.executeQuery()) {
        return found.next()
            ? Optional.ofNullable(found.getObject(1, OffsetDateTime.class))
                .map(OffsetDateTime::toInstant)
            : Optional.empty();
      }
    }
  }

  /**
   * Refuses an item that may have been accepted and archived before. Call this after its row was
   * inserted, so that a concurrent archiver comes entirely before or after.
   *
   * @throws RefusedException with {@code message-conflict}
   */
  void requireKnown(Connection connection, int node, MessageId id, OffsetDateTime acceptedAt)
      throws SQLException {
    Instant made = id.time();
    if (made.isBefore(acceptedAt.toInstant().minus(YOUNG))) {
      Optional<Instant> horizon = horizon(connection, node);
      if (horizon.filter(made::isBefore).isPresent()) {
        throw new RefusedException(
            ProblemCode.MESSAGE_CONFLICT,
            "This "
                + item
                + " was made before "
                + horizon.get()
                + "; what was accepted then is archived, so it could be a second time. If it is"
                + " missing here, send it as a new "
                + item
                + (this == MESSAGES ? " (cdx outbox renew)" : ""));
      }
    }
  }

  /** Moves the horizon forward, never back; others who want to wait until the end. */
  void move(Connection connection, int node, Instant madeBefore) throws SQLException {
    if (horizon(connection, node, HORIZON + " FOR UPDATE").filter(madeBefore::isBefore).isEmpty()) {
      Transactions.update(
          connection,
          "UPDATE cdx_retention SET forgotten_before = ? WHERE node = ? AND kind = ?",
          Transactions.time(madeBefore),
          node,
          row);
    }
  }
}
