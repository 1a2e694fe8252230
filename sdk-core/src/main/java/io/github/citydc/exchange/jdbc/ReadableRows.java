package io.github.citydc.exchange.jdbc;

import io.github.citydc.exchange.archive.Archive;
import io.github.citydc.exchange.message.Causes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rows that may hold what nobody can read: a disk, a tool or a hand has changed them. Such a row is
 * named and left out, and keeps nobody from those behind it.
 */
final class ReadableRows {

  private static final Logger LOG = LoggerFactory.getLogger(ReadableRows.class);

  private ReadableRows() {}

  /**
   * A row.
   *
   * @param id what it is sorted by, as the database has it
   * @param item what is in it, empty if it cannot be read
   */
  record Row<T>(String id, Optional<T> item) {}

  /** A reader of rows whose first column is what they are sorted by. */
  static <T> Transactions.Row<Row<T>> sorted(Transactions.Row<T> reader, String table) {
    Transactions.Row<Optional<T>> tolerant = Transactions.tolerant(reader, table);
    return row -> new Row<>(String.valueOf(row.getString(1)), tolerant.read(row));
  }

  /** Reads some rows behind a place. */
  @FunctionalInterface
  interface Page<T> {

    List<Row<T>> read(String behind, int max);
  }

  /** The first rows that can be read: fewer than asked for only if there are no more. */
  static <T> List<T> first(String behind, int max, Page<T> page) {
    List<T> items = new ArrayList<>();
    String place = behind;
    boolean more = true;
    while (more) {
      int wanted = max - items.size();
      List<Row<T>> rows = page.read(place, wanted);
      rows.forEach(row -> row.item().ifPresent(items::add));
      more = rows.size() == wanted && items.size() < max;
      place = rows.isEmpty() ? place : rows.get(rows.size() - 1).id();
    }
    return items;
  }

  /** Names a row that stays where it is since it cannot be archived. */
  static void tell(Archive<?> archive, String row, RuntimeException failure) {
    LOG.error("{} cannot be read, is not archived and stays: {}", row, Causes.of(failure));
    archive.unreadable(row);
  }
}
