package io.github.citydc.testkit;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.citydc.exchange.jdbc.JdbcSchema;
import io.github.citydc.naming.node.NodeId;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import javax.sql.ConnectionPoolDataSource;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.h2.jdbcx.JdbcDataSource;
import org.h2.store.fs.FileUtils;
import org.postgresql.ds.PGConnectionPoolDataSource;

/**
 * The databases that inbox and outbox are for, each started by the test itself. Those with tables
 * are copies of one in which they were made once, where a database can be copied.
 */
enum TestDatabase {
  H2 {
    @Override
    Running startEmpty(Path folder) {
      return pooled(h2("file:" + folder.resolve(NAME)));
    }

    @Override
    Running start(Path folder) {
      try {
        Files.createDirectories(folder);
        Files.write(folder.resolve(NAME + SUFFIX), FileWithTables.CONTENT);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return startEmpty(folder);
    }
  },
  POSTGRESQL {
    @Override
    Running startEmpty(Path folder) {
      return pooled(Server.create(uniqueName(), "template1"));
    }

    @Override
    Running start(Path folder) {
      return pooled(Server.create(uniqueName(), DatabaseWithTables.NAME));
    }
  },
  MARIADB {
    @Override
    Running startEmpty(Path folder) {
      return hikari(MariaDbServer.create(uniqueName()));
    }

    @Override
    Running start(Path folder) {
      return withTables(startEmpty(folder));
    }
  },
  H2_IN_MEMORY {
    @Override
    Running startEmpty(Path folder) {
      return inMemory("");
    }

    @Override
    Running start(Path folder) {
      return withTables(startEmpty(folder));
    }
  },
  H2_IN_ORACLE_MODE {
    @Override
    Running startEmpty(Path folder) {
      return inMemory(";MODE=Oracle");
    }

    @Override
    Running start(Path folder) {
      return withTables(startEmpty(folder));
    }
  },
  /** The driver of openGauss, on PostgreSQL. */
  OPENGAUSS {
    @Override
    Running startEmpty(Path folder) {
      return hikari(OtherDrivers.opengauss(Server.create(uniqueName(), "template1").getUrl()));
    }

    @Override
    Running start(Path folder) {
      return withTables(startEmpty(folder));
    }
  },
  /** The dialect of Oracle, on H2 in its mode of Oracle. */
  ORACLE {
    @Override
    Running startEmpty(Path folder) {
      return inMemory(";MODE=Oracle").saying("Oracle");
    }

    @Override
    Running start(Path folder) {
      return withTables(startEmpty(folder));
    }
  },
  /** The dialect of Dameng, on H2 in its mode of Oracle. */
  DAMENG {
    @Override
    Running startEmpty(Path folder) {
      return inMemory(";MODE=Oracle").saying("DM DBMS");
    }

    @Override
    Running start(Path folder) {
      return withTables(startEmpty(folder));
    }
  };

  /** Whose rows they are, where it does not matter. */
  static final NodeId NODE = NodeId.parse("440100:114401000074821105:hub");

  private static final String NAME = "test";
  private static final String SUFFIX = ".mv.db";

  /** Enough for a hub that works while a test looks. */
  private static final int CONNECTIONS = 60;

  /** Where the scripts of its tables are. */
  String folder() {
    return (name().startsWith(H2.name()) ? H2 : this).name().toLowerCase(Locale.ROOT);
  }

  /** A name that keeps its case, for a statement. */
  String quoted(String name) {
    return this == MARIADB ? "`" + name + "`" : '"' + name + '"';
  }

  /** Without any table. */
  abstract Running startEmpty(Path folder);

  /** With the tables of the exchange. */
  abstract Running start(Path folder);

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

  /**
   * Those for most tests: H2 and PostgreSQL, unless {@code -Dcdx.databases} names only one of them.
   */
  static List<TestDatabase> chosen() {
    return named().stream().filter(EnumSet.of(H2, POSTGRESQL)::contains).toList();
  }

  /**
   * Those for the tests of the stores: all that {@code -Dcdx.databases} names, as {@code
   * h2,postgresql,mariadb}, which are all; with H2 the one in memory, too.
   */
  static List<TestDatabase> chosenForStores() {
    Set<TestDatabase> all = EnumSet.copyOf(named());
    if (all.contains(H2)) {
      all.add(H2_IN_MEMORY);
    }
    return List.copyOf(all);
  }

  /**
   * Those for the tests of the stores, and dialects of databases that are not run here: on H2 and
   * on PostgreSQL, which take what is written for them.
   */
  static List<TestDatabase> chosenForDialects() {
    Set<TestDatabase> all = EnumSet.copyOf(chosenForStores());
    if (all.contains(H2)) {
      all.addAll(Set.of(H2_IN_ORACLE_MODE, ORACLE, DAMENG));
    }
    if (all.contains(POSTGRESQL)) {
      all.add(OPENGAUSS);
    }
    return List.copyOf(all);
  }

  private static List<TestDatabase> named() {
    String names = System.getProperty("cdx.databases", "h2,postgresql,mariadb");
    return Arrays.stream(names.split(","))
        .map(name -> valueOf(name.strip().toUpperCase(Locale.ROOT)))
        .toList();
  }

  private static Running inMemory(String mode) {
    return pooled(h2("mem:" + UUID.randomUUID() + mode + ";DB_CLOSE_DELAY=-1"));
  }

  private static Running hikari(String url) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setMaximumPoolSize(CONNECTIONS);
    config.setMinimumIdle(0);
    HikariDataSource pool = new HikariDataSource(config);
    return new Running(pool, pool::close);
  }

