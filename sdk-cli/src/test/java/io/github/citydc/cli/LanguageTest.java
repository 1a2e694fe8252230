package io.github.citydc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/** The command line in English and in Chinese. */
class LanguageTest {

  private static final Pattern CHINESE = Pattern.compile("\\p{IsHan}");

  private StringWriter out = new StringWriter();
  private StringWriter err = new StringWriter();

  private int cdx(String... words) {
    out = new StringWriter();
    err = new StringWriter();
    return commandLine().execute(words);
  }

  private CommandLine commandLine() {
    return Cdx.commandLine(new PrintWriter(out, true), new PrintWriter(err, true));
  }

  @Test
  void every_command_and_option_is_explained_in_chinese() {
    CommandLine all = commandLine();
    all.setResourceBundle(HelpTexts.in(Language.ZH).orElseThrow());
    List<String> english = new ArrayList<>();
    collect(all.getCommandSpec(), english);

    assertThat(english).isEmpty();
  }

  private static void collect(CommandSpec command, List<String> english) {
    if (isNotChinese(command.usageMessage().description())) {
      english.add(command.qualifiedName("."));
    }
    for (ArgSpec each : command.args()) {
      if (isNotChinese(each.description())) {
        english.add(
            command.qualifiedName(".")
                + " "
                + (each.isOption() ? "" : each.paramLabel() + "[")
                + each
                + " "
                + String.join(" ", each.description()));
      }
    }
    command.subcommands().values().forEach(sub -> collect(sub.getCommandSpec(), english));
  }

  private static boolean isNotChinese(String[] text) {
    return !CHINESE.matcher(String.join(" ", text)).find();
  }

  @Test
  void the_language_can_be_said_before_and_behind_the_command() {
    for (String[] words :
        List.of(
            new String[] {"--lang", "zh", "send", "--help"},
            new String[] {"send", "--lang", "zh", "--help"})) {
      assertThat(cdx(words)).isZero();
      assertThat(out.toString()).contains("向节点发送业务数据", "业务数据类型");
    }
    assertThat(cdx("--lang", "en", "send", "--help")).isZero();
    assertThat(out.toString()).contains("Sends payloads to a node").doesNotContain("业务数据");
  }

  @Test
  void it_is_that_of_the_system_if_nothing_is_said() {
    assertThat(Language.of(Locale.SIMPLIFIED_CHINESE)).isEqualTo(Language.ZH);
    assertThat(Language.of(Locale.GERMANY)).isEqualTo(Language.EN);
  }

  @Test
  void the_doctor_speaks_chinese(@TempDir Path folder) {
    String city = folder.resolve("city").toString();
    assertThat(cdx("keygen", "--node", "440106:11440106007482911C:grid", "--out", city)).isZero();

    assertThat(
            cdx(
                "doctor",
                "--lang",
                "zh",
                "--key",
                Path.of(city, "440106_11440106007482911C_grid").toString()))
        .isZero();
    assertThat(out.toString()).contains("证书有效期至", "仅所有者可读", "由 root.pem 信任");
  }

  @Test
  void the_doctor_looks_at_the_libraries_of_an_application(@TempDir Path folder)
      throws IOException {
    Files.createDirectories(folder.resolve("classes"));

    assertThat(cdx("doctor", "--class-path", folder.resolve("classes").toString())).isZero();
    assertThat(out.toString()).contains("{\"check\":\"bcprov\",\"ok\":true,\"detail\":\"not on");
    assertThat(cdx("doctor", "--class-path", folder.resolve("no.jar").toString())).isEqualTo(2);
    assertThat(err.toString()).contains("no.jar");
  }

  @Test
  void the_first_sentence_of_each_command_stands_whole_in_the_list() {
    commandLine()
        .getSubcommands()
        .forEach(
            (name, command) ->
                assertThat(command.getCommandSpec().usageMessage().description()[0])
                    .as(name)
                    .endsWith("."));
  }

  @Test
  void versions_and_completion_are_printed() {
    assertThat(cdx("version")).isZero();
    assertThat(out.toString()).contains("cdx ", "java 17", "bcprov ", "okhttp ");
    assertThat(cdx("completion")).isZero();
    assertThat(out.toString()).contains("complete -F", "verify-receipt", "--durable");
  }

  @Test
  void an_own_type_is_named_by_its_class(@TempDir Path folder) throws IOException {
    Path payloads = Files.writeString(folder.resolve("a.ndjson"), "{\"plate\":\"x\"}\n");

    assertThat(cdx("validate", Ticket.class.getName(), payloads.toString())).isZero();
    assertThat(cdx("validate", "org.example.Nothing", payloads.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("org.example.Nothing", "CDX_CLASSPATH");
  }

  /** A payload type of an application. */
  @io.github.citydc.model.PayloadName("parking.ticket/1")
  record Ticket(String plate, io.github.citydc.model.Extensions extensions)
      implements io.github.citydc.model.Payload {}
}
