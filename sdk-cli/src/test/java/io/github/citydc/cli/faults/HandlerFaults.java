package io.github.citydc.cli.faults;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What handlers do that they must not do, by the number of the record: the first ones fail for
 * ever, of the others some do something wrong once. Tells on standard output what it does.
 * Thread-safe.
 */
final class HandlerFaults {

  /** Begins a line that tells of a fault. */
  static final String TOLD = "handler ";

  /** So many records at the head of the queue fail for ever. */
  static final int POISON = 10;

  private static final long SLOW_MILLIS = 200;
  private static final String DUPLICATE = "INSERT INTO fault_unique VALUES (1)";

  private final boolean on;
  private final int every;
  private final int apart;
  private final Set<Long> seen = ConcurrentHashMap.newKeySet();

  /**
   * Faults of handlers.
   *
   * @param on whether there are any
   * @param every of so many records each fault comes about in one
   * @param apart how many records lie between one fault and the next
   */
  HandlerFaults(boolean on, int every, int apart) {
    this.on = on;
    this.every = every;
    this.apart = apart;
  }

  /** What a handler does once. */
  enum Once {
    /** Catches an SQLException, after which PostgreSQL commits nothing more. */
    SWALLOW,
    /** Ends the transaction it works in. */
    COMMIT,
    ROLL_BACK,
    DDL,
    CLASS_MISSING,
    STACK_OVERFLOW,
    OUT_OF_MEMORY,
    SLOW
  }

  static boolean isPoison(long number) {
    return number <= POISON;
  }

  /** Makes the table that a statement fails at. */
  static void prepare(Statement statement) throws SQLException {
    statement.execute("CREATE TABLE IF NOT EXISTS fault_unique (id INT PRIMARY KEY)");
    statement.execute("DELETE FROM fault_unique");
    statement.execute(DUPLICATE);
  }

  /** What happens in the handler of one message. */
  void with(long number, Connection connection) throws SQLException {
    if (on && isPoison(number)) {
      tell("POISON", number);
      poison((int) number % 5, connection);
    } else {
      once(number, connection);
    }
  }

  /**
   * What happens in the handler of batches: an Error there is trouble of the hub that holds up the
   * batch for as long as it lasts, so that no poison is one, except of the stack.
   */
  void withRecord(long number, Connection connection) throws SQLException {
    if (on && isPoison(number)) {
      poison((int) number % 3, connection);
    } else {
      once(number, connection);
    }
  }

  private static void poison(int kind, Connection connection) throws SQLException {
    switch (kind) {
      case 0 -> throw new IllegalStateException("Cannot be handled");
      case 1 -> duplicate(connection);
      case 2 -> throw new StackOverflowError("Too deep");
      case 3 -> throw new NoClassDefFoundError("org/example/Missing");
      default -> throw new OutOfMemoryError("Too large");
    }
  }

  private void once(long number, Connection connection) throws SQLException {
    int place = (int) (number % every) - POISON - 1;
    int kind = place / apart;
    if (on && place >= 0 && place % apart == 0 && kind < Once.values().length && seen.add(number)) {
      Once fault = Once.values()[kind];
      tell(fault.name(), number);
      happen(fault, connection);
    }
  }

  private static void happen(Once fault, Connection connection) throws SQLException {
    switch (fault) {
      case SWALLOW -> swallow(connection);
      case COMMIT -> connection.commit();
      case ROLL_BACK -> connection.rollback();
      case DDL -> define(connection);
      case CLASS_MISSING -> throw new NoClassDefFoundError("org/example/Missing");
      case STACK_OVERFLOW -> throw new StackOverflowError("Too deep");
      case OUT_OF_MEMORY -> throw new OutOfMemoryError("Too large");
      case SLOW -> Pause.of(SLOW_MILLIS);
    }
  }

  private static void swallow(Connection connection) {
    try {
      duplicate(connection);
    } catch (SQLException e) {
      // As an application does that takes it for a repetition.
    }
  }

  private static void duplicate(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(DUPLICATE);
    }
  }

  /** H2 commits what was done before. */
  private static void define(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE IF NOT EXISTS fault_more (id INT PRIMARY KEY)");
    }
    throw new IllegalStateException("Fails after it has made a table");
  }

  private static void tell(String fault, long number) {
    System.out.println(TOLD + fault + " " + number);
  }
}
