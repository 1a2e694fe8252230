package io.github.citydc.exchange.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.stream.Collectors;

/** A kind of database that there are scripts for. */
enum SchemaDatabase {
  H2("H2", "h2", "42S02|42S03|42S04"),
  POSTGRESQL("PostgreSQL", "postgresql", "42P01");

  private final String product;
  private final String folder;
  private final String noSuchTable;

  SchemaDatabase(String product, String folder, String noSuchTable) {
    this.product = product;
    this.folder = folder;
    this.noSuchTable = noSuchTable;
  }

  /**
   * The kind of the database behind a connection.
   *
   * @throws IllegalStateException if there are no scripts for it
   */
  static SchemaDatabase of(Connection connection) throws SQLException {
    String name = connection.getMetaData().getDatabaseProductName();
    return Arrays.stream(values())
        .filter(database -> database.product.equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "The exchange has no tables for "
                        + name
                        + ", only for "
                        + Arrays.stream(values())
                            .map(database -> database.product)
                            .collect(Collectors.joining(" and "))));
  }

  /** The folder of its scripts, below that of all scripts. */
  String folder() {
    return folder;
  }

  /** Returns whether a statement failed because a table is not there. */
  boolean saysNoSuchTable(SQLException failure) {
    return String.valueOf(failure.getSQLState()).matches(noSuchTable);
  }
}
