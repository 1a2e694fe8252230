package io.github.citydc.cli.faults;

import io.github.citydc.exchange.message.PreparedMessage;
import io.github.citydc.exchange.message.StorageException;
import io.github.citydc.exchange.outbox.OutboxQueue;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** The sender's own table of records, beside its outbox. A database that is down is waited for. */
final class SenderRegister {

  private static final long PAUSE_MILLIS = 200;

  private final DataSource database;
  private final OutboxQueue outbox;

  /** A record with its message, and the key that keeps it in order. */
  record Numbered(long number, PreparedMessage message, Optional<String> key) {}

  /** What is done with a connection. */
  @FunctionalInterface
  private interface Work {

    long run(Connection connection) throws SQLException;
  }

  SenderRegister(DataSource database, OutboxQueue outbox) throws InterruptedException {
    this.database = database;
    this.outbox = outbox;
    patiently(
        connection -> {
          try (Statement statement = connection.createStatement()) {
            return statement.executeUpdate(
                "CREATE TABLE IF NOT EXISTS fault_record (number BIGINT PRIMARY KEY,"
                    + " message_id VARCHAR(36) NOT NULL, ordering_key VARCHAR(100))");
          }
        });
  }

  /** The number of the last record. */
  long stored() throws InterruptedException {
    return patiently(
        connection -> number(connection, "SELECT COALESCE(MAX(number), 0) FROM fault_record"));
  }

  /** How many messages wait. */
  long pending() throws InterruptedException {
    return patiently(
        connection ->
            number(connection, "SELECT COUNT(*) FROM cdx_outbox WHERE state = 'PENDING'"));
  }

  /** How many messages are delivered or dead. */
  long done() throws InterruptedException {
    return patiently(
        connection ->
            number(connection, "SELECT COUNT(*) FROM cdx_outbox WHERE state <> 'PENDING'"));
  }

  /** Stores records and their messages, all or none; a repetition finds them there. */
  void store(List<Numbered> records) throws InterruptedException {
    patiently(
        connection -> {
          long stored = number(connection, "SELECT COALESCE(MAX(number), 0) FROM fault_record");
          for (Numbered each : records) {
            if (each.number() > stored) {
              store(connection, each);
            }
          }
          return stored;
        });
  }

  private void store(Connection connection, Numbered each) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO fault_record VALUES (?, ?, ?)")) {
      insert.setLong(1, each.number());
      insert.setString(2, each.message().messageId().toString());
      insert.setString(3, each.key().orElse(null));
      insert.executeUpdate();
    }
    outbox.enqueue(connection, each.message(), each.key());
  }

  private long patiently(Work work) throws InterruptedException {
    while (true) {
      try (Connection connection = database.getConnection()) {
        connection.setAutoCommit(false);
        long result = work.run(connection);
        connection.commit();
        return result;
      } catch (SQLException | StorageException e) {
        System.err.println("The database is waited for: " + e.getMessage());
        Thread.sleep(PAUSE_MILLIS);
      }
    }
  }

  private static long number(Connection connection, String sql) throws SQLException {
    try (ResultSet row = connection.createStatement().executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }
}
