package io.github.citydc.exchange.jdbc;

import io.github.citydc.exchange.StorageException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;

/**
 * Makes sure that what was committed is on the disk before anybody is told of it. PostgreSQL does
 * so by itself; H2 writes half a second later, unless it is asked to write now. One thread asks for
 * all that wait at the same time. Thread-safe.
 */
final class Durability {

  private static final String H2 = "H2";

  private final boolean asked;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition written = lock.newCondition();
  private long latest;
  private long onDisk;
  private boolean writing;

  private Durability(boolean asked) {
    this.asked = asked;
  }

  /**
   * What the database of a data source needs.
   *
   * @throws StorageException if it does not answer
   */
  static Durability of(DataSource dataSource) {
    try (Connection connection = dataSource.getConnection()) {
      return new Durability(H2.equals(connection.getMetaData().getDatabaseProductName()));
    } catch (SQLException e) {
      throw new StorageException("The database does not say what it is", e);
    }
  }

  /**
   * Returns when everything that was committed before is on the disk.
   *
   * @param connection outside of a transaction
   */
  void await(Connection connection) throws SQLException {
    if (asked) {
      long mine = joinOrLead();
      if (mine > 0) {
        write(connection, mine);
      }
    }
  }

  /** Up to where the caller shall write, 0 if another thread has written enough. */
  private long joinOrLead() {
    lock.lock();
    try {
      long mine = ++latest;
      while (writing && onDisk < mine) {
        written.awaitUninterruptibly();
      }
      if (onDisk >= mine) {
        return 0;
      }
      writing = true;
      return latest;
    } finally {
      lock.unlock();
    }
  }

  private void write(Connection connection, long upTo) throws SQLException {
    boolean done = false;
    try (Statement statement = connection.createStatement()) {
      statement.execute("CHECKPOINT SYNC");
      done = true;
    } finally {
      finish(done ? upTo : 0);
    }
  }

  private void finish(long upTo) {
    lock.lock();
    try {
      writing = false;
      onDisk = Math.max(onDisk, upTo);
      written.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
