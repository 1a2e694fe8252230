package io.github.citydc.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.github.citydc.cli.front.config.ConfigReader;
import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.message.Operation;
import io.github.citydc.exchange.message.PreparedMessage;
import io.github.citydc.model.population.Person;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A front-end machine takes rows, files and JSON, and gives every result back in the same way. */
class FrontTest {

  private static final String TABLE =
      """
      outbound:
        tables:
          - {name: grid, url: 'VENDOR', poll: 50ms}
      """;
  private static final String HTTP =
      """
      http: {port: 0, token: {file: token}}
      """;
  private static final String INSERT =
      "INSERT INTO cdx_front_out (type, payload, receiver) VALUES ('population.person', ?, ?)";
  private static final String CSV =
      """
      outbound:
        folders:
          - name: nightly
            folder: out
            type: population.person
            format: csv
            charset: GBK
            poll: 50ms
            columns:
              证件类型: /idDocumentType
              证件号码: /idNumber
              姓名: /name
              性别: /sex
              民族: /ethnicity
              出生日期: /birthDate
              出生地: /birthplaceDivision
              区划: /residenceAddress/division
              住址: /residenceAddress/text
              备注: '-'
      """;
  private static final String HEADER = "证件类型,证件号码,姓名,性别,民族,出生日期,出生地,区划,住址,备注";
  private static final Charset GBK = Charset.forName("GBK");

  @TempDir private Path folder;
  private FrontMachine machine;

  @BeforeEach
  void begin() throws Exception {
    machine = new FrontMachine(folder);
  }

  @AfterEach
  void end() throws Exception {
    machine.close();
  }

  private static String invalid(Person person) {
    return FrontMachine.json(person).replaceFirst("\"sex\":\"[12]\"", "\"sex\":\"x\"");
  }

  @Test
  void each_row_becomes_one_message_and_gets_its_result() throws Exception {
    Person good = machine.person();
    machine.execute(INSERT, FrontMachine.json(good), null);
    machine.execute(INSERT, invalid(machine.person()), null);
    machine.execute(INSERT, "{", null);
    machine.execute(INSERT, FrontMachine.json(machine.person()), "nobody");
    machine.execute(
        INSERT,
        FrontMachine.json(machine.person())
            .replaceFirst("\"division\":\"440106\\d+\"", "\"division\":\"440105001\""),
        null);
    machine.start(TABLE);

    FrontMachine.await(
        "no row is under way",
        () ->
            machine.rows("SELECT id FROM cdx_front_out WHERE state IN ('new', 'taken')").isEmpty());

    assertThat(machine.rows("SELECT id, state, pointer, code FROM cdx_front_out ORDER BY id"))
        .hasSize(5)
        .satisfies(
            rows -> {
              assertThat(rows.get(0)).isEqualTo("1 accepted null null");
              assertThat(rows.get(1)).startsWith("2 rejected /sex ");
              assertThat(rows.get(2)).startsWith("3 rejected  json.");
              assertThat(rows.get(3)).isEqualTo("4 rejected  receiver");
              assertThat(rows.get(4)).startsWith("5 rejected ").endsWith("outside-jurisdiction");
            });
    assertThat(machine.rows("SELECT reason FROM cdx_front_out WHERE id > 1"))
        .allSatisfy(reason -> assertThat(reason).hasSizeGreaterThan(10));
    assertThat(machine.hub().received(Person.class)).containsExactly(good);
    assertThat(Path.of(machine.rows("SELECT receipt FROM cdx_front_out WHERE id = 1").get(0)))
        .exists();
  }

  @Test
  void a_rejected_row_that_was_mended_is_sent_and_one_that_was_accepted_is_not_sent_again()
      throws Exception {
    Person person = machine.person();
    machine.execute(INSERT, invalid(person), null);
    machine.start(TABLE);
    FrontMachine.await("rejected", () -> state(1).equals("rejected"));

    machine.execute(
        "UPDATE cdx_front_out SET payload = ?, state = 'new' WHERE id = 1",
        FrontMachine.json(person));
    FrontMachine.await("accepted", () -> state(1).equals("accepted"));
    machine.execute("UPDATE cdx_front_out SET state = 'new' WHERE id = 1");
    FrontMachine.await("accepted again", () -> state(1).equals("accepted"));
    machine.execute(
        "UPDATE cdx_front_out SET payload = ?, state = 'new' WHERE id = 1",
        FrontMachine.json(machine.person()));
    FrontMachine.await("refused", () -> state(1).equals("rejected"));

    assertThat(machine.rows("SELECT code FROM cdx_front_out")).containsExactly("key-used");
    assertThat(machine.hub().received(Person.class)).containsExactly(person);
  }

  private String state(int id) throws Exception {
    return machine.rows("SELECT state FROM cdx_front_out WHERE id = " + id).get(0);
  }

