package io.github.citydc.exchange.jdbc;

import io.github.citydc.exchange.message.StorageException;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.sql.DataSource;

/**
 * What differs between the databases, chosen by what a connection says of its database. The
 * statements of this package are written as H2 and PostgreSQL have them; a connection to another
 * database is {@linkplain DialectConnection adapted}, which translates statements, times and texts.
 * So the stores need not know which database they are on.
 */
enum Dialect {
  H2("h2", StatementRules.AS_WRITTEN, TransactionIdentity.H2),

  /** Takes a text without characters for none. */
  H2_IN_ORACLE_MODE("h2", StatementRules.H2_IN_ORACLE_MODE, TransactionIdentity.H2),

  /** And those that come of its later versions: KingbaseES, HighGo. */
  POSTGRESQL("postgresql", StatementRules.AS_WRITTEN, TransactionIdentity.POSTGRESQL),

  /** And GaussDB and Vastbase, which come of it as it comes of PostgreSQL 9.2. */
  OPENGAUSS("opengauss", StatementRules.AS_WRITTEN, TransactionIdentity.POSTGRESQL),

  MARIADB("mariadb", StatementRules.MARIADB, TransactionIdentity.SAVEPOINT),

  /** And OceanBase in its mode of MySQL. */
  MYSQL("mysql", StatementRules.MYSQL, TransactionIdentity.SAVEPOINT),

  /** As MySQL, but it cannot leave out rows that others have locked. */
  TIDB("mysql", StatementRules.TIDB, TransactionIdentity.SAVEPOINT),

  /** And OceanBase in its mode of Oracle. */
  ORACLE("oracle", StatementRules.ORACLE, TransactionIdentity.ORACLE),

  /** DM8. */
  DAMENG("dameng", StatementRules.ORACLE, TransactionIdentity.SAVEPOINT);

  private static final String SUPPORTED =
      "H2, PostgreSQL (openGauss, GaussDB, KingbaseES, Vastbase, HighGo), MariaDB, MySQL (OceanBase,"
          + " TiDB), Oracle and Dameng DM8";

  /** How the names of products begin, in lower case. */
  private static final Set<String> POSTGRESQL_FAMILY = Set.of("postgresql", "kingbase", "highgo");

  private static final Set<String> OPENGAUSS_FAMILY =
      Set.of("opengauss", "gaussdb", "gauss200", "vastbase");

  private static final Set<String> MYSQL_FAMILY = Set.of("mysql", "mariadb", "oceanbase", "tidb");

  private final String folder;
  private final StatementRules rules;
  private final TransactionIdentity identity;

  Dialect(String folder, StatementRules rules, TransactionIdentity identity) {
    this.folder = folder;
    this.rules = rules;
    this.identity = identity;
  }

