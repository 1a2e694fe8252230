package io.github.citydc.testkit;

import io.github.citydc.exchange.Limits;
import io.github.citydc.internal.PrivateDatabase;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;

/**
 * The database of a node, and how to leave it.
 *
 * @param dataSource gives connections
 * @param leaving what to do when the node is closed
 */
record SandboxDatabase(DataSource dataSource, Runnable leaving) implements AutoCloseable {

  /** A message keeps its connection until it is on the disk: none shall wait for one. */
  private static final int CONNECTIONS = Limits.standard().requests();

  /** H2 in a folder, without user and password, so that the command line looks into it. */
  static SandboxDatabase in(Path folder) {
    Path database = folder.toAbsolutePath().resolve(SandboxNodeBuilder.DATABASE);
    JdbcConnectionPool pool =
        JdbcConnectionPool.create("jdbc:h2:file:" + PrivateDatabase.at(database), "", "");
    pool.setMaxConnections(CONNECTIONS);
    return new SandboxDatabase(pool, pool::dispose);
  }

  /** A database that belongs to the caller and is not closed. */
  static SandboxDatabase of(DataSource dataSource) {
    return new SandboxDatabase(dataSource, () -> {});
  }

  @Override
  public void close() {
    leaving.run();
  }
}
