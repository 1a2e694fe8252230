package io.github.citydc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.citydc.cli.database.Database;
import io.github.citydc.exchange.jdbc.JdbcGrants;
import io.github.citydc.exchange.jdbc.JdbcRecords;
import io.github.citydc.exchange.jdbc.JdbcSchema;
import io.github.citydc.exchange.jdbc.NodeDatabase;
import io.github.citydc.exchange.records.Catalog;
import io.github.citydc.exchange.sharing.Grants;
import io.github.citydc.model.PayloadJson;
import io.github.citydc.model.PayloadType;
import io.github.citydc.model.catalog.CatalogEntry;
import io.github.citydc.model.sharing.SharingAnswer;
import io.github.citydc.model.sharing.SharingApplication;
import io.github.citydc.model.standard.InterfaceStandard;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.node.NodeFolder;
import io.github.citydc.signing.node.Passphrase;
import io.github.citydc.testkit.SandboxCity;
import io.github.citydc.testkit.SandboxNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharingCommandTest {

  private static final NodeId PROVIDER = NodeId.parse("440106:11440106007482911C:grid");

  @TempDir private Path folder;
  private StringWriter out = new StringWriter();
  private StringWriter err = new StringWriter();

  @Test
  void a_grant_is_stored_listed_and_suspended() throws IOException {
    String database = database();
    Path grant = example("sharing.grant", text -> text);
    Path suspension = example("sharing.change", text -> text);

    assertThat(run("store", "--db", database, "--type", "sharing.change", suspension)).isEqualTo(1);
    assertThat(err.toString()).contains("This node has no grant of this number");
    assertThat(run("store", "--db", database, "--type", "sharing.grant", grant)).isZero();
    assertThat(run("grants", "--db", database)).isZero();
    assertThat(out.toString().lines())
        .singleElement()
        .asString()
        .startsWith("{\"state\":\"active\",\"grant\":{\"grantNumber\":\"SQ-2026-00017\"");
    assertThat(run("store", "--db", database, "--type", "sharing.change", suspension)).isZero();
    assertThat(err.toString()).contains("1 stored");
    assertThat(run("grants", "--db", database)).isZero();
    assertThat(out.toString()).startsWith("{\"state\":\"suspended\"");
  }

  @Test
  void of_several_lines_all_are_stored_or_none() throws IOException {
    String database = database();
    run("store", "--db", database, "--type", "sharing.grant", example("sharing.grant", one -> one));
    String line = line("sharing.change");
    Path twice = folder.resolve("changes.ndjson");
    Files.writeString(twice, line + "\n" + line.replace("BG-2026-00004", "BG-5") + "\n\n");

    assertThat(run("store", "--db", database, "--type", "sharing.change", twice)).isEqualTo(1);
    assertThat(err.toString())
        .contains("suspended cannot follow suspended (Decree 809, art. 27) (grant.life)");
    run("grants", "--db", database);
    assertThat(out.toString()).startsWith("{\"state\":\"active\"");
  }

  @Test
  void what_is_invalid_or_of_another_type_is_not_stored() throws IOException {
    String database = database();
    Path invalid =
        example("sharing.grant", text -> text.replace("\"version\": 1", "\"version\": 0"));

    assertThat(run("store", "--db", database, "--type", "sharing.grant", invalid)).isEqualTo(1);
    assertThat(err.toString()).contains("/version");
    assertThat(run("store", "--db", database, "--type", "sharing.use", invalid)).isEqualTo(2);
    assertThat(err.toString()).contains("--type is sharing.grant or sharing.change");
    assertThat(run("grants", "--db", database)).isZero();
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void a_suspension_is_stored_and_printed_as_the_payload_to_be_sent() throws IOException {
    String database = database();
    run("store", "--db", database, "--type", "sharing.grant", example("sharing.grant", one -> one));
    Object[] suspension = {
      "suspend",
      "--db",
      database,
      "--number",
      "BG-7",
      "--organ",
      "广州市天河区人民政府",
      "--organ-code",
      "11440106007482911C",
      "--reason",
      "超出使用目的",
      "--mend-by",
      "2027-01-15",
      "SQ-2026-00017"
    };

    assertThat(run(suspension)).as(err + "").isZero();
    assertThat(out.toString())
        .startsWith("{\"changeNumber\":\"BG-7\",\"grantNumber\":\"SQ-2026-00017\"")
        .contains("\"action\":\"suspended\"", "\"mendBy\":\"2027-01-15\"");
    suspension[4] = "BG-8";
    assertThat(run(suspension)).isEqualTo(1);
    assertThat(err.toString()).contains("suspended cannot follow suspended (Decree 809, art. 27)");
    suspension[8] = "1144";
    assertThat(run(suspension)).isEqualTo(1);
    assertThat(err.toString()).contains("/organ/creditCode");
  }

  @Test
  void an_application_that_does_not_go_by_the_catalog_is_not_sent() throws IOException {
    SandboxCity city = SandboxCity.keptIn(folder.resolve("city"), "Test Root", Passphrase.none());
    NodeId requester = NodeId.parse("440105:11440105007483025F:grid");
    city.enrol(requester);
    Path key = NodeFolder.in(folder.resolve("city"), requester).path();
    Path application = example("sharing.application", SharingCommandTest::withoutFiles);
    Path wrong =
        Files.writeString(
            folder.resolve("wrong.json"),
            withoutFiles(json("sharing.application"))
                .replace("\"姓名\"", "\"婚姻状况\"")
                .replace("service-interface", "file-download"));
    try (SandboxNode provider = provider(city)) {
      Object[] to = {"apply", "--to", provider.baseUrl(), "--key", key, wrong};
      assertThat(run(to)).as(err + "").isEqualTo(1);
      assertThat(out.toString().lines())
          .hasSize(2)
          .allMatch(line -> line.contains("(Decree 809, art. 20)"));
      assertThat(out.toString()).contains("The entry has no data item 婚姻状况", "service-interface");
      assertThat(provider.received(SharingApplication.class)).isEmpty();

      to[5] = application;
      assertThat(run(to)).as(err + "").isZero();
      assertThat(out.toString())
          .startsWith("{\"number\":\"GX-2026-00031\",\"outcome\":\"accepted\"");
      assertThat(provider.received(SharingApplication.class)).hasSize(1);
    }
  }

  @Test
  void an_answer_that_may_not_follow_is_not_sent_and_a_late_one_says_so() throws IOException {
    SandboxCity city = SandboxCity.keptIn(folder.resolve("city"), "Test Root", Passphrase.none());
    NodeId provider = NodeId.parse("440106:11440106007482911C:grid");
    city.enrol(provider);
    Path key = NodeFolder.in(folder.resolve("city"), provider).path();
    Path application = example("sharing.application", SharingCommandTest::withoutFiles);
    Path answer = example("sharing.answer", text -> text.replace("2026-03-02", "2026-03-09"));
    Path again =
        Files.writeString(
            folder.resolve("again.json"), json("sharing.answer").replace("2026-00031-3", "9"));
    try (SandboxNode requester =
        SandboxNode.builder(city, NodeId.parse("440105:11440105007483025F:grid"))
            .recordingEverything()
            .start()) {
      Object[] words = {
        "answer", "--to", requester.baseUrl(), "--key", key, "--application", application, answer
      };
      assertThat(run(words)).as(err + "").isZero();
      assertThat(out.toString()).contains("\"outcome\":\"accepted\"");
      assertThat(err.toString())
          .contains("Decree 809, art. 21: answer to the application, due on 2026-03-05: done 2");
      Object[] second = {
        "answer",
        "--to",
        requester.baseUrl(),
        "--key",
        key,
        "--application",
        application,
        "--before",
        answer,
        again
      };
      assertThat(run(second)).isEqualTo(1);
      assertThat(out.toString()).contains("agreed cannot follow agreed (Decree 809, art. 21)");
      assertThat(requester.received(SharingAnswer.class)).hasSize(1);
    }
  }

  private static SandboxNode provider(SandboxCity city) {
    CatalogEntry entry =
        PayloadJson.standard()
            .read(json("catalog.entry").getBytes(StandardCharsets.UTF_8), CatalogEntry.class);
    JdbcConnectionPool pool =
        JdbcConnectionPool.create("jdbc:h2:mem:sharing;DB_CLOSE_DELAY=-1", "sa", "");
    JdbcSchema.create(pool);
    NodeDatabase own = NodeDatabase.of(pool, PROVIDER);
    return SandboxNode.builder(city, PROVIDER)
        .recordingEverything()
        .offering(
            Catalog.of(List.of(entry)), JdbcRecords.on(own), Grants.stored(JdbcGrants.on(own)))
        .start();
  }

  private static String withoutFiles(String application) {
    return application.replaceFirst("(?s)\"materials\": \\[.*?\\],", "");
  }

  @Test
  void what_is_late_is_named_with_its_article_and_its_working_days() throws IOException {
    Path application = example("sharing.application", text -> text);
    Path correction = example("sharing.correction", text -> text);

    assertThat(
            run(
                "deadlines",
                "--applications",
                application,
                "--corrections",
                correction,
                "--today",
                "2026-03-09"))
        .isEqualTo(1);
    assertThat(out.toString().lines())
        .containsExactly(
            "{\"number\":\"GX-2026-00031\",\"article\":21,\"duty\":\"answer to the"
                + " application\",\"dutyZh\":\"答复有条件共享类申请\",\"by\":\"provider\",\"organ\":\"广州市天河区人民政府\",\"due\":\"2026-03-05\",\"provisional\":false,\"lateBy\":2}",
            "{\"number\":\"JH-2026-00009\",\"article\":26,\"duty\":\"answer to the request for"
                + " correction\",\"dutyZh\":\"校核并反馈\",\"by\":\"provider\",\"organ\":\"广州市天河区人民政府\",\"due\":\"2026-04-22\",\"provisional\":false,\"lateBy\":0}");
  }

  @Test
  void what_was_done_in_time_is_good() throws IOException {
    Path application = example("sharing.application", text -> text);
    Path answer = example("sharing.answer", text -> text);
    Path correction = example("sharing.correction", text -> text);
    Path result = example("sharing.correction-result", text -> text);
    Path entry = example("catalog.entry", text -> text);

    assertThat(
            run(
                "deadlines",
                "--applications",
                application,
                "--answers",
                answer,
                "--corrections",
                correction,
                "--results",
                result,
                "--catalog",
                entry,
                "--today",
                "2026-03-09"))
        .as(err + "")
        .isZero();
    assertThat(out.toString().lines()).hasSize(4);
    assertThat(out.toString()).contains("\"done\":\"2026-04-15\"", "\"article\":17");
  }

  @Test
  void a_year_is_handed_in_and_one_of_another_form_is_a_usage_error() throws IOException {
    Path application = example("sharing.application", text -> text);
    Path years = Files.writeString(folder.resolve("years.txt"), "2026|0227|\n");
    Path wrong = Files.writeString(folder.resolve("wrong.txt"), "2026-03-02\n");

    run("deadlines", "--applications", application, "--calendar", years, "--today", "2026-03-02");
    assertThat(out.toString()).contains("\"due\":\"2026-03-02\"");
    assertThat(run("deadlines", "--applications", application, "--calendar", wrong)).isEqualTo(2);
    assertThat(err.toString()).contains("A year is YYYY|MMDD");
  }

  private String database() {
    String file = folder.resolve("register").toString();
    try (Database database = Database.open(file, Optional.empty(), Optional.empty())) {
      NodeDatabase.of(database.dataSource(), PROVIDER);
    }
    return file;
  }

  private Path example(String type, UnaryOperator<String> change) throws IOException {
    return Files.writeString(folder.resolve(type + ".json"), change.apply(json(type)));
  }

  private static String line(String type) {
    return json(type).replaceAll("\n *", "");
  }

  private static String json(String type) {
    return InterfaceStandard.example(PayloadType.parse(type + "/1")).orElseThrow();
  }

  private int run(Object... arguments) {
    out = new StringWriter();
    err = new StringWriter();
    String[] words = new String[arguments.length + 1];
    words[0] = "sharing";
    for (int i = 0; i < arguments.length; i++) {
      words[i + 1] = arguments[i].toString();
    }
    return Cdx.commandLine(new PrintWriter(out, true), new PrintWriter(err, true)).execute(words);
  }
}
