package io.github.citydc.exchange.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;

/**
 * The file of an H2 database that is open in this process. It is written and forced to the disk
 * here, not by {@code CHECKPOINT SYNC}: that statement locks the database and then waits for the
 * lock of the file, while a commit that finds the disk full holds the lock of the file and waits
 * for that of the database, for ever. Nor does it wait for what H2 is writing in the background.
 */
final class H2File {

  private H2File() {}

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
