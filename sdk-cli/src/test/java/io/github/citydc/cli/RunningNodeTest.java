package io.github.citydc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.citydc.cli.demo.People;
import io.github.citydc.code.DivisionCode;
import io.github.citydc.model.PayloadJson;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nodes and senders as processes of their own, which are killed. */
@Tag("processes")
class RunningNodeTest {

  private static final String VENDOR = "440106:11440106007482911C:grid";

  @TempDir private Path folder;
  private Path city;
  private Path key;

  @BeforeEach
  void enrol() {
    city = folder.resolve("city");
    CdxProcess keygen = CdxProcess.run("keygen", "--node", VENDOR, "--out", city);
    assertThat(keygen.exitCode()).describedAs(keygen.messages()).isZero();
    key = Path.of(keygen.results().get(0).path("folder").asText());
  }

  @Test
  void a_node_that_was_killed_goes_on_with_its_keys_its_database_and_its_port() throws Exception {
    Path persons = persons(20);
    String first;
    JsonNode before;
    try (CdxProcess hub = node()) {
      before = hub.ready();
      first = receipts(send(before, "--receipts", folder.resolve("first"), persons));
      hub.kill();
    }
    try (CdxProcess hub = node()) {
      JsonNode after = hub.ready();
      assertThat(after.path("url")).isEqualTo(before.path("url"));
      assertThat(after.path("node")).isEqualTo(before.path("node"));
      assertThat(receipts(send(after, persons))).isNotEqualTo(first);
      assertThat(hub.terminate()).isEqualTo(143);
      assertThat(hub.messages()).contains("The node has stopped.");
    }
    assertThat(count("cdx_inbox")).isEqualTo(40);
    assertThat(count("cdx_sandbox_record")).isEqualTo(40);
    CdxProcess verification =
        CdxProcess.run(
            "verify-receipt", "--trust", city.resolve("root.pem"), folder.resolve("first"));
    assertThat(verification.messages()).contains("20 verified, 0 refused");
  }

  @Test
  void a_folder_in_use_is_told_with_who_uses_it() {
    try (CdxProcess hub = node()) {
      long holder = hub.ready().path("pid").asLong();

      CdxProcess second =
          CdxProcess.run("node", "--data", folder.resolve("hub"), "--keys", city, "--port", 0);

      assertThat(second.exitCode()).isEqualTo(2);
      assertThat(second.messages().lines())
          .filteredOn(line -> line.startsWith("cdx node: "))
          .singleElement()
          .asString()
          .contains(folder.resolve("hub").toString(), "in use by process " + holder);
    }
  }

  @Test
  void a_sender_and_a_node_that_are_killed_lose_nothing_and_double_nothing() throws Exception {
    int lines = 400;
    List<String> persons = Files.readAllLines(persons(lines));
    Path receipts = folder.resolve("receipts");
    Object[] command;
    try (CdxProcess hub = node()) {
      command =
          command(
              hub.ready(),
              "--durable",
              folder.resolve("outbox"),
              "--job",
              "persons",
              "--receipts",
              receipts);
      try (CdxProcess sender = CdxProcess.startReading(command)) {
        sender.feed(persons.subList(0, 100));
        sender.awaitLines("\"accepted\"", 20);
        sender.kill();
      }
      try (CdxProcess sender = CdxProcess.startReading(command)) {
        sender.feed(persons.subList(0, 300));
        sender.awaitLines("\"accepted\"", 20);
        hub.kill();
        sender.feed(persons.subList(300, lines));
        sender.endInput();
        sender.awaitMessage("Waiting, and trying again");
        try (CdxProcess again = node()) {
          again.ready();
          assertThat(sender.exitCode()).describedAs(sender.messages()).isZero();
          assertThat(again.terminate()).isEqualTo(143);
        }
      }
    }
    assertThat(count("cdx_inbox")).isEqualTo(lines);
    assertThat(count("cdx_sandbox_record")).isEqualTo(lines);
    CdxProcess verification =
        CdxProcess.run("verify-receipt", "--trust", city.resolve("root.pem"), receipts);
    assertThat(verification.messages()).contains(lines + " verified, 0 refused");
  }

  @Test
  void a_node_on_postgresql_keeps_its_messages_there_and_offers_what_it_received()
      throws Exception {
    Path persons = persons(5);
    try (EmbeddedPostgres postgres =
        EmbeddedPostgres.builder().setDataDirectory(folder.resolve("postgres")).start()) {
      String url = postgres.getJdbcUrl("postgres", "postgres");
      JsonNode hub;
      try (CdxProcess process = node("--jdbc-url", url, "--offer", "population.person")) {
        hub = process.ready();
        receipts(send(hub, persons));
        assertThat(pull(hub)).hasSize(5);
        process.kill();
      }
      try (CdxProcess process = node("--jdbc-url", url, "--offer", "population.person")) {
        assertThat(process.ready().path("url")).isEqualTo(hub.path("url"));
        receipts(send(hub, persons));
        assertThat(pull(hub)).hasSize(5);
        assertThat(pull(hub)).isEmpty();
        assertThat(process.terminate()).isEqualTo(143);
      }
      try (Connection connection = postgres.getPostgresDatabase().getConnection()) {
        assertThat(count(connection, "cdx_inbox")).isEqualTo(10);
        assertThat(count(connection, "cdx_sandbox_record")).isEqualTo(10);
      }
      assertThat(folder.resolve("hub").resolve("hub.mv.db")).doesNotExist();
    }
  }

  private CdxProcess node(Object... more) {
    List<Object> words =
        new ArrayList<>(List.of("node", "--data", folder.resolve("hub"), "--keys", city));
    words.addAll(List.of(more));
    return CdxProcess.start(words.toArray());
  }

  private CdxProcess send(JsonNode hub, Object... more) {
    return CdxProcess.run(command(hub, more));
  }

  private Object[] command(JsonNode hub, Object... more) {
    List<Object> words = new ArrayList<>(List.of("send", "--to", hub.path("url").asText()));
    words.addAll(List.of("--key", key, "--type", "population.person"));
    words.addAll(List.of(more));
    return words.toArray();
  }

  /** What has come since the last time. */
  private List<JsonNode> pull(JsonNode hub) {
    CdxProcess pull =
        CdxProcess.run(
            "pull",
            "--to",
            hub.path("url").asText(),
            "--key",
            key,
            "--type",
            "population.person",
            "--cursor",
            folder.resolve("persons.cursor"));
    assertThat(pull.exitCode()).describedAs(pull.messages()).isZero();
    return pull.results();
  }

  private static String receipts(CdxProcess send) {
    assertThat(send.exitCode()).describedAs(send.messages()).isZero();
    assertThat(send.results())
        .allSatisfy(line -> assertThat(line.path("outcome").asText()).isEqualTo("accepted"));
    return send.results().toString();
  }

  private Path persons(int count) throws IOException {
    People people = new People(DivisionCode.parse("440106"), 20030910);
    PayloadJson json = PayloadJson.standard();
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      lines.add(new String(json.write(people.next()), StandardCharsets.UTF_8));
    }
    return Files.write(folder.resolve("persons.ndjson"), lines);
  }

  private long count(String table) throws SQLException {
    String url = "jdbc:h2:file:" + folder.resolve("hub").resolve("hub");
    try (Connection connection = DriverManager.getConnection(url, "", "")) {
      return count(connection, table);
    }
  }

  private static long count(Connection connection, String table) throws SQLException {
    try (ResultSet row =
        connection.createStatement().executeQuery("SELECT COUNT(*) FROM " + table)) {
      row.next();
      return row.getLong(1);
    }
  }
}
