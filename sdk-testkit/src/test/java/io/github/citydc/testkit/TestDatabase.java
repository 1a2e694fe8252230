package io.github.citydc.testkit;

import io.github.citydc.exchange.jdbc.JdbcSchema;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;

/** The databases that inbox and outbox are for, each started by the test itself. */
enum TestDatabase {
  H2 {
    @Override
    Running startEmpty(Path folder) {
      JdbcConnectionPool pool =
          JdbcConnectionPool.create("jdbc:h2:file:" + folder.resolve("test"), "sa", "");
      return new Running(pool, pool::dispose);
    }
  },
  POSTGRESQL {
    @Override
    Running startEmpty(Path folder) {
      String name = "test_" + UUID.randomUUID().toString().replace('-', '_');
      try (Connection connection = Server.RUNNING.getPostgresDatabase().getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute("CREATE DATABASE " + name);
      } catch (SQLException e) {
        throw new IllegalStateException("PostgreSQL does not create a database", e);
      }
      return new Running(Server.RUNNING.getDatabase("postgres", name), () -> {});
    }
  };

  /** Without any table. */
  abstract Running startEmpty(Path folder);

  /** With the tables of the exchange. */
  Running start(Path folder) {
    Running running = startEmpty(folder);
    JdbcSchema.create(running.dataSource());
    return running;
  }

  /** With the tables of the exchange, and in memory where it can be: for thousands of messages. */
  Running startFast(Path folder) {
    if (this != H2) {
      return start(folder);
    }
    JdbcConnectionPool pool =
        JdbcConnectionPool.create(
            "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", "");
    JdbcSchema.create(pool);
    return new Running(
        pool,
        () -> {
          try (Connection connection = pool.getConnection();
              Statement statement = connection.createStatement()) {
            statement.execute("SHUTDOWN");
          } catch (SQLException e) {
            throw new IllegalStateException("H2 does not end", e);
          } finally {
            pool.dispose();
          }
        });
  }

  /** Those that {@code -Dcdx.databases} names, as {@code h2,postgresql}: all if it is not there. */
  static List<TestDatabase> chosen() {
    String names = System.getProperty("cdx.databases", "h2,postgresql");
    return Arrays.stream(names.split(","))
        .map(name -> valueOf(name.strip().toUpperCase(Locale.ROOT)))
        .toList();
  }

  /** A database at work. */
  record Running(DataSource dataSource, Runnable stopping) implements AutoCloseable {

    @Override
    public void close() {
      stopping.run();
    }
  }

  /** One server for all tests, started by the first that needs it; it stops with the JVM. */
  private static final class Server {

    static final EmbeddedPostgres RUNNING = start();

    private static EmbeddedPostgres start() {
      try {
        return EmbeddedPostgres.start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
