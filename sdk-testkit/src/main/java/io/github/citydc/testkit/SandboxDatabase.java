package io.github.citydc.testkit;

import io.github.citydc.exchange.Limits;
import io.github.citydc.internal.FileClaim;
import io.github.citydc.internal.PrivateDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
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
    Optional<FileClaim> claim = PrivateDatabase.claim(database);
    JdbcConnectionPool pool =
        JdbcConnectionPool.create("jdbc:h2:file:" + PrivateDatabase.at(database), "", "");
    pool.setMaxConnections(CONNECTIONS);
    return new SandboxDatabase(
        pool,
        () -> {
          pool.dispose();
          claim.ifPresent(SandboxDatabase::end);
        });
  }

  private static void end(FileClaim claim) {
    try {
      claim.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