  @Test
  void rows_wait_while_the_hub_is_away_and_no_more_are_taken_than_may_wait() throws Exception {
    machine.stopHub();
    for (int i = 0; i < 30; i++) {
      machine.execute(INSERT, FrontMachine.json(machine.person()), null);
    }
    machine.start(TABLE + HTTP + "limits: {waiting: 10, together: 5}\n");
    FrontMachine.await(
        "ten are taken",
        () -> machine.rows("SELECT id FROM cdx_front_out WHERE state = 'taken'").size() >= 10);
    HttpResponse<String> later =
        machine.post("/messages/population.person", "k", FrontMachine.json(machine.person()));

    assertThat(later.statusCode()).isEqualTo(503);
    assertThat(later.headers().firstValue("Retry-After")).contains("1");
    assertThat(machine.rows("SELECT id FROM cdx_front_out WHERE state = 'new'")).isNotEmpty();
    machine.startHub();
    FrontMachine.await(
        "all are accepted",
        () -> machine.rows("SELECT id FROM cdx_front_out WHERE state = 'accepted'").size() == 30);
    assertThat(machine.hub().messages()).hasSize(30);
  }

  private static String cells(Person person) {
    return String.join(
        ",",
        person.idDocumentType(),
        person.idNumber(),
        person.name(),
        person.sex(),
        person.ethnicity().orElse(""),
        person.birthDate().toString(),
        "440106",
        "440106001",
        "\"五山路1号,后座\"",
        "内部备注");
  }

  @Test
  void a_file_in_gbk_is_taken_by_its_name_and_comes_back_with_a_result_for_each_line()
      throws Exception {
    Path out = Files.createDirectories(folder.resolve("out"));
    List<Person> people = Stream.generate(machine::person).limit(3).toList();
    List<String> lines = new ArrayList<>(List.of(HEADER));
    people.forEach(person -> lines.add(cells(person)));
    lines.add(cells(machine.person()).replaceFirst("^111", "zzz"));
    lines.add("too,few");
    Files.write(out.resolve("a.csv.part"), lines, GBK);
    machine.start(CSV);
    FrontMachine.await("the folders are there", () -> Files.exists(out.resolve("rejected")));
    assertThat(out.resolve("a.csv.part")).exists();

    Files.move(out.resolve("a.csv.part"), out.resolve("a.csv"));
    Path result = out.resolve("rejected").resolve("a.csv.result.ndjson");
    FrontMachine.await("the result is there", () -> Files.exists(result));
    FrontMachine.await(
        "the file is there", () -> Files.exists(out.resolve("rejected").resolve("a.csv")));

    List<JsonNode> results = new ArrayList<>();
    for (String line : Files.readAllLines(result)) {
      results.add(FrontMachine.tree(line));
    }
    assertThat(results)
        .extracting(line -> line.path("line").asInt() + " " + line.path("outcome").asText())
        .containsExactly("2 accepted", "3 accepted", "4 accepted", "5 rejected", "6 rejected");
    assertThat(results.get(3).path("pointer").asText()).startsWith("/idDocumentType");
    assertThat(results.get(4).path("code").asText()).isEqualTo("file.columns");
    assertThat(machine.hub().received(Person.class))
        .extracting(Person::name)
        .containsExactlyInAnyOrderElementsOf(people.stream().map(Person::name).toList());
    assertThat(machine.hub().received(Person.class).get(0).residenceAddress().text())
        .isEqualTo("五山路1号,后座");
  }

  @Test
  void the_same_file_again_has_the_same_results_and_is_not_sent_again() throws Exception {
    Path out = Files.createDirectories(folder.resolve("out"));
    List<String> lines = List.of(HEADER, cells(machine.person()));
    machine.start(CSV);
    List<String> results = new ArrayList<>();
    for (String target : List.of("a.csv", "2-a.csv")) {
      Files.write(folder.resolve("draft"), lines, GBK);
      Files.move(folder.resolve("draft"), out.resolve("a.csv"));
      Path done = out.resolve("done").resolve(target);
      FrontMachine.await(target + " is there", () -> Files.exists(done));
      results.add(Files.readString(out.resolve("done").resolve(target + ".result.ndjson")));
    }

    assertThat(results.get(1)).isEqualTo(results.get(0)).contains("accepted");
    assertThat(machine.hub().messages()).hasSize(1);
  }

