package io.github.citydc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.citydc.cli.database.Database;
import io.github.citydc.model.PayloadType;
import io.github.citydc.model.standard.InterfaceStandard;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharingCommandTest {

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
                + " application\",\"dutyZh\":\"答复有条件共享类申请\",\"due\":\"2026-03-05\",\"provisional\":false,\"lateBy\":2}",
            "{\"number\":\"JH-2026-00009\",\"article\":26,\"duty\":\"answer to the request for"
                + " correction\",\"dutyZh\":\"校核并反馈\",\"due\":\"2026-04-22\",\"provisional\":false,\"lateBy\":0}");
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
    Database.open(file, Optional.empty(), Optional.empty()).close();
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
