package io.github.citydc.exchange.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Chosen rows of {@code cdx_outbox}. Rows are chosen without a lock, since H2 locks, and so
 * rewrites, every row that a condition with an order looks at; then these few are locked by their
 * positions, and the condition is asked again.
 */
final class RowLocks {

  private static final String SKIP_LOCKED = " ORDER BY position FOR UPDATE SKIP LOCKED";

  private RowLocks() {}

  /**
   * Locks rows until the transaction ends. Rows that another transaction has locked are left out.
   *
   * @param select what to read of a row
   * @param positions which rows
   * @param condition what must still hold, with its parameters; begins with {@code AND}
   * @return in the order of their positions
   */
  static <T> List<T> lock(
      Connection connection,
      Transactions.Row<T> reader,
      String select,
      List<Long> positions,
      String condition,
      Object... parameters)
      throws SQLException {
    if (positions.isEmpty()) {
      return List.of();
    }
    List<Object> all = new ArrayList<>(positions);
    all.addAll(Arrays.asList(parameters));
    return Transactions.query(
        connection,
        reader,
        select + " WHERE " + oneOf(positions) + condition + SKIP_LOCKED,
        all.toArray());
  }

  /** A condition with a parameter for each position. */
  static String oneOf(List<Long> positions) {
    return "position IN (" + String.join(", ", Collections.nCopies(positions.size(), "?")) + ") ";
  }
}
