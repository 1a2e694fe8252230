package io.github.citydc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.citydc.cli.demo.People;
import io.github.citydc.cli.faults.MariaDbServer;
import io.github.citydc.code.DivisionCode;
import io.github.citydc.model.PayloadJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line on MariaDB: a node that is killed, and a job that is sent durably. */
@Tag("processes")
@Tag("mariadb")
class MariaDbNodeTest {

  private static final String VENDOR = "440106:11440106007482911C:grid";
  private static final int PEOPLE = 5;

  @TempDir private Path folder;

  @Test
  void a_node_and_a_durable_job_have_their_tables_on_mariadb() throws Exception {
    Path city = folder.resolve("city");
    CdxProcess keygen = CdxProcess.run("keygen", "--node", VENDOR, "--out", city);
    Path key = Path.of(keygen.results().get(0).path("folder").asText());
    Path persons = persons();
    try (MariaDbServer server = MariaDbServer.in(folder)) {
      JsonNode hub;
      try (CdxProcess process = node(server, city)) {
        hub = process.ready();
        accepted(send(hub, key, persons));
        process.kill();
      }
      try (CdxProcess process = node(server, city)) {
        hub = process.ready();
        accepted(send(hub, key, "--durable", server.place("sender"), "--job", "day", persons));
        assertThat(pull(hub, key)).hasSize(2 * PEOPLE);
        assertThat(process.terminate()).isEqualTo(143);
      }
      CdxProcess inbox =
          CdxProcess.run("inbox", "list", "--db", server.place("hub"), "--sender", VENDOR);
      assertThat(inbox.exitCode()).describedAs(inbox.messages()).isZero();
      assertThat(inbox.results()).hasSize(2 * PEOPLE);
    }
  }

  private CdxProcess node(MariaDbServer server, Path city) {
    return CdxProcess.start(
        "node",
        "--data",
        folder.resolve("hub"),
        "--keys",
        city,
        "--jdbc-url",
        server.place("hub"),
        "--offer",
        "population.person");
  }

  private static CdxProcess send(JsonNode hub, Path key, Object... more) {
    List<Object> words = new ArrayList<>(List.of("send", "--to", hub.path("url").asText()));
    words.addAll(List.of("--key", key, "--type", "population.person"));
    words.addAll(List.of(more));
    return CdxProcess.run(words.toArray());
  }

  private static void accepted(CdxProcess send) {
    assertThat(send.exitCode()).describedAs(send.messages()).isZero();
  }

  private static List<JsonNode> pull(JsonNode hub, Path key) {
    CdxProcess pull =
        CdxProcess.run(
            "pull", "--to", hub.path("url").asText(), "--key", key, "--type", "population.person");
    assertThat(pull.exitCode()).describedAs(pull.messages()).isZero();
    return pull.results();
  }

  private Path persons() throws IOException {
    People people = new People(DivisionCode.parse("440106"), 20030910);
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < PEOPLE; i++) {
      lines.add(new String(PayloadJson.standard().write(people.next()), StandardCharsets.UTF_8));
    }
    return Files.write(folder.resolve("persons.ndjson"), lines);
  }
}
