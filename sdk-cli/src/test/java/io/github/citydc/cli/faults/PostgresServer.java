package io.github.citydc.cli.faults;

import io.github.citydc.cli.MadeOnce;
import io.github.citydc.cli.database.Database;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A PostgreSQL of one's own, which keeps what it promises: the test library would have it answer
 * before anything is on the disk.
 */
final class PostgresServer implements DatabaseServer {

  private static final List<String> NAMES = List.of("hub", "sender");

  private final Path data;
  private final int port = FreePort.find();
  private EmbeddedPostgres running;

  private PostgresServer(Path data) {
    this.data = data;
    this.running = start();
  }

  /** Starts one with the tables of the exchange in its databases. */
  static PostgresServer in(Path folder) {
    Path made = MadeOnce.folder("postgres", PostgresServer::make);
    Path data = folder.resolve("postgres");
    copy(made.resolve("data"), data);
    return new PostgresServer(data);
  }

  private static void make(Path folder) {
    PostgresServer server = new PostgresServer(folder.resolve("data"));
    try (server) {
      for (String name : NAMES) {
        server.create(name);
        Database.open(server.place(name), Optional.empty(), Optional.empty()).close();
      }
    }
  }

  private static void copy(Path from, Path to) {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path each : all.toList()) {
        Files.copy(
            each, to.resolve(from.relativize(each).toString()), StandardCopyOption.COPY_ATTRIBUTES);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Its write-ahead log is in files of 1 MiB, so that a disk of little more has room for it. */
  private EmbeddedPostgres start() {
    try {
      return EmbeddedPostgres.builder()
          .setDataDirectory(data)
          .setCleanDataDirectory(false)
          .setPort(port)
          .setLocaleConfig("wal-segsize", "1")
          .setServerConfig("min_wal_size", "2MB")
          .setServerConfig("max_wal_size", "64MB")
          .setServerConfig("fsync", "on")
          .setServerConfig("synchronous_commit", "on")
          .setServerConfig("full_page_writes", "on")
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void create(String name) {
    try (Connection connection = running.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
    } catch (SQLException e) {
      throw new IllegalStateException("PostgreSQL does not create a database", e);
    }
  }

  @Override
  public String place(String name) {
    return running.getJdbcUrl("postgres", name);
  }

  /** SIGQUIT: PostgreSQL leaves all its processes at once and recovers when it starts again. */
  @Override
  public void crash() {
    ProcessHandle postmaster = process().orElseThrow();
    try {
      new ProcessBuilder("kill", "-QUIT", "" + postmaster.pid()).start().onExit().join();
      postmaster.onExit().join();
      running.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    running = start();
  }

  @Override
  public Optional<ProcessHandle> process() {
    try {
      String pid = Files.readAllLines(data.resolve("postmaster.pid")).get(0);
      return ProcessHandle.of(Long.parseLong(pid));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      running.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
