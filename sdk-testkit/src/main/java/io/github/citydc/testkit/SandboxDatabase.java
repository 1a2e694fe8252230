package io.github.citydc.testkit;

import io.github.citydc.exchange.Limits;
import io.github.citydc.internal.FileClaim;
import io.github.citydc.internal.PrivateDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;

/**
 * The database of a node, and how to leave it.
 *
 * @param dataSource gives connections
 * @param content a folder for what is too large for a database
 * @param leaving what to do when the node is closed
 */
record SandboxDatabase(DataSource dataSource, Path content, Runnable leaving)
    implements AutoCloseable {

  private static final String CONTENT = "content";

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
        folder.resolve(CONTENT),
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

  /** H2 in memory, which ends with the node, and a temporary folder, which is removed then. */
  static SandboxDatabase inMemory() {
    JdbcConnectionPool pool =
        JdbcConnectionPool.create(
            "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "", "");
    pool.setMaxConnections(CONNECTIONS);
    Path folder = temporary();
    return new SandboxDatabase(
        pool,
        folder,
        () -> {
          shutDown(pool);
          remove(folder);
        });
  }

  private static void shutDown(JdbcConnectionPool pool) {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("SHUTDOWN");
    } catch (SQLException e) {
      throw new IllegalStateException("The database of the sandbox node did not end", e);
    } finally {
      pool.dispose();
    }
  }

  /** A database that belongs to the caller and is not closed. */
  static SandboxDatabase of(DataSource dataSource) {
    Path folder = temporary();
    return new SandboxDatabase(dataSource, folder, () -> remove(folder));
  }

  /** Not made yet: most nodes get nothing that needs it. */
  private static Path temporary() {
    return Path.of(System.getProperty("java.io.tmpdir"), "cdx-sandbox-" + UUID.randomUUID());
  }

  private static void remove(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
      for (Path each : deepestFirst) {
        Files.deleteIfExists(each);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The folder " + folder + " of the sandbox node stays", e);
    }
  }

  @Override
  public void close() {
    leaving.run();
  }
}
