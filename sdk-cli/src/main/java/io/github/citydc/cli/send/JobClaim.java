package io.github.citydc.cli.send;

import io.github.citydc.exchange.message.StorageException;
import io.github.citydc.internal.FileClaim;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * The claim of a process to be the only one that sends a job: the lock of a row, which ends with
 * its connection, and so with its process. Close it to end it. Not thread-safe.
 */
public final class JobClaim implements AutoCloseable {

  private static final String CREATE =
      """
      CREATE TABLE IF NOT EXISTS cdx_send_holder (
        job VARCHAR(500) PRIMARY KEY,
        holder VARCHAR(500) NOT NULL,
        since TIMESTAMP(0) WITH TIME ZONE NOT NULL
      )
      """;
  private static final String INSERT =
      "INSERT INTO cdx_send_holder (job, holder, since)"
          + " SELECT CAST(? AS VARCHAR(500)), '', CURRENT_TIMESTAMP WHERE NOT EXISTS"
          + " (SELECT 1 FROM cdx_send_holder WHERE job = ?)";
  private static final String LOCK =
      "SELECT job FROM cdx_send_holder WHERE job = ? FOR UPDATE SKIP LOCKED";
  private static final String NOTE =
      "UPDATE cdx_send_holder SET holder = ?, since = CURRENT_TIMESTAMP WHERE job = ?";
  private static final String HOLDER =
      "SELECT holder, since FROM cdx_send_holder WHERE job = ? AND holder <> ''";

  private final Connection connection;

  private JobClaim(Connection connection) {
    this.connection = connection;
  }

  /**
   * Claims a job.
   *
   * @param database where its messages are
   * @param job its name
   * @return the claim
   * @throws IllegalStateException if another process sends it; the message says which
   */
  public static JobClaim of(DataSource database, String job) {
    try {
      Connection connection = database.getConnection();
      try {
        claim(connection, job);
        return new JobClaim(connection);
      } catch (SQLException | RuntimeException e) {
        connection.rollback();
        connection.close();
        throw e;
      }
    } catch (SQLException e) {
      throw new StorageException("The job could not be locked", e);
    }
  }

  /** Who it is must be committed to be seen; then the row is locked again, and stays so. */
  private static void claim(Connection connection, String job) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(CREATE);
    }
    connection.setAutoCommit(false);
    try {
      update(connection, INSERT, job, job);
      connection.commit();
    } catch (SQLException e) {
      connection.rollback(); // Another process has put it there at the same time.
    }
    lock(connection, job);
    update(connection, NOTE, FileClaim.thisProcess(), job);
    connection.commit();
    lock(connection, job);
  }

  private static void lock(Connection connection, String job) throws SQLException {
    if (first(connection, LOCK, job).isEmpty()) {
      throw new IllegalStateException(
          "The job %s is being sent by %s. Wait for its end, or take another --job"
              .formatted(job, first(connection, HOLDER, job).orElse("another process")));
    }
  }

  private static Optional<String> first(Connection connection, String sql, String job)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setString(1, job);
      try (ResultSet row = select.executeQuery()) {
        if (!row.next()) {
          return Optional.empty();
        }
        return Optional.of(
            row.getMetaData().getColumnCount() == 1
                ? row.getString(1)
                : row.getString(1) + " since " + row.getObject(2, OffsetDateTime.class));
      }
    }
  }

  private static void update(Connection connection, String sql, String... parameters)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setString(i + 1, parameters[i]);
      }
      statement.executeUpdate();
    }
  }

  @Override
  public void close() {
    try (connection) {
      connection.rollback();
    } catch (SQLException e) {
      return; // With its connection the claim has ended.
    }
  }
}
