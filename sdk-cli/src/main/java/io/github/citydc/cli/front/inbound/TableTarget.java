package io.github.citydc.cli.front.inbound;

import io.github.citydc.cli.front.store.Deliveries;
import io.github.citydc.cli.front.store.Delivery;
import io.github.citydc.cli.front.work.Pool;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;

/**
 * Puts payloads into a table, whose key is sender and message: what is there already is not put
 * there again. Not thread-safe.
 */
public final class TableTarget {

  private final String name;
  private final Pool pool;
  private final Deliveries deliveries;
  private final Clock clock;
  private final int together;
  private final String find;
  private final String insert;

  /**
   * A table.
   *
   * @param name of the target
   * @param table its name in the database
   * @param pool connections to it
   * @param deliveries what is to be put there
   * @param clock tells the time
   * @param together how many rows are put there in one transaction
   */
  public TableTarget(
      String name, String table, Pool pool, Deliveries deliveries, Clock clock, int together) {
    this.name = name;
    this.pool = pool;
    this.deliveries = deliveries;
    this.clock = clock;
    this.together = together;
    this.find = "SELECT 1 FROM " + table + " WHERE sender = ? AND message_id = ?";
    this.insert =
        "INSERT INTO "
            + table
            + " (sender, message_id, type, operation, payload, state, arrived_at)"
            + " VALUES (?, ?, ?, ?, ?, 'new', CURRENT_TIMESTAMP)";
  }

  /**
   * Puts there what is due.
   *
   * @return whether there may be more
   * @throws SQLException if the database of the vendor fails
   */
  public boolean step() throws SQLException {
    List<Delivery> due = deliveries.due(name, together, clock.instant());
    if (due.isEmpty()) {
      return false;
    }
    pool.transaction(
        connection -> {
          for (Delivery delivery : due) {
            put(connection, delivery);
          }
          return due;
        });
    deliveries.delivered(due);
    return due.size() == together;
  }

  private void put(Connection connection, Delivery delivery) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(find)) {
      select.setString(1, delivery.sender());
      select.setString(2, delivery.messageId());
      try (ResultSet row = select.executeQuery()) {
        if (row.next()) {
          return;
        }
      }
    }
    try (PreparedStatement statement = connection.prepareStatement(insert)) {
      statement.setString(1, delivery.sender());
      statement.setString(2, delivery.messageId());
      statement.setString(3, delivery.type());
      statement.setString(4, delivery.operation());
      statement.setString(5, delivery.payload());
      statement.executeUpdate();
    }
  }
}
