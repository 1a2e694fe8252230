package io.github.citydc.testkit;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * One MariaDB for all tests of this process, started by the first that needs it, in a folder and on
 * a port of its own; it ends with the JVM. Its user may do nothing but what an application may.
 */
final class MariaDbServer {

  private static final List<Path> PLACES = List.of(Path.of("/usr/sbin"), Path.of("/usr/bin"));
  private static final long PATIENCE_SECONDS = 60;

  private static final Optional<Path> PROGRAM = find("mariadbd");

  private MariaDbServer() {}

  /**
   * Makes a database without tables; without a server on this machine the test is skipped.
   *
   * @return its URL
   */
  static String create(String name) {
    assumeTrue(
        PROGRAM.isPresent(),
        "There is no mariadbd on this machine: install mariadb-server to run this on MariaDB");
    try (Connection connection = Running.open("");
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
      return Running.url(name);
    } catch (SQLException e) {
      throw new IllegalStateException("MariaDB does not create a database", e);
    }
  }

  private static Optional<Path> find(String program) {
    return PLACES.stream()
        .map(folder -> folder.resolve(program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** The server. */
  private static final class Running {

    /** A disk would be written at each definition of a table. */
    private static final Path IN_MEMORY = Path.of("/dev/shm");

    /** More than the databases of all tests, in several processes, take. */
    private static final long ROOM = 8L * 1024 * 1024 * 1024;

    private static final Path FOLDER = folder();
    private static final int PORT = start();

    static String url(String database) {
      return url(PORT, database);
    }

    private static String url(int port, String database) {
      return "jdbc:mariadb://127.0.0.1:"
          + port
          + "/"
          + database
          + "?user=cdx&sslMode=disable&allowMultiQueries=true";
    }

    static Connection open(String database) throws SQLException {
      return DriverManager.getConnection(url(database));
    }

    private static Path folder() {
      try {
        return Files.isWritable(IN_MEMORY) && IN_MEMORY.toFile().getUsableSpace() > ROOM
            ? Files.createTempDirectory(IN_MEMORY, "mariadb-")
            : Files.createTempDirectory("mariadb-");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static int freePort() throws IOException {
      try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        return free.getLocalPort();
      }
    }

    private static int start() {
      try {
        int port = freePort();
        Path data = FOLDER.resolve("data");
        end(
            new ProcessBuilder(
                find("mariadb-install-db").orElseThrow().toString(),
                "--no-defaults",
                "--datadir=" + data,
                "--auth-root-authentication-method=normal",
                "--skip-test-db"));
        Path users = FOLDER.resolve("users.sql");
        Files.writeString(
            users, "CREATE USER cdx@'%';\nGRANT ALL PRIVILEGES ON `test\\_%`.* TO cdx@'%';\n");
        Process server =
            new ProcessBuilder(
                    PROGRAM.orElseThrow().toString(),
                    "--no-defaults",
                    "--user=" + System.getProperty("user.name"),
                    "--datadir=" + data,
                    "--port=" + port,
                    "--bind-address=127.0.0.1",
                    "--socket=" + FOLDER.resolve("socket"),
                    "--pid-file=" + FOLDER.resolve("pid"),
                    "--init-file=" + users,
                    "--skip-name-resolve",
                    "--character-set-server=utf8mb4",
                    "--max-connections=500",
                    "--innodb-log-file-size=16M",
                    "--innodb-file-per-table=0",
                    "--innodb-use-native-aio=0")
                .redirectErrorStream(true)
                .redirectOutput(FOLDER.resolve("log").toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server)));
        await(server, port);
        return port;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static void end(ProcessBuilder command) throws IOException {
      Path log = FOLDER.resolve("install.log");
      Process process = command.redirectErrorStream(true).redirectOutput(log.toFile()).start();
      process.onExit().join();
      if (process.exitValue() != 0) {
        throw new IllegalStateException("MariaDB is not set up: " + Files.readString(log));
      }
    }

    private static void await(Process server, int port) throws IOException {
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
      boolean answers = false;
      while (!answers) {
        if (!server.isAlive() || System.nanoTime() - end > 0) {
          server.destroyForcibly();
          throw new IllegalStateException(
              "MariaDB does not start: " + Files.readString(FOLDER.resolve("log")));
        }
        answers = answers(port);
      }
    }

    private static boolean answers(int port) {
      try {
        DriverManager.getConnection(url(port, "")).close();
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

    private static void stop(Process server) {
      server.destroyForcibly().onExit().join();
      try (Stream<Path> all = Files.walk(FOLDER)) {
        for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(each);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
