package io.github.citydc.cli.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.citydc.cli.Cdx;
import io.github.citydc.cli.CdxProcess;
import io.github.citydc.model.PayloadJson;
import io.github.citydc.model.population.Person;
import io.github.citydc.signing.node.NodeFolder;
import io.github.citydc.testkit.SandboxCity;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Programs that know nothing of the library send through a front-end machine while it and the hub
 * are killed: a program for Java 8 by a table, one for Node by HTTP, files by a folder.
 */
@MethodSource("io.github.citydc.cli.faults.FaultsDatabase#chosen")
class FrontFaultsTest extends FaultsTest {

  private static final int RECORDS = 1_000;
  private static final int INVALID = 10;
  private static final Path SAMPLES = Path.of("..", "sdk-examples", "front");
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void each_record_of_programs_in_java_8_and_node_arrives_once_however_often_all_are_killed()
      throws Exception {
    assumeTrue(isThere("node"), "node is not there");
    try (DatabaseServer server = trial.databaseApart();
        Installation front = new Installation(server)) {
      Path rows = records("rows.ndjson", 0);
      Path lines = records("lines.ndjson", RECORDS);
      Process java8 = java8(server.place("sender"), rows);
      Process node = node(front, lines);
      try {
        front.killAtRandom(java8, node);
        assertThat(java8.waitFor(trial.scale().patience().toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(node.waitFor(trial.scale().patience().toSeconds(), TimeUnit.SECONDS)).isTrue();
      } finally {
        java8.destroyForcibly();
        node.destroyForcibly();
      }
      assertThat(java8.exitValue()).as(said("java8")).isZero();
      assertThat(node.exitValue()).as(said("node")).isZero();
      front.stop();
      assertRejected(said("java8"));
      assertRejected(said("node"));
      front.assertEachArrivedOnce(2 * accepted());
      assertThat(front.receipts()).isEqualTo(2 * accepted());
    }
  }

  @Test
  void rows_and_requests_wait_while_the_disk_is_full_and_each_arrives_once() throws Exception {
    assumeTrue(DiskQuota.isSupported(), "prlimit of util-linux is not there: no disk can be full");
    assumeTrue(trial.isOnH2(), "Its own database is a file on H2 only");
    try (DatabaseServer server = trial.databaseApart();
        Installation front = new Installation(server);
        Connection vendor = DriverManager.getConnection(server.place("sender"))) {
      List<String> rows = Files.readAllLines(records("rows.ndjson", 0));
      front.front.awaitLines("pid", 1);
      insert(vendor, rows.subList(0, 50));
      await(() -> open(vendor) == 0);
      DiskQuota disk = new DiskQuota(ProcessHandle.of(front.front.pid()).orElseThrow());

      disk.limit(Files.size(folder.resolve("data").resolve("front.mv.db")));
      insert(vendor, rows.subList(50, rows.size()));
      await(() -> front.answer("/health").statusCode() == 503);
      assertThat(open(vendor)).isPositive();
      disk.lift();

      await(() -> open(vendor) == 0);
      await(() -> front.answer("/health").statusCode() == 200);
      assertThat(front.front.terminate()).isEqualTo(143);
      assertThat(front.front.messages()).contains("has stopped");
      assertThat(front.hub.terminate()).isEqualTo(143);
      front.assertEachArrivedOnce(accepted());
    }
  }

  private static void insert(Connection vendor, List<String> rows) throws SQLException {
    try (var insert =
        vendor.prepareStatement(
            "INSERT INTO cdx_front_out (type, payload) VALUES ('population.person', ?)")) {
      for (String row : rows) {
        insert.setString(1, row);
        insert.executeUpdate();
      }
    }
  }

  private static long open(Connection vendor) throws SQLException {
    try (Statement statement = vendor.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT COUNT(*) FROM cdx_front_out WHERE state IN ('new', 'taken')")) {
      row.next();
      return row.getLong(1);
    }
  }

  private void await(Callable<Boolean> condition) throws Exception {
    long end = System.nanoTime() + trial.scale().patience().toNanos();
    while (!condition.call()) {
      assertThat(System.nanoTime()).as("still not so").isLessThan(end);
      Thread.sleep(50);
    }
  }

  /** Ten of the rows are invalid, and those of another district are refused by the hub. */
  private static void assertRejected(String said) {
    List<String> rejected = said.lines().toList();
    assertThat(rejected).hasSize(INVALID + (int) Records.outside(RECORDS));
    assertThat(rejected)
        .filteredOn(line -> line.contains("/sex"))
        .hasSize(INVALID)
        .allSatisfy(line -> assertThat(line).containsPattern("\\d+ /sex [a-z.-]+ .{10,}"));
    assertThat(rejected)
        .filteredOn(line -> line.contains("outside-jurisdiction"))
        .hasSize((int) Records.outside(RECORDS));
  }

  private static int accepted() {
    return RECORDS - (int) Records.outside(RECORDS);
  }

  /** So many that are valid, and ten that are not. */
  private Path records(String name, int from) throws IOException {
    PayloadJson json = PayloadJson.standard();
    List<String> lines = new ArrayList<>();
    for (Person person : Records.first(from + RECORDS).skip(from).toList()) {
      String line = new String(json.write(person), StandardCharsets.UTF_8);
      lines.add(line);
      if (lines.size() % (RECORDS / INVALID) == 0) {
        lines.add(line.replaceFirst("\"sex\":\"[12]\"", "\"sex\":\"x\""));
      }
    }
    return Files.write(folder.resolve(name), lines);
  }

  private static boolean isThere(String program) {
    try {
      return new ProcessBuilder(program, "--version").start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private Process java8(String url, Path file) throws IOException {
    Path classes = Files.createDirectories(folder.resolve("java8"));
    int result =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "--release",
                "8",
                "-Xlint:-options",
                "-d",
                classes.toString(),
                SAMPLES.resolve("SendRows.java").toString());
    assertThat(result).isZero();
    return started(
        "java8",
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx64m",
        "-cp",
        classes + File.pathSeparator + System.getProperty("java.class.path"),
        "SendRows",
        url,
        "population.person",
        file.toString());
  }

  private Process node(Installation front, Path file) throws IOException {
    return started(
        "node",
        "node",
        SAMPLES.resolve("send-lines.mjs").toString(),
        "http://127.0.0.1:" + front.port,
        front.token.toString(),
        "population.person",
        file.toString());
  }

  private Process started(String name, String... command) throws IOException {
    return new ProcessBuilder(command)
        .redirectOutput(folder.resolve(name + ".out").toFile())
        .redirectError(folder.resolve(name + ".err").toFile())
        .start();
  }

  private String said(String name) throws IOException {
    return Files.readString(folder.resolve(name + ".out"))
        + Files.readString(folder.resolve(name + ".err"));
  }

  /** A front-end machine and its hub, each a process. */
  private final class Installation implements AutoCloseable {

    private final int port = FreePort.find();
    private final int hubPort = FreePort.find();
    private final Path token = folder.resolve("token");
    private final Path settings = folder.resolve("front.yaml");
    private CdxProcess hub;
    private CdxProcess front;

    Installation(DatabaseServer server) throws Exception {
      SandboxCity city = Vendor.city(folder.resolve("city"));
      city.enrol(Vendor.SELF);
      String vendor = server.place("sender");
      makeTables(vendor);
      Files.writeString(token, "c2VjcmV0\n");
      Files.writeString(settings, settings(vendor, server.place("hub")));
      hub = startHub();
      front = startFront();
    }

    private void makeTables(String url) throws Exception {
      String name = trial.isOnH2() ? "h2.sql" : "postgresql.sql";
      try (Connection connection = DriverManager.getConnection(url);
          Statement statement = connection.createStatement();
          var script = Cdx.class.getResourceAsStream("/META-INF/citydc/front/" + name)) {
        String text =
            new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
        for (String sql : text.replaceAll("--[^\n]*", "").split(";", -1)) {
          if (!sql.isBlank()) {
            statement.execute(sql);
          }
        }
      }
    }

    private String settings(String vendor, String own) {
      String database = trial.isOnH2() ? "" : "database: {url: '" + own + "'}\n";
      return """
      data: data
      hub:
        url: http://127.0.0.1:%d/cdx/v1
        node: %s
      keys:
        folder: %s
      %shttp:
        port: %d
        token: {file: token}
      outbound:
        tables:
          - name: grid
            url: '%s'
            poll: 100ms
      """
          .formatted(
              hubPort,
              Vendor.HUB,
              NodeFolder.in(folder.resolve("city"), Vendor.SELF).path(),
              database,
              port,
              vendor);
    }

    private CdxProcess startHub() {
      CdxProcess started =
          CdxProcess.startMain(
              Cdx.class,
              "node",
              "--data",
              folder.resolve("hub"),
              "--keys",
              folder.resolve("city"),
              "--port",
              hubPort);
      started.endInput();
      return started;
    }

    private CdxProcess startFront() {
      CdxProcess started = CdxProcess.startMain(Cdx.class, "front", settings);
      started.endInput();
      return started;
    }

    HttpResponse<String> answer(String path) throws IOException, InterruptedException {
      return HttpClient.newHttpClient()
          .send(
              HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
              HttpResponse.BodyHandlers.ofString());
    }

    /** Both, in turn, as long as the programs are at work. */
    void killAtRandom(Process... programs) throws Exception {
      front.awaitLines("pid", 1);
      for (int i = 0; i < 2 * trial.scale().kills(); i++) {
        Thread.sleep(trial.random().nextLong(300, 2_000));
        if (Stream.of(programs).noneMatch(Process::isAlive)) {
          return;
        }
        if (i % 2 == 0) {
          front.kill();
          trial.tally().add("front killed");
          front = startFront();
          front.awaitLines("pid", 1);
        } else {
          hub.kill();
          trial.tally().add("hub killed");
          hub = startHub();
          hub.awaitLines("pid", 1);
        }
      }
    }

    void stop() {
      assertThat(front.terminate()).isEqualTo(143);
      assertThat(front.messages()).contains("has stopped").doesNotContain("already closed");
      assertThat(hub.terminate()).isEqualTo(143);
    }

    void assertEachArrivedOnce(int expected) throws SQLException {
      try (Connection connection =
              DriverManager.getConnection("jdbc:h2:file:" + folder.resolve("hub").resolve("hub"));
          Statement statement = connection.createStatement()) {
        List<Long> numbers = new ArrayList<>();
        try (ResultSet row = statement.executeQuery("SELECT payload FROM cdx_sandbox_record")) {
          while (row.next()) {
            numbers.add(
                Records.number(
                    PayloadJson.standard()
                        .read(row.getString(1).getBytes(StandardCharsets.UTF_8), Person.class)));
          }
        }
        assertThat(numbers).doesNotHaveDuplicates().hasSize(expected);
        trial.tally().add("arrived", numbers.size());
      }
    }

    int receipts() throws IOException {
      try (Stream<Path> files = Files.list(folder.resolve("data").resolve("receipts"))) {
        int count = 0;
        for (Path file : files.filter(name -> name.toString().endsWith(".json")).toList()) {
          assertThat(JSON.readTree(file.toFile()).path("receipt").isMissingNode()).isFalse();
          count++;
        }
        return count;
      }
    }

    @Override
    public void close() {
      front.close();
      hub.close();
    }
  }
}