  @Test
  void a_file_that_is_not_what_it_should_be_is_rejected_whole() throws Exception {
    Path out = Files.createDirectories(folder.resolve("out"));
    Files.write(out.resolve("header.csv"), List.of("姓名,证件", "a,b"), GBK);
    Files.write(
        out.resolve("utf8.csv"),
        List.of(HEADER, cells(machine.person()), "一"),
        StandardCharsets.UTF_8);
    machine.start(CSV);
    for (String name : List.of("header.csv", "utf8.csv")) {
      FrontMachine.await(
          name + " is rejected", () -> Files.exists(out.resolve("rejected").resolve(name)));
    }

    assertThat(result(out, "header.csv").path("code").asText()).isEqualTo("file.header");
    assertThat(result(out, "header.csv").path("message").asText()).contains("证件号码");
    assertThat(result(out, "utf8.csv").path("code").asText()).isIn("file.encoding", "file.header");
    assertThat(machine.hub().messages()).isEmpty();
  }

  private static JsonNode result(Path out, String name) throws Exception {
    return FrontMachine.tree(
        Files.readString(out.resolve("rejected").resolve(name + ".result.ndjson")));
  }

  @Test
  void a_file_with_a_marker_is_taken_once_the_marker_is_there() throws Exception {
    Path out = Files.createDirectories(folder.resolve("out"));
    Files.writeString(out.resolve("a.ndjson"), FrontMachine.json(machine.person()) + "\n");
    machine.start(
        """
        outbound:
          folders:
            - {name: live, folder: out, type: population.person, ready: marker, poll: 50ms}
        """);
    FrontMachine.await("the folders are there", () -> Files.exists(out.resolve("rejected")));
    assertThat(out.resolve("a.ndjson")).exists();

    Files.createFile(out.resolve("a.ndjson.ok"));

    FrontMachine.await("it is done", () -> Files.exists(out.resolve("done").resolve("a.ndjson")));
    FrontMachine.await("the marker is gone", () -> Files.notExists(out.resolve("a.ndjson.ok")));
  }

  @Test
  void json_over_http_is_taken_once_by_its_key_and_asked_for_later() throws Exception {
    machine.start(HTTP);
    Person person = machine.person();
    String payload = FrontMachine.json(person);

    HttpResponse<String> first = machine.post("/messages/population.person", "k1", payload);
    HttpResponse<String> second = machine.post("/messages/population.person/1", "k2", payload);
    HttpResponse<String> again = machine.post("/messages/population.person", "k1", payload);

    assertThat(first.statusCode()).isEqualTo(202);
    assertThat(again.statusCode()).isEqualTo(202);
    String id = FrontMachine.tree(first.body()).path("id").asText();
    assertThat(FrontMachine.tree(again.body()).path("id").asText()).isEqualTo(id);
    assertThat(FrontMachine.tree(second.body()).path("id").asText()).isNotEqualTo(id);
    FrontMachine.await(
        "it is accepted",
        () -> machine.get("/messages/" + id).path("state").asText().equals("accepted"));
    assertThat(machine.get("/messages?key=k1").path("id").asText()).isEqualTo(id);
    assertThat(machine.get("/messages/" + id + "/receipt").toString()).contains(id);
    FrontMachine.await("both are there", () -> machine.hub().messages().size() == 2);
    assertThat(machine.get("/health").path("healthy").asBoolean()).isTrue();
    FrontMachine.await(
        "both are counted",
        () ->
            machine
                .get("/metrics", "")
                .body()
                .contains("citydc_outbox_messages_total{outcome=\"delivered\"} 2.0"));
    assertThat(machine.get("/metrics", "").body())
        .contains("citydc_certificate_days", "citydc_outbox_waiting 0.0", "citydc_client_calls");
  }

  @Test
  void what_is_posted_wrongly_is_refused_with_pointer_and_reason() throws Exception {
    machine.start(HTTP);
    String payload = FrontMachine.json(machine.person());

    HttpResponse<String> invalid =
        machine.post("/messages/population.person", "k1", invalid(machine.person()));
    assertThat(invalid.statusCode()).isEqualTo(422);
    assertThat(FrontMachine.tree(invalid.body()).path("errors").path(0).path("pointer").asText())
        .isEqualTo("/sex");
    assertThat(machine.post("/messages/population.person", "k1", payload).statusCode())
        .as("the mended one, under the same key")
        .isEqualTo(202);
    assertThat(
            machine
                .post("/messages/population.person", "k1", FrontMachine.json(machine.person()))
                .statusCode())
        .isEqualTo(409);
    assertThat(machine.post("/messages/population.person", "", payload).statusCode())
        .isEqualTo(400);
    assertThat(machine.post("/messages/no.such", "k3", payload).statusCode()).isEqualTo(422);
    assertThat(machine.get("/messages?key=k1", "wrong").statusCode()).isEqualTo(401);
    assertThat(machine.get("/messages?key=unknown", FrontMachine.TOKEN).statusCode())
        .isEqualTo(404);
  }

