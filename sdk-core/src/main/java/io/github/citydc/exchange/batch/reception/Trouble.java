package io.github.citydc.exchange.batch.reception;

import io.github.citydc.exchange.message.StorageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.Set;

/**
 * Tells a receiver in trouble from a record that is at fault. Of a record that is at fault its
 * handler complains, or the database about the values; anything else, such as a database, a disk, a
 * memory or a class path that is not what it should be, would hit any other record as well.
 */
final class Trouble {

  private static final int SQL_CLASS = 2;

  /** A standby that is read-only. */
  private static final String READ_ONLY = "25006";

  /**
   * SQL classes of a database in trouble: connection, authorisation, serialisation, access and
   * missing tables, resources, state of objects, intervention, system; the last three are those of
   * H2 and of inner errors.
   */
  private static final Set<String> CLASSES =
      Set.of("08", "28", "40", "42", "53", "55", "57", "58", "90", "HY", "XX");

  private Trouble() {}

  /** Whether the receiver is in trouble, so that a failure says nothing about the record. */
  static boolean isOfReceiver(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof StorageException
          || t instanceof IOException
          || t instanceof UncheckedIOException
          || (t instanceof Error && !(t instanceof StackOverflowError))
          || (t instanceof SQLException e && isOfDatabase(e))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOfDatabase(SQLException first) {
    for (SQLException e = first; e != null; e = e.getNextException()) {
      String state = String.valueOf(e.getSQLState());
      if (e instanceof SQLTransientException
          || e instanceof SQLRecoverableException
          || state.equals(READ_ONLY)
          || (state.length() > SQL_CLASS && CLASSES.contains(state.substring(0, SQL_CLASS)))) {
        return true;
      }
    }
    return false;
  }
}
