package io.github.citydc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.citydc.exchange.ItemRange;
import io.github.citydc.signing.node.NodeFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SendCommandTest {

  private static final Path EXAMPLE =
      Path.of("..", "docs", "standard", "examples", "population.person-1.json");

  @TempDir private Path folder;
  private CdxAtHub cdx;
  private Path key;

  @BeforeEach
  void start() throws IOException {
    cdx = new CdxAtHub(folder);
    key = cdx.key();
  }

  @AfterEach
  void stop() {
    cdx.close();
  }

  @Test
  void a_payload_of_a_json_file_is_sent_and_its_receipt_can_be_verified() {
    assertThat(send("--receipts", folder.resolve("receipts"), EXAMPLE)).isZero();
    assertThat(cdx.out()).contains("\"outcome\":\"accepted\"", "\"receiver\":\"" + CdxAtHub.HUB);
    assertThat(cdx.out() + cdx.err()).doesNotContain("440106198001010019", "张三");

    assertThat(
            cdx.run(
                "verify-receipt", "--trust", key.resolve("root.pem"), folder.resolve("receipts")))
        .isZero();
  }

  @Test
  void each_line_that_is_not_accepted_says_why() throws IOException {
    String good = oneLine();
    Path file = lines(good, "", "{broken", good.replace("010019", "010018"), elsewhere(good));

    assertThat(send(file)).isEqualTo(1);
    assertThat(cdx.out().lines())
        .satisfiesExactly(
            one -> assertThat(one).contains("\"line\":1", "accepted"),
            three -> assertThat(three).contains("\"line\":3", "malformed"),
            four -> assertThat(four).contains("\"line\":4", "invalid", "citizen-id"),
            five -> assertThat(five).contains("\"line\":5", "refused", "outside-jurisdiction"));
    assertThat(cdx.err()).contains("1 accepted, 3 not accepted");
  }

  @Test
  void a_node_that_is_down_ends_direct_sending_with_the_reason() throws IOException {
    cdx.close();
    assertThat(send("--receiver", CdxAtHub.HUB, lines(oneLine(), oneLine()))).isEqualTo(3);
    assertThat(cdx.out()).contains("No answer from 127.0.0.1");
    assertThat(cdx.err()).contains("go on later with --from 1");
    assertThat(send(EXAMPLE)).isEqualTo(3);
    assertThat(cdx.err()).contains("No answer from 127.0.0.1");
  }

  @Test
  void the_same_durable_command_again_sends_only_what_was_appended() throws IOException {
    Path file = lines(oneLine(), elsewhere(oneLine()));
    Path outbox = folder.resolve("outbox");

    assertThat(send("--durable", outbox, file)).isEqualTo(1);
    assertThat(cdx.out())
        .contains("\"line\":1,\"outcome\":\"accepted\"")
        .contains("\"line\":2,\"outcome\":\"dead\"", "outside-jurisdiction");

    Files.writeString(file, oneLine() + "\n", StandardOpenOption.APPEND);
    assertThat(send("--durable", outbox, file)).isEqualTo(1);
    assertThat(cdx.out())
        .contains("\"line\":3,\"outcome\":\"accepted\"", "\"line\":2,\"outcome\":\"dead\"")
        .doesNotContain("\"line\":1");

    lines("{}", "{}", "{}");
    assertThat(send("--durable", outbox, file)).isEqualTo(2);
    assertThat(cdx.err()).contains("not those that were read before");
  }

  @Test
  void an_operator_sees_dead_letters_and_has_them_tried_again() throws IOException {
    Path outbox = folder.resolve("outbox");
    send("--durable", outbox, lines(oneLine(), elsewhere(oneLine())));

    assertThat(cdx.run("outbox", "list", "--db", outbox, "--state", "dead")).isEqualTo(1);
    assertThat(cdx.out().lines()).hasSize(1);
    assertThat(cdx.out()).contains("outside-jurisdiction", "\"attempts\":1");
    String id = cdx.out().replaceFirst("(?s).*\"messageId\":\"([^\"]+)\".*", "$1");

    assertThat(cdx.run("outbox", "show", "--db", outbox, id)).isZero();
    assertThat(cdx.out()).contains("\"state\":\"dead\"").doesNotContain("idNumber");
    assertThat(cdx.run("outbox", "show", "--db", outbox, "--payload", id)).isZero();
    assertThat(cdx.out()).contains("idNumber");

    assertThat(cdx.run("outbox", "retry", "--db", outbox, id)).isZero();
    assertThat(cdx.run("outbox", "retry", "--db", outbox, id)).isEqualTo(1);
    assertThat(cdx.run("outbox", "list", "--db", outbox)).isZero();
    assertThat(cdx.out()).contains("\"state\":\"pending\"", "\"state\":\"delivered\"");
    assertThat(cdx.run("outbox", "list", "--db", folder.resolve("none"))).isEqualTo(2);
  }

  @Test
  void an_operator_makes_a_new_message_of_a_dead_letter_on_purpose() throws IOException {
    Path outbox = folder.resolve("outbox");
    send("--durable", outbox, lines(elsewhere(oneLine())));
    cdx.run("outbox", "list", "--db", outbox, "--state", "dead");
    String id = cdx.out().replaceFirst("(?s).*\"messageId\":\"([^\"]+)\".*", "$1");

    assertThat(cdx.run("outbox", "renew", "--db", outbox, id)).describedAs(cdx.err()).isZero();
    assertThat(cdx.out()).contains("\"replaces\":\"" + id + "\"");
    String renewed = cdx.out().replaceFirst("(?s).*\"messageId\":\"([^\"]+)\".*", "$1");

    assertThat(cdx.run("outbox", "show", "--db", outbox, id)).isZero();
    assertThat(cdx.out()).contains("\"replacedBy\":\"" + renewed + "\"");
    assertThat(cdx.run("outbox", "list", "--db", outbox, "--state", "dead")).isZero();
    assertThat(cdx.run("outbox", "renew", "--db", outbox, id)).isEqualTo(1);
    assertThat(cdx.err())
        .contains(id + " is no dead letter any more: it was replaced by " + renewed);
    assertThat(cdx.run("outbox", "retry", "--db", outbox, id)).isEqualTo(1);
    assertThat(cdx.err()).contains("it was replaced by " + renewed);
    assertThat(cdx.run("outbox", "retry", "--db", outbox, renewed)).isEqualTo(1);
    assertThat(cdx.err()).contains(renewed + " is no dead letter: it is pending");
    String unknown = "019342c0-0000-7000-8000-000000000000";
    assertThat(cdx.run("outbox", "renew", "--db", outbox, unknown)).isEqualTo(1);
    assertThat(cdx.err()).contains("There is no message " + unknown);
  }

  @Test
  void a_list_that_is_longer_than_what_is_shown_says_so() throws IOException {
    Path outbox = folder.resolve("outbox");
    send("--durable", outbox, lines(oneLine(), oneLine(), oneLine()));

    assertThat(cdx.run("outbox", "list", "--db", outbox, "--max", "2")).isZero();
    assertThat(cdx.out().lines()).hasSize(2);
    assertThat(cdx.err())
        .contains("There are more delivered messages than these 2: --max shows more");
    assertThat(cdx.run("outbox", "list", "--db", outbox, "--max", "3")).isZero();
    assertThat(cdx.err()).doesNotContain("more");
  }

  @Test
  void a_place_that_is_no_database_is_named_as_what_it_is() throws Exception {
    Path notes = Files.writeString(folder.resolve("notes.mv.db"), "no database, but a long text");
    for (Object place : List.of(notes, folder.resolve("notes"))) {
      assertThat(cdx.run("outbox", "list", "--db", place)).isEqualTo(2);
      assertThat(cdx.err()).contains("notes.mv.db is not the file of an H2 database");
    }
    assertThat(notes).hasContent("no database, but a long text");

    Path deep = Files.createDirectories(folder.resolve("deep"));
    assertThat(cdx.run("outbox", "list", "--db", deep)).isEqualTo(2);
    assertThat(cdx.err()).contains("deep is a folder; name the file of the database in it");
    assertThat(send("--durable", deep, lines(oneLine()))).isEqualTo(2);
    assertThat(folder.resolve("deep.mv.db")).doesNotExist();

    Path plain = Files.writeString(folder.resolve("plain"), "x");
    assertThat(send("--durable", plain.resolve("outbox"), lines(oneLine()))).isEqualTo(2);
    assertThat(cdx.err()).contains("plain is not a folder");
  }

  @Tag("processes")
  @Test
  void a_database_that_another_process_uses_is_named_as_such() throws Exception {
    Path outbox = folder.resolve("outbox");
    send("--durable", outbox, lines(oneLine()));
    try (Connection foreign =
        DriverManager.getConnection("jdbc:h2:file:" + outbox.toAbsolutePath())) {
      assertThat(foreign.isValid(1)).isTrue();
      try (CdxProcess other = CdxProcess.run("outbox", "list", "--db", outbox)) {
        assertThat(other.exitCode()).isEqualTo(2);
        assertThat(other.messages()).contains("is in use by another process: wait for its end");
      }
    }
  }

  @Test
  void a_job_belongs_to_one_type_and_operation() throws IOException {
    Path outbox = folder.resolve("outbox");
    Path file = lines(oneLine());
    assertThat(send("--durable", outbox, file)).isZero();

    assertThat(send("--durable", outbox, "--operation", "delete", file)).isEqualTo(2);
    assertThat(cdx.err())
        .contains("This job sends upsert population.person/1; for delete population.person/1 take");

    Path notes = Files.writeString(folder.resolve("notes.mv.db"), "no database");
    assertThat(send("--durable", notes, file)).isPositive();
    assertThat(notes).hasContent("no database");
  }

  @Test
  void an_operator_sees_what_was_accepted_and_from_whom() throws IOException {
    send(lines(oneLine(), oneLine()));
    cdx.close();
    Path inbox = folder.resolve("hub").resolve("hub");

    assertThat(cdx.run("inbox", "list", "--db", inbox)).isZero();
    assertThat(cdx.out().lines())
        .hasSize(2)
        .allSatisfy(line -> assertThat(line).contains("population.person/1", "upsert"));
    assertThat(cdx.run("inbox", "list", "--db", inbox, "--sender", CdxAtHub.HUB)).isZero();
    assertThat(cdx.out()).isEmpty();
    assertThat(cdx.run("inbox", "list", "--db", inbox, "--max", "1")).isZero();
    String id = cdx.out().replaceFirst("(?s).*\"messageId\":\"([^\"]+)\".*", "$1");

    Object[] show = {"inbox", "show", "--db", inbox, "--sender", CdxAtHub.VENDOR, id};
    assertThat(cdx.run(show)).isZero();
    assertThat(cdx.out()).contains("cdx-sender", "\"bodySize\"").doesNotContain("idNumber");
    assertThat(
            cdx.run("inbox", "show", "--db", inbox, "--sender", CdxAtHub.VENDOR, "--payload", id))
        .isZero();
    assertThat(cdx.out()).contains("idNumber");
    assertThat(cdx.run("inbox", "show", "--db", inbox, "--sender", CdxAtHub.HUB, id)).isEqualTo(1);
    assertThat(cdx.err()).contains("There is no message");
    assertThat(cdx.run("inbox", "list", "--db", inbox, "--sender", "nobody")).isEqualTo(2);
    assertThat(cdx.run("inbox", "list", "--db", inbox, "--max", "0")).isEqualTo(2);
    assertThat(cdx.err()).contains("'0' is no whole number from 1");
  }

  @Test
  void old_messages_are_moved_from_outbox_and_inbox_to_files() throws IOException {
    Path outbox = folder.resolve("outbox");
    send("--durable", outbox, lines(oneLine(), elsewhere(oneLine())));
    Path sent = folder.resolve("sent.ndjson");
    LocalDate tomorrow = LocalDate.now(ItemRange.OFFSET).plusDays(1);

    Path unmounted = folder.resolve("unmounted").resolve("sent");
    assertThat(
            cdx.run("outbox", "archive", "--db", outbox, "--before", tomorrow, "--to", unmounted))
        .isEqualTo(2);
    assertThat(cdx.err()).contains("there is no folder " + folder.resolve("unmounted"));
    assertThat(unmounted.getParent()).doesNotExist();
    assertThat(cdx.run("outbox", "archive", "--db", outbox, "--before", tomorrow, "--to", sent))
        .isZero();
    assertThat(cdx.out()).contains("{\"archived\":1,");
    assertThat(cdx.run("outbox", "archive", "--db", outbox, "--before", tomorrow, "--to", sent))
        .isZero();
    assertThat(Files.readAllLines(sent))
        .satisfiesExactly(
            first -> assertThat(first).isEqualTo("{\"file\":\"cdx-delivered/1\"}"),
            message -> assertThat(message).contains("cdx-delivered/1"));
    assertThat(cdx.run("inbox", "archive", "--db", outbox, "--before", "2026-01-01", "--to", sent))
        .isEqualTo(2);
    assertThat(cdx.err()).contains("is no archive cdx-accepted/1: it is a file cdx-delivered/1");
    assertThat(cdx.run("outbox", "list", "--db", outbox)).isEqualTo(1);
    assertThat(cdx.out().lines()).singleElement().asString().contains("\"dead\"");

    cdx.close();
    Path inbox = folder.resolve("hub").resolve("hub");
    Path accepted = folder.resolve("accepted.ndjson");
    assertThat(cdx.run("inbox", "archive", "--db", inbox, "--before", tomorrow, "--to", accepted))
        .isEqualTo(2);
    assertThat(cdx.err()).contains("for 30 days at least");
    LocalDate longAgo = tomorrow.minusDays(32);
    assertThat(cdx.run("inbox", "archive", "--db", inbox, "--before", longAgo, "--to", accepted))
        .isZero();
    assertThat(cdx.out()).contains("{\"archived\":0,");
  }

  @Test
  void the_doctor_finds_nothing_where_all_is_well_and_names_what_is_not() throws IOException {
    assertThat(cdx.run("doctor", "--key", key, "--to", cdx.url())).describedAs(cdx.out()).isZero();
    assertThat(cdx.out())
        .contains("\"check\":\"providers\"", "\"check\":\"bcprov\"", "\"check\":\"clock\"")
        .contains("is certified by root.pem", "fits its certificate");

    NodeFolder hubFolder = NodeFolder.in(folder.resolve("city"), CdxAtHub.HUB);
    Files.copy(
        hubFolder.path().resolve("certificate.pem"),
        key.resolve("certificate.pem"),
        StandardCopyOption.REPLACE_EXISTING);
    cdx.close();
    assertThat(cdx.run("doctor", "--key", key, "--to", cdx.url())).isEqualTo(1);
    assertThat(cdx.out())
        .contains("{\"check\":\"key\",\"ok\":false", "The certificate is for the")
        .contains("{\"check\":\"reachable\",\"ok\":false", "No answer from");
  }

  private String oneLine() throws IOException {
    return Files.readString(EXAMPLE).replaceAll("\\s*\\n\\s*", "");
  }

  private static String elsewhere(String person) {
    return person.replace(
        "\"residenceAddress\": {\"division\": \"440106001004\"",
        "\"residenceAddress\": {\"division\": \"440105001001\"");
  }

  private Path lines(String... lines) throws IOException {
    return Files.write(folder.resolve("persons.ndjson"), List.of(lines));
  }

  private int send(Object... more) {
    List<Object> words = new ArrayList<>(List.of("--type", "population.person"));
    words.addAll(List.of(more));
    return cdx.to("send", words.toArray());
  }
}
