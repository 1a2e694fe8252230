package io.github.citydc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.citydc.cli.database.Database;
import io.github.citydc.exchange.jdbc.NodeDatabase;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.node.NodeFolder;
import io.github.citydc.signing.node.Passphrase;
import io.github.citydc.testkit.SandboxCity;
import io.github.citydc.testkit.SandboxNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands on a database that two nodes share. */
class SharedDatabaseTest {

  private static final NodeId WUSHAN = NodeId.parse("440106:11440106007482911C:wushan");
  private static final NodeId YUANGANG = NodeId.parse("440106:11440106007482911C:yuangang");
  private static final Path EXAMPLE =
      Path.of("..", "docs", "standard", "examples", "population.person-1.json");

  @TempDir private Path folder;
  private SandboxCity city;
  private String place;
  private StringWriter out = new StringWriter();
  private StringWriter err = new StringWriter();

  @BeforeEach
  void start() throws IOException {
    city = SandboxCity.keptIn(folder.resolve("city"), "Test Root", Passphrase.none());
    city.enrol(WUSHAN);
    city.enrol(YUANGANG);
    place = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
  }

  @AfterEach
  void stop() throws SQLException {
    try (Connection connection = DriverManager.getConnection(place);
        Statement statement = connection.createStatement()) {
      statement.execute("SHUTDOWN");
    }
  }

  @Test
  void each_command_shows_what_one_node_has() throws Exception {
    Path persons = lines(3);
    try (Database database = Database.open(place, Optional.empty(), Optional.empty());
        SandboxNode wushan = node(WUSHAN, database);
        SandboxNode yuangang = node(YUANGANG, database)) {
      assertThat(send(WUSHAN, yuangang, persons)).as(err.toString()).isZero();
      assertThat(upload(WUSHAN, yuangang, persons)).as(err.toString()).isZero();
      assertThat(run("outbox", "list", "--db", place))
          .as("a choice, since both nodes are in the database")
          .isEqualTo(2);
      assertThat(err.toString())
          .contains("Several nodes use this database; name one with --node: ")
          .contains(WUSHAN.toString(), YUANGANG.toString());
      for (String command : List.of("inbox", "batch", "usage")) {
        assertThat(run(command, "list", "--db", place)).as(command).isEqualTo(2);
      }
      assertThat(run("sharing", "grants", "--db", place)).isEqualTo(2);

      assertThat(listed("inbox", WUSHAN)).isEmpty();
      assertThat(listed("inbox", YUANGANG)).hasSize(3);
      assertThat(listed("batch", WUSHAN)).isEmpty();
      assertThat(listed("batch", YUANGANG)).hasSize(1);
      assertThat(states(WUSHAN)).hasSize(3);
      assertThat(states(YUANGANG)).isEmpty();
      assertThat(reconcile(WUSHAN, yuangang)).as(err.toString()).isZero();
      assertThat(out.toString()).contains("\"agreed\":3");

      assertThat(send(YUANGANG, wushan, persons))
          .as("a job of the same name, which is another one: " + err)
          .isZero();
      assertThat(listed("inbox", WUSHAN)).hasSize(3);
      assertThat(reconcile(YUANGANG, wushan)).isZero();
      assertThat(out.toString()).contains("\"agreed\":3");
      assertThat(rows(database, "cdx_send_job")).isEqualTo(2);
    }
    assertThat(run("inbox", "list", "--db", place, "--node", "440106:11440106007482911C:third"))
        .isEqualTo(2);
    assertThat(err.toString())
        .contains("The database has nothing of 440106:11440106007482911C:third");
  }

  @Test
  void with_one_node_no_command_asks_whose_rows_they_are() throws Exception {
    try (Database database = Database.open(place, Optional.empty(), Optional.empty())) {
      assertThat(run("inbox", "list", "--db", place)).isEqualTo(2);
      assertThat(err.toString()).contains("No node has used this database yet");
      NodeDatabase.of(database.dataSource(), WUSHAN);

      assertThat(run("inbox", "list", "--db", place)).isZero();
      assertThat(run("outbox", "list", "--db", place)).isZero();
    }
  }

  @Test
  void jobs_of_an_older_version_belong_to_the_first_node() throws Exception {
    Path persons = lines(2);
    try (Database database = Database.open(place, Optional.empty(), Optional.empty());
        SandboxNode wushan = node(WUSHAN, database)) {
      try (Connection connection = database.dataSource().getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute(
            "CREATE TABLE cdx_send_job (job VARCHAR(500) PRIMARY KEY, receiver VARCHAR(80) NOT"
                + " NULL, made_of VARCHAR(200) NOT NULL, lines_read BIGINT NOT NULL, digest"
                + " VARCHAR(64) NOT NULL)");
        statement.execute(
            "CREATE TABLE cdx_send_line (job VARCHAR(500) NOT NULL, line BIGINT NOT NULL,"
                + " message_id VARCHAR(36), finding TEXT, PRIMARY KEY (job, line))");
        statement.execute("INSERT INTO cdx_send_job VALUES ('old', 'r', 'm', 1, 'd')");
      }

      assertThat(send(YUANGANG, wushan, persons)).as(err.toString()).isZero();

      assertThat(rows(database, "cdx_send_job WHERE node = 1")).isEqualTo(1);
      assertThat(rows(database, "cdx_send_job WHERE node = 2")).isEqualTo(1);
      assertThat(rows(database, "cdx_send_line WHERE node = 2")).isEqualTo(2);
    }
  }

  private SandboxNode node(NodeId id, Database database) {
    return SandboxNode.builder(city, id)
        .storingIn(database.dataSource())
        .contentIn(folder.resolve(id.system()))
        .recordingEverything()
        .start();
  }

  private int send(NodeId from, SandboxNode to, Path file) {
    return at(
        from,
        to,
        "send",
        "--durable",
        place,
        "--job",
        "daily",
        "--type",
        "population.person",
        file);
  }

  private int upload(NodeId from, SandboxNode to, Path file) {
    return at(from, to, "upload", "population.person", file);
  }

  private int reconcile(NodeId from, SandboxNode with) {
    return at(from, with, "reconcile", "--db", place);
  }

  private int at(NodeId from, SandboxNode to, String command, Object... more) {
    List<Object> words =
        new ArrayList<>(
            List.of(
                command,
                "--to",
                to.baseUrl(),
                "--key",
                NodeFolder.in(folder.resolve("city"), from).path()));
    words.addAll(List.of(more));
    return run(words.toArray());
  }

  private List<String> listed(String command, NodeId node) {
    assertThat(run(command, "list", "--db", place, "--node", node)).as(err.toString()).isZero();
    return out.toString().lines().toList();
  }

  private List<String> states(NodeId node) {
    run("outbox", "list", "--db", place, "--node", node, "--state", "delivered");
    return out.toString().lines().toList();
  }

  private int run(Object... words) {
    out = new StringWriter();
    err = new StringWriter();
    String[] texts = Arrays.stream(words).map(Object::toString).toArray(String[]::new);
    return Cdx.commandLine(new PrintWriter(out, true), new PrintWriter(err, true)).execute(texts);
  }

  private Path lines(int count) throws IOException {
    String line = Files.readString(EXAMPLE).replaceAll("\\s*\\n\\s*", "");
    return Files.writeString(folder.resolve("persons.ndjson"), (line + "\n").repeat(count));
  }

  private static long rows(Database database, String table) throws SQLException {
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT COUNT(*) FROM " + table)) {
      row.next();
      return row.getLong(1);
    }
  }
}