  /**
   * That of the database behind a connection.
   *
   * @throws IllegalStateException if there is none for it
   */
  static Dialect of(Connection connection) throws SQLException {
    Optional<Dialect> adapted = DialectConnection.dialectOf(connection);
    if (adapted.isPresent()) {
      return adapted.get();
    }
    DatabaseMetaData database = connection.getMetaData();
    String product = database.getDatabaseProductName();
    return find(product.toLowerCase(Locale.ROOT), database)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "The exchange has no tables for "
                        + product
                        + ", only for "
                        + SUPPORTED
                        + "; docs/databases.md says how to write a dialect"));
  }

  private static Optional<Dialect> find(String product, DatabaseMetaData database)
      throws SQLException {
    if (product.equals("h2")) {
      return Optional.of(H2);
    }
    if (OPENGAUSS_FAMILY.stream().anyMatch(product::startsWith)) {
      return Optional.of(OPENGAUSS);
    }
    if (POSTGRESQL_FAMILY.stream().anyMatch(product::startsWith)) {
      return Optional.of(ofPostgresqlFamily(database));
    }
    if (MYSQL_FAMILY.stream().anyMatch(product::startsWith)) {
      return Optional.of(ofMysqlFamily(product, database.getDatabaseProductVersion()));
    }
    if (product.equals("oracle")) {
      return Optional.of(ORACLE);
    }
    return product.startsWith("dm ") ? Optional.of(DAMENG) : Optional.empty();
  }

  /** Drivers of openGauss say PostgreSQL, of the version that it comes of. */
  private static Dialect ofPostgresqlFamily(DatabaseMetaData database) throws SQLException {
    String scheme =
        String.valueOf(database.getURL()).replaceFirst("(?i)^jdbc:([a-z0-9]+):.*", "$1");
    return OPENGAUSS_FAMILY.contains(scheme.toLowerCase(Locale.ROOT))
            || database.getDatabaseProductVersion().startsWith("9.2")
        ? OPENGAUSS
        : POSTGRESQL;
  }

  /** A driver for MySQL says MySQL of whatever answers; the version tells more. */
  private static Dialect ofMysqlFamily(String product, String version) {
    String all = product + " " + version.toLowerCase(Locale.ROOT);
    if (all.contains("tidb")) {
      return TIDB;
    }
    return all.contains("mariadb") ? MARIADB : MYSQL;
  }

  /**
   * A data source whose connections understand the statements of this package; for H2 and
   * PostgreSQL the one given.
   *
   * @throws StorageException if the database does not answer
   */
  static DataSource adapt(DataSource dataSource) {
    return DialectDataSource.of(dataSource);
  }

  /**
   * The same for the connection of a caller's own transaction, whose isolation is that of the
   * caller.
   *
   * @throws StorageException if the database does not answer
   */
  static Connection adapt(Connection connection) {
    return adapt(connection, false);
  }

  /** The same, for reading what is committed by now: who calls has locked what this depends on. */
  static Connection adaptToLatest(Connection connection) {
    return adapt(connection, true);
  }

  private static Connection adapt(Connection connection, boolean latest) {
    try {
      Dialect dialect = of(connection);
      return dialect.rules == StatementRules.AS_WRITTEN
          ? connection
          : DialectConnection.ofCaller(connection, dialect, latest);
    } catch (SQLException e) {
      throw new StorageException("The database does not say what it is", e);
    }
  }

  /** The folder of its scripts, below that of all scripts. */
  String folder() {
    return folder;
  }

  /** How statements and values differ. */
  StatementRules rules() {
    return rules;
  }

  /** How it names a transaction. */
  TransactionIdentity identity() {
    return identity;
  }

  /** Returns whether a statement of any database failed because a table is not there. */
  static boolean saysNoSuchTable(SQLException failure) {
    return NO_TABLE.contains(String.valueOf(failure.getSQLState()))
        || NO_TABLE_CODES.contains(failure.getErrorCode());
  }

  /** Of MySQL and H2; of PostgreSQL. */
  private static final Set<String> NO_TABLE = Set.of("42S02", "42S03", "42S04", "42P01");

  /** Of Oracle and of Dameng, each with a SQLState that says less. */
  private static final Set<Integer> NO_TABLE_CODES = Set.of(942, -2106);

  /** Returns whether a statement of any database failed because a key is there already. */
  static boolean saysDuplicate(SQLException failure) {
    return Stream.of(DuplicateKey.values()).anyMatch(database -> database.isMeant(failure));
  }

  /**
   * Returns whether a database has rolled back a transaction because others stood in its way, so
   * that it would succeed if it were done again.
   */
  static boolean saysAgain(SQLException failure) {
    return CONFLICTS.contains(String.valueOf(failure.getSQLState()))
        || CONFLICT_CODES.contains(failure.getErrorCode());
  }

  /** SQL:2011 serialization failure, and deadlock of MySQL and H2; deadlock of PostgreSQL. */
  private static final Set<String> CONFLICTS = Set.of("40001", "40P01");

  /** Deadlock of Oracle and of Dameng, each with a SQLState that says less. */
  private static final Set<Integer> CONFLICT_CODES = Set.of(60, -6403);

  /** How databases say that a key is there already. */
  private enum DuplicateKey {
    /** SQL:2011, integrity constraint violation, unique: H2, PostgreSQL. */
    STANDARD("23505", 0),
    MYSQL("23000", 1062),
    ORACLE("23000", 1),
    DAMENG("", -6602);

    private final String state;
    private final int code;

    DuplicateKey(String state, int code) {
      this.state = state;
      this.code = code;
    }

    private boolean isMeant(SQLException failure) {
      return (state.isEmpty() || state.equals(failure.getSQLState()))
          && (code == 0 || code == failure.getErrorCode());
    }
  }
}
