package io.github.citydc.cli.faults;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.citydc.cli.MadeOnce;
import io.github.citydc.cli.database.Database;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A MariaDB of one's own, as Debian has it: what is committed is on the disk. */
public final class MariaDbServer implements DatabaseServer {

  private static final List<String> NAMES = List.of("hub", "sender");
  private static final Path PROGRAM = Path.of("/usr/sbin/mariadbd");
  private static final long PATIENCE_SECONDS = 120;

  /** Not that of an administrator; to look at the number of a transaction takes more. */
  private static final String USER =
      """
      CREATE USER IF NOT EXISTS cdx@'%';
      GRANT ALL PRIVILEGES ON `hub%`.* TO cdx@'%';
      GRANT ALL PRIVILEGES ON `sender%`.* TO cdx@'%';
      """;

  private final Path data;
  private final int port = FreePort.find();
  private Process running;

  private MariaDbServer(Path data) {
    this.data = data;
    this.running = start();
  }

  /**
   * Starts one with the tables of the exchange in its databases; without the program on this
   * machine the test is skipped.
   */
  public static MariaDbServer in(Path folder) {
    assumeTrue(
        Files.isExecutable(PROGRAM),
        "There is no mariadbd on this machine: install mariadb-server to run this on MariaDB");
    Path made = MadeOnce.folder("mariadb", MariaDbServer::make);
    Path data = folder.resolve("mariadb");
    copy(made.resolve("data"), data);
    return new MariaDbServer(data);
  }

  private static void make(Path folder) throws IOException {
    Path data = folder.resolve("data");
    Path log = folder.resolve("log");
    Process setUp =
        new ProcessBuilder(
                "mariadb-install-db",
                "--no-defaults",
                "--datadir=" + data,
                "--auth-root-authentication-method=normal",
                "--skip-test-db")
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    setUp.onExit().join();
    if (setUp.exitValue() != 0) {
      throw new IllegalStateException("MariaDB is not set up: " + Files.readString(log));
    }
    MariaDbServer server = new MariaDbServer(data);
    try (server) {
      for (String name : NAMES) {
        Database.open(
                server.place(name) + "&createDatabaseIfNotExist=true",
                Optional.empty(),
                Optional.empty())
            .close();
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

  private Process start() {
    try {
      Path users = data.resolve("users.sql");
      Files.writeString(users, USER);
      Process server =
          new ProcessBuilder(
                  PROGRAM.toString(),
                  "--no-defaults",
                  "--user=" + System.getProperty("user.name"),
                  "--datadir=" + data,
                  "--port=" + port,
                  "--bind-address=127.0.0.1",
                  "--socket=socket",
                  "--init-file=" + users,
                  "--skip-name-resolve",
                  "--character-set-server=utf8mb4")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(data.resolve("log").toFile()))
              .start();
      await(server);
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void await(Process server) throws IOException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!answers()) {
      if (!server.isAlive() || System.nanoTime() - end > 0) {
        server.destroyForcibly();
        throw new IllegalStateException(
            "MariaDB does not start: " + Files.readString(data.resolve("log")));
      }
    }
  }

  private boolean answers() {
    try {
      DriverManager.getConnection(place("")).close();
      return true;
    } catch (SQLException e) {
      try {
        Thread.sleep(50);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
      }
      return false;
    }
  }

  @Override
  public String place(String name) {
    return "jdbc:mariadb://127.0.0.1:" + port + "/" + name + "?user=cdx&sslMode=disable";
  }

  /** SIGKILL: MariaDB recovers when it starts again. */
  @Override
  public void crash() {
    running.destroyForcibly().onExit().join();
    running = start();
  }

  @Override
  public Optional<ProcessHandle> process() {
    return Optional.of(running.toHandle());
  }

  @Override
  public void close() {
    running.destroy();
    running.onExit().join();
  }
}
