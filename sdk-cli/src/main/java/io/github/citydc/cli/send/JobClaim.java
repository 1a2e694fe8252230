package io.github.citydc.cli.send;

import io.github.citydc.exchange.jdbc.NodeDatabase;
import io.github.citydc.exchange.message.StorageException;
import io.github.citydc.internal.FileClaim;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * The claim of a process to be the only one that sends a job: the lock of a row, which ends with
 * its connection, and so with its process. Close it to end it. Not thread-safe.
 */
public final class JobClaim implements AutoCloseable {

  private static final String INSERT =
      "INSERT INTO cdx_send_holder (node, job, holder, since)"
          + " SELECT ?, CAST(? AS VARCHAR(500)), '', CURRENT_TIMESTAMP WHERE NOT EXISTS"
          + " (SELECT 1 FROM cdx_send_holder WHERE node = ? AND job = ?)";
  private static final String LOCK =
      "SELECT job FROM cdx_send_holder WHERE node = ? AND job = ? FOR UPDATE SKIP LOCKED";
  private static final String NOTE =
      "UPDATE cdx_send_holder SET holder = ?, since = CURRENT_TIMESTAMP WHERE node = ? AND job = ?";
  private static final String HOLDER =
      "SELECT holder, since FROM cdx_send_holder WHERE node = ? AND job = ? AND holder <> ''";

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
  public static JobClaim of(NodeDatabase database, String job) {
    try {
      Connection connection = database.translated().getConnection();
      try {
        claim(connection, database.number(), job);
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
  private static void claim(Connection connection, int node, String job) throws SQLException {
    JobTables.create(connection);
    connection.setAutoCommit(false);
    try {
      update(connection, INSERT, node, job, node, job);
      connection.commit();
    } catch (SQLException e) {
      connection.rollback(); // Another process has put it there at the same time.
    }
    lock(connection, node, job);
    update(connection, NOTE, FileClaim.thisProcess(), node, job);
    connection.commit();
    lock(connection, node, job);
  }

  private static void lock(Connection connection, int node, String job) throws SQLException {
    if (first(connection, LOCK, node, job).isEmpty()) {
      throw new IllegalStateException(
          "The job %s is being sent by %s. Wait for its end, or take another --job"
              .formatted(job, first(connection, HOLDER, node, job).orElse("another process")));
    }
  }

  private static Optional<String> first(Connection connection, String sql, int node, String job)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      select.setInt(1, node);
      select.setString(2, job);
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

  private static void update(Connection connection, String sql, Object... parameters)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
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
