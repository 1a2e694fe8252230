package io.github.citydc.exchange.jdbc;

import io.github.citydc.exchange.message.StorageException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ensures that committed data is on the disk before it is acknowledged. PostgreSQL and MariaDB do
 * so by themselves; H2 writes half a second later, unless it is asked to write now; an H2 in memory
 * has no disk. The first of those that wait at the same time asks for all of them. Thread-safe.
 */
final class Durability {

  private static final Logger LOG = LoggerFactory.getLogger(Durability.class);
  private static final String H2_THAT_LOSES = "2.5.252";

  private final Disk disk;
  private final boolean ofThisProcess;
  private final Semaphore pen = new Semaphore(1);
  private Group open = new Group();

  /** Those who are served by the same write. */
  private static final class Group {
    private final CountDownLatch over = new CountDownLatch(1);
    private boolean joined;
    private volatile boolean written;
  }

  /** What has the disk take everything that was written. */
  @FunctionalInterface
  private interface Disk {

    Disk WRITTEN_BY_COMMIT = connection -> {};

    void force(Connection connection) throws SQLException;
  }

  private Durability(Disk disk, boolean ofThisProcess) {
    this.disk = disk;
    this.ofThisProcess = ofThisProcess;
  }

  /**
   * What the database of a data source needs.
   *
   * @throws StorageException if it does not answer
   */
  static Durability of(DataSource dataSource) {
    try (Connection connection = dataSource.getConnection()) {
      Dialect dialect = Dialect.of(connection);
      MysqlSettings.warnOfLoss(connection, dialect);
      if (dialect != Dialect.H2 || !H2File.isOnDisk(connection)) {
        return new Durability(Disk.WRITTEN_BY_COMMIT, false);
      }
      if (connection.getMetaData().getDatabaseProductVersion().startsWith(H2_THAT_LOSES)) {
        LOG.warn(
            "H2 {} loses committed transactions when its process is killed; use 2.4.240",
            H2_THAT_LOSES);
      }
      if (H2File.isOpenHere(connection)) {
        return new Durability(H2File::force, true);
      }
      execute(connection, "SET WRITE_DELAY 0");
      return new Durability(Durability::checkpoint, false);
    } catch (SQLException e) {
      throw new StorageException(
          "The database does not say what it is, or is an H2 server whose user may not SET WRITE_DELAY",
          e);
    }
  }

  /** An H2 in another process is asked this way; with a delay it would not wait for itself. */
  private static void checkpoint(Connection connection) throws SQLException {
    execute(connection, "CHECKPOINT SYNC");
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /**
   * Looks at a connection on which something failed: where the database itself has failed
   * permanently, it is closed, so that the database can be opened again.
   */
  void afterFailure(Connection connection) {
    if (ofThisProcess) {
      H2File.closeIfGivenUp(connection);
    }
  }

  /**
   * Returns when everything that was committed before is on the disk.
   *
   * @param connection outside of a transaction
   */
  void await(Connection connection) throws SQLException {
    boolean onDisk = disk == Disk.WRITTEN_BY_COMMIT;
    while (!onDisk) {
      Group group;
      boolean first;
      synchronized (this) {
        group = open;
        first = !group.joined;
        group.joined = true;
      }
      if (first) {
        lead(group, connection);
      } else {
        awaitUninterruptibly(group.over);
      }
      onDisk = group.written;
    }
  }

  /** Others join until the write before has ended; what comes later has the next. */
  private void lead(Group group, Connection connection) throws SQLException {
    pen.acquireUninterruptibly();
    synchronized (this) {
      open = new Group();
    }
    try {
      disk.force(connection);
      group.written = true;
    } finally {
      pen.release();
      group.over.countDown();
    }
  }

  /** Waits, and keeps an interrupt for later. */
  static void awaitUninterruptibly(CountDownLatch latch) {
    boolean interrupted = false;
    while (latch.getCount() > 0) {
      try {
        latch.await();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
