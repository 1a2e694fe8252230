package io.github.citydc.cli.front.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/**
 * The accepted payloads that are on their way to a target. Each is noted in the transaction that
 * accepts its message, and removed when the target has it. Thread-safe.
 */
public final class Deliveries {

  private static final int LONGEST_FAILURE = 1000;

  private static final long COUNTED_FOR_NANOS = 1_000_000_000;

  private final OwnDatabase database;
  private volatile long countedAt = System.nanoTime() - COUNTED_FOR_NANOS;
  private volatile long waiting;

  /**
   * The deliveries of a database.
   *
   * @param database the own database
   */
  public Deliveries(OwnDatabase database) {
    this.database = database;
  }

  /**
   * Notes a delivery.
   *
   * @param connection the transaction that accepts the message
   * @param delivery the delivery; its position is given by the database
   * @param now the time
   * @throws SQLException if the database fails
   */
  public void add(Connection connection, Delivery delivery, Instant now) throws SQLException {
    OwnDatabase.update(
        connection,
        "INSERT INTO cdx_front_delivery"
            + " (target, sender, message_id, type, operation, payload, attempts, next_attempt)"
            + " VALUES (?, ?, ?, ?, ?, ?, 0, ?)",
        delivery.target(),
        delivery.sender(),
        delivery.messageId(),
        delivery.type(),
        delivery.operation(),
        delivery.payload(),
        Items.time(now));
  }

  /**
   * What is due.
   *
   * @param target where to
   * @param max the largest number
   * @param now the time
   * @return in the order they were accepted
   */
  public List<Delivery> due(String target, int max, Instant now) {
    return database.transaction(
        connection ->
            OwnDatabase.query(
                connection,
                row ->
                    new Delivery(
                        row.getLong(1),
                        target,
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6),
                        row.getInt(7)),
                "SELECT position, sender, message_id, type, operation, payload, attempts"
                    + " FROM cdx_front_delivery WHERE target = ? AND next_attempt <= ?"
                    + " ORDER BY target, position FETCH FIRST ? ROWS ONLY",
                target,
                Items.time(now),
                max));
  }

  /**
   * Removes what the target has.
   *
   * @param delivered which
   */
  public void delivered(List<Delivery> delivered) {
    database.transaction(
        connection -> {
          for (Delivery each : delivered) {
            OwnDatabase.update(
                connection, "DELETE FROM cdx_front_delivery WHERE position = ?", each.position());
          }
          return delivered;
        });
  }

  /**
   * Notes that a try has failed.
   *
   * @param delivery which
   * @param failure why, without personal data
   * @param next when to try again
   */
  public void postponed(Delivery delivery, String failure, Instant next) {
    database.transaction(
        connection ->
            OwnDatabase.update(
                connection,
                "UPDATE cdx_front_delivery SET attempts = attempts + 1, next_attempt = ?,"
                    + " last_failure = ? WHERE position = ?",
                Items.time(next),
                failure.substring(0, Math.min(failure.length(), LONGEST_FAILURE)),
                delivery.position()));
  }

  /**
   * How many are on their way, by a count that is a moment old.
   *
   * @return of all targets
   */
  public long waiting() {
    long now = System.nanoTime();
    if (now - countedAt >= COUNTED_FOR_NANOS) {
      waiting =
          database.transaction(
              connection ->
                  OwnDatabase.query(
                          connection,
                          row -> row.getLong(1),
                          "SELECT COUNT(*) FROM cdx_front_delivery")
                      .get(0));
      countedAt = now;
    }
    return waiting;
  }
}
