package io.github.citydc.exchange.jdbc;

import java.lang.reflect.Field;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file of an H2 database that is open in this process. It is written and forced to the disk
 * here, not by {@code CHECKPOINT SYNC}: that statement locks the database and then waits for the
 * lock of the file, while a commit that finds the disk full holds the lock of the file and waits
 * for that of the database, for ever. Nor does it wait for what H2 is writing in the background.
 */
final class H2File {

  private static final Logger LOG = LoggerFactory.getLogger(H2File.class);

  /** More statements than there can be under way. */
  private static final int MANY = 1 << 20;

  private H2File() {}

  /** Returns whether there is a file at all: an H2 in memory ends with its process. */
  static boolean isOnDisk(Connection connection) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement("SELECT DATABASE_PATH()");
        ResultSet row = select.executeQuery()) {
      return row.next() && row.getString(1) != null;
    }
  }

  /** Returns whether the database is in the mode of Oracle. */
  static boolean isInOracleMode(Connection connection) throws SQLException {
    try (PreparedStatement select =
            connection.prepareStatement(
                "SELECT setting_value FROM information_schema.settings WHERE setting_name = 'MODE'");
        ResultSet row = select.executeQuery()) {
      return row.next() && "Oracle".equals(row.getString(1));
    }
  }

  /** Returns whether the file is open in this process, not in that of a server. */
  static boolean isOpenHere(Connection connection) throws SQLException {
    try {
      return connection.isWrapperFor(JdbcConnection.class)
          && connection.unwrap(JdbcConnection.class).getSession() instanceof SessionLocal;
    } catch (LinkageError e) {
      // H2 comes from another class loader, or is one whose inside is different.
      return false;
    }
  }

  /**
   * Closes a connection to a database that H2 has given up, as it does when its disk is full: H2
   * opens the file again once no connection holds the old one, and a pool would hold it forever.
   */
  static void closeIfGivenUp(Connection connection) {
    try {
      if (connection.isWrapperFor(JdbcConnection.class)) {
        JdbcConnection physical = connection.unwrap(JdbcConnection.class);
        if (!physical.isClosed()
            && physical.getSession() instanceof SessionLocal session
            && session.getDatabase().getStore().getMvStore().isClosed()) {
          LOG.error(
              "H2 has given up its file, most likely because the disk is full; opening it again");
          release(session.getDatabase().getStore().getMvStore());
          physical.close();
        }
      }
    } catch (SQLException | RuntimeException | LinkageError e) {
      LOG.debug("A connection to a database that was given up is closed", e);
    }
  }

  /**
   * Lets those go on, to their failure, who have begun a statement on a store that is closed. A
   * transaction whose end fails counts twice in H2's number of statements under way. Below zero,
   * the next statement tries for ever to count itself, unless the number is large again.
   */
  private static void release(MVStore closed) {
    try {
      Object underWay = field(MVStore.class, "currentTxCounter").get(closed);
      field(underWay.getClass(), "counter").setInt(underWay, MANY);
    } catch (ReflectiveOperationException | RuntimeException e) {
      LOG.warn("Threads may hang in an H2 that has given up its file: {}", e.toString());
    }
  }

  private static Field field(Class<?> owner, String name) throws ReflectiveOperationException {
    Field field = owner.getDeclaredField(name);
    field.setAccessible(true);
    return field;
  }

  /** Returns when the disk has taken everything that was committed. */
  static void force(Connection connection) throws SQLException {
    SessionLocal session = (SessionLocal) connection.unwrap(JdbcConnection.class).getSession();
    try {
      MVStore store = session.getDatabase().getStore().getMvStore();
      store.commit();
      store.executeFilestoreOperation(store::sync);
    } catch (MVStoreException e) {
      throw new SQLException(
          "The file of the database could not be written and forced to the disk", e);
    }
  }
}