  private static Running withTables(Running database) {
    JdbcSchema.create(database.dataSource());
    return database;
  }

  private static JdbcDataSource h2(String place) {
    JdbcDataSource database = new JdbcDataSource();
    database.setUrl("jdbc:h2:" + place + ";MAX_LENGTH_INPLACE_LOB=8192");
    database.setUser("sa");
    return database;
  }

  private static Running pooled(ConnectionPoolDataSource database) {
    JdbcConnectionPool pool = JdbcConnectionPool.create(database);
    pool.setMaxConnections(CONNECTIONS);
    return new Running(pool, pool::dispose);
  }

  private static String uniqueName() {
    return "test_" + UUID.randomUUID().toString().replace('-', '_');
  }

  /** A database at work. */
  record Running(DataSource dataSource, Runnable stopping) implements AutoCloseable {

    /** Has it say that it is another product. */
    Running saying(String product) {
      return new Running(OtherDrivers.saying(dataSource, product), stopping);
    }

    @Override
    public void close() {
      stopping.run();
    }
  }

  /** The file of an H2 with the tables, made in memory. */
  private static final class FileWithTables {

    static final byte[] CONTENT = make("memFS:with-tables");

    private static byte[] make(String place) {
      try (Running running = pooled(h2(place))) {
        JdbcSchema.create(running.dataSource());
      }
      try (InputStream file = FileUtils.newInputStream(place + SUFFIX)) {
        return file.readAllBytes();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** The database with the tables on the server. */
  private static final class DatabaseWithTables {

    static final String NAME = make();

    private static String make() {
      String name = "with_tables";
      try (Running running = pooled(Server.create(name, "template1"))) {
        JdbcSchema.create(running.dataSource());
      }
      return name;
    }
  }

  /** One server for all tests, started by the first that needs it; it stops with the JVM. */
  private static final class Server {

    private static final EmbeddedPostgres RUNNING = start();

    private static EmbeddedPostgres start() {
      try {
        return EmbeddedPostgres.start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** Makes a database as a copy of another, with which nobody is connected. */
    static PGConnectionPoolDataSource create(String name, String template) {
      try (Connection connection = RUNNING.getPostgresDatabase().getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute("CREATE DATABASE " + name + " TEMPLATE " + template);
      } catch (SQLException e) {
        throw new IllegalStateException("PostgreSQL does not create a database", e);
      }
      PGConnectionPoolDataSource created = new PGConnectionPoolDataSource();
      created.setUrl(RUNNING.getJdbcUrl("postgres", name));
      return created;
    }
  }
}