  @Test
  void what_is_received_is_in_the_table_the_folder_and_the_webhook_once() throws Exception {
    List<String> keys = new CopyOnWriteArrayList<>();
    HttpServer webhook =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    webhook.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          keys.add(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
          exchange.sendResponseHeaders(keys.size() == 1 ? 500 : 204, -1);
          exchange.close();
        });
    webhook.start();
    Path in = Files.createDirectories(folder.resolve("in"));
    try (ExchangeClient hub = machine.city().client(FrontMachine.HUB).build()) {
      machine.start(
          """
          inbound:
            port: 0
            tables:
              - {name: rows, types: [population.person], url: 'VENDOR'}
            folders:
              - {name: files, types: [population.person], folder: in}
            webhooks:
              - {name: hook, types: [population.person], url: 'http://127.0.0.1:%d/'}
          """
              .formatted(webhook.getAddress().getPort()));
      URI url =
          URI.create("http://127.0.0.1:" + machine.front().inboundPort().orElseThrow() + "/cdx/v1");
      machine.city().announce(FrontMachine.VENDOR, url);
      PreparedMessage message =
          hub.prepare(FrontMachine.VENDOR, Operation.UPSERT, machine.person());
      hub.send(message);
      hub.send(message);

      String id = message.messageId().toString();
      FrontMachine.await(
          "the row is there", () -> !machine.rows("SELECT message_id FROM cdx_front_in").isEmpty());
      assertThat(machine.rows("SELECT message_id, sender, type, state FROM cdx_front_in"))
          .containsExactly(id + " " + FrontMachine.HUB + " population.person/1 new");
      Path file = in.resolve(id + "_" + FrontMachine.HUB.toString().replace(':', '_') + ".json");
      FrontMachine.await("the file is there", () -> Files.exists(file));
      assertThat(FrontMachine.tree(Files.readString(file)).path("payload").path("name").asText())
          .isNotEmpty();
      FrontMachine.await("the webhook was asked twice", () -> keys.size() == 2);
      assertThat(keys).containsOnly(FrontMachine.HUB + "/" + id);
    } finally {
      webhook.stop(0);
    }
  }

  @Test
  void one_process_has_an_installation_at_a_time() throws Exception {
    machine.start(HTTP);

    assertThatThrownBy(() -> machine.start(HTTP))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("is in use by");
  }

  @Test
  void everything_that_is_wrong_in_the_settings_is_said_with_its_line() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("wrong.yaml"),
            """
            data: data
            hub:
              ulr: http://127.0.0.1:1
              node: nobody
            keys:
              folder: city
              passphrase: my secret
            http:
              port: 99999
            outbound:
              folders:
                - {name: a, folder: out, type: population.persn, format: xml}
            """);

    String said = machine.run("front", "--check", file);

    assertThat(said.lines().toList())
        .satisfies(
            lines -> {
              assertThat(lines)
                  .anyMatch(line -> line.contains("\"line\":3") && line.contains("url"));
              assertThat(lines).anyMatch(line -> line.contains("\"line\":4"));
              assertThat(lines)
                  .anyMatch(line -> line.contains("\"line\":7") && line.contains("{file: PATH}"));
              assertThat(lines).anyMatch(line -> line.contains("\"line\":9"));
              assertThat(lines)
                  .anyMatch(line -> line.contains("\"line\":12") && line.contains("persn"));
            });
    assertThat(said).contains("hub.ulr is not known; do you mean url?").doesNotContain("my secret");
    assertThat(machine.run("front", file)).contains("wrong.yaml, line 3");
  }

  @Test
  void the_example_is_one_that_can_be_read() throws Exception {
    Path file = Files.writeString(folder.resolve("e.yaml"), machine.run("front", "--example"));
    Path all =
        Files.writeString(
            folder.resolve("all.yaml"),
            Files.readString(file)
                .replaceAll("(?m)^# ((outbound|inbound|database|limits|receipts):|  )", "$1"));

    assertThat(ConfigReader.read(file, TypeName::record).http()).isPresent();
    assertThat(ConfigReader.read(all, TypeName::record).tables()).hasSize(1);
    assertThat(ConfigReader.read(all, TypeName::record).inbound().orElseThrow().targets())
        .hasSize(3);
  }

  @Test
  void a_check_says_what_would_be_done_and_what_is_wrong() throws Exception {
    Path good =
        machine.settings(
            TABLE
                + HTTP
                + "inbound: {tables: [{name: rows, types: [population.person], url: 'VENDOR'}]}\n");
    machine.execute(INSERT, "{}", null);

    assertThat(machine.run("front", "--check", good))
        .contains(
            "the certificate is valid for",
            "which answers",
            "would take rows of cdx_front_out; 1 wait there",
            "would put population.person/1 into cdx_front_in")
        .doesNotContain("\"ok\":false");
    machine.execute("DROP TABLE cdx_front_out");
    machine.stopHub();
    assertThat(
            machine
                .run("front", "--check", good)
                .lines()
                .filter(line -> line.contains("\"ok\":false")))
        .hasSize(2);
    machine.startHub();
  }
}
