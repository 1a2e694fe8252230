package io.github.citydc.exchange.jdbc;

import io.github.citydc.exchange.message.StorageException;
import io.github.citydc.naming.node.NodeId;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * The database schema of the exchange: tables named {@code cdx_…}, which can be in the same schema
 * as those of the application. The stores of this package never create them; each checks with
 * {@link #require} that they are there. There are three ways to them:
 *
 * <ul>
 *   <li>the scripts in the jar of this library, run by hand or by a tool: in {@code
 *       META-INF/citydc/schema}, a folder for each kind of database ({@code h2}, {@code
 *       postgresql}, {@code mariadb}, and others that docs/databases.md lists), in the order of
 *       their numbers ({@code V1__…}). Each records itself in the table {@code cdx_schema} at its
 *       end, so that nothing has to be told which have run;
 *   <li>{@link #migrate}, which runs those that are missing with Flyway, if the application has it;
 *   <li>{@link #create}, for a database that has no tables of the exchange yet: a test's, a
 *       trial's, an embedded one's.
 * </ul>
 *
 * <p>A newer library may need a script more. Scripts only add: what they make serves the older
 * library, too, so that the instances of an application can be replaced one by one. The exception
 * is {@code V2__nodes.sql}, which gives each row to a node: stop the instances before it, and say
 * whose the rows are that are there, with {@link #migrate(DataSource, NodeId)}.
 */
public final class JdbcSchema {

  private JdbcSchema() {}

  /**
   * Checks that all scripts this library needs have run.
   *
   * @param dataSource gives connections to the database
   * @throws IllegalStateException if one has not, which is named; or if there are no scripts for
   *     this kind of database
   * @throws StorageException if the database cannot be read
   */
  public static void require(DataSource dataSource) {
    SchemaState state = state(dataSource);
    if (!state.missing().isEmpty()) {
      throw new IllegalStateException(
          "The database lacks tables of the exchange. Run "
              + state.missingPaths()
              + " (in the jar of sdk-core), or call JdbcSchema.migrate with an account that may"
              + " create tables");
    }
  }

  /**
   * Creates the tables, or brings them up to date without losing a row, with Flyway, an optional
   * dependency. The history is in a table of its own, {@code cdx_schema_history}: that of the
   * application's own Flyway is neither read nor written. Does nothing if no script is missing.
   * Several processes may call it at once; within a process one waits for the other, because on H2
   * two that begin together would both write the first line of the history.
   *
   * <p>In a database that is still empty, let the application's own migrations run first: Flyway
   * does not begin in a schema where there are tables already.
   *
   * @param dataSource gives connections to the database of a user who may create tables; two at a
   *     time are used
   * @throws IllegalStateException if Flyway is not on the class path, with what to add and which
   *     scripts to run instead; or if there are no scripts for this kind of database
   * @throws StorageException if the database cannot be reached, or does not allow it
   */
  public static synchronized void migrate(DataSource dataSource) {
    SchemaState state = state(dataSource);
    if (state.missing().isEmpty()) {
      return;
    }
    try {
      findFlyway();
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(
          "JdbcSchema.migrate needs org.flywaydb:flyway-core, and for PostgreSQL"
              + " org.flywaydb:flyway-database-postgresql, for MariaDB and MySQL"
              + " org.flywaydb:flyway-mysql. Or run by hand "
              + state.missingPaths()
              + " (in the jar of sdk-core)",
          e);
    }
    FlywayMigration.run(dataSource, state);
  }

  /**
   * Does the same as {@link #migrate(DataSource)}, and says whose the rows are that were there
   * before the tables knew several nodes. Does nothing else if that is known.
   *
   * @param dataSource as for {@link #migrate(DataSource)}
   * @param owner the node that has used the database so far
   * @throws IllegalStateException as {@link #migrate(DataSource)} does
   * @throws StorageException as {@link #migrate(DataSource)} does
   */
  public static synchronized void migrate(DataSource dataSource, NodeId owner) {
    migrate(dataSource);
    NodeNumbers.name(dataSource, owner);
  }

  /**
   * Creates the tables in a database that has none of them, with nothing but the scripts. Does
   * nothing if they are there. Several processes may call it at once.
   *
   * @param dataSource gives connections to the database of a user who may create tables
   * @throws IllegalStateException if there are tables of an older version; or if there are no
   *     scripts for this kind of database
   * @throws StorageException if the database cannot be reached, or does not allow it
   */
  public static void create(DataSource dataSource) {
    try {
      FreshSchema.create(dataSource);
    } catch (SQLException e) {
      throw new StorageException("The tables of the exchange could not be created", e);
    }
  }

  /**
   * Looks for Flyway, and has this module read it: Flyway names no module, so that the descriptor
   * could require it only by the name of its file.
   */
  private static void findFlyway() throws ClassNotFoundException {
    ClassLoader loader = JdbcSchema.class.getClassLoader();
    Class<?> flyway = Class.forName("org.flywaydb.core.Flyway", false, loader);
    JdbcSchema.class.getModule().addReads(flyway.getModule());
  }

  private static SchemaState state(DataSource dataSource) {
    try (Connection connection = dataSource.getConnection()) {
      return SchemaState.of(connection);
    } catch (SQLException e) {
      throw new StorageException("The tables of the exchange could not be looked for", e);
    }
  }
}
