package io.github.citydc.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.citydc.cli.check.CheckKind;
import io.github.citydc.cli.check.CheckKinds;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CheckAndValidateTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PERSON =
      """
      {"idDocumentType":"111","idNumber":"11010519491231002X","name":"n","sex":"2","birthDate":"1949-12-31",\
      "residenceAddress":{"division":"440106001","text":"t"}}
      """;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path folder;

  static Stream<String> kinds() {
    return CheckKinds.all().stream().map(CheckKind::name);
  }

  @Test
  void each_value_gets_one_line_that_says_what_it_is_or_why_it_is_not() {
    List<JsonNode> answers =
        check(
            "citizen-id",
            bytes(
                "11010519491231002X\n11010519491231002x\r\n１1010519491231002X\n\n110105491231002"));

    assertThat(answers)
        .extracting(
            answer -> answer.path("valid").booleanValue(),
            answer -> answer.path("code").asText(),
            answer -> answer.path("position").asInt(-2))
        .containsExactly(
            tuple(true, "", -2),
            tuple(false, "citizen-id.lower-case-x", 17),
            tuple(false, "citizen-id.full-width", 0),
            tuple(false, "citizen-id.empty", -1),
            tuple(true, "citizen-id.fifteen-digits", -1));
    assertThat(answers.get(0).path("parsed").path("birthDate").textValue()).isEqualTo("1949-12-31");
    assertThat(answers.get(1).path("value").textValue()).isEqualTo("11010519491231002x");
    assertThat(err).hasToString("2 valid, 3 not valid\n");
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void every_kind_answers_whatever_the_line(String kind) {
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    lines.writeBytes(bytes("\n\u0000\u001b[31m\n😀\n４４０１０６\n\"{\\\n"));
    lines.writeBytes(new byte[] {(byte) 0xff, (byte) 0xc0, '\n'});
    lines.writeBytes("9".repeat(10_000_000).getBytes(StandardCharsets.UTF_8));

    assertThat(check(kind, lines.toByteArray()))
        .hasSize(7)
        .allSatisfy(answer -> assertThat(answer.path("valid").isBoolean()).isTrue())
        .last()
        .satisfies(
            answer -> {
              assertThat(answer.path("code").textValue()).isEqualTo("line.too-long");
              assertThat(answer.path("value").textValue()).hasSizeLessThan(300);
            });
  }

  @Property(tries = 300)
  void no_bytes_whatever_make_it_fail(@ForAll("kindNames") String kind, @ForAll byte[] content)
      throws IOException {
    int lines = 0;
    for (int i = 0; i < content.length; i++) {
      lines += content[i] == '\n' || i == content.length - 1 ? 1 : 0;
    }
    folder = Files.createTempDirectory("check");
    try {
      assertThat(check(kind, content)).hasSize(lines);
    } finally {
      Files.deleteIfExists(folder.resolve("input"));
      Files.delete(folder);
    }
  }

  @Provide
  Arbitrary<String> kindNames() {
    return Arbitraries.of(kinds().toList());
  }

  @Test
  void the_strict_refuse_what_is_remarkable_and_messages_come_in_chinese() {
    List<JsonNode> answers =
        check("citizen-id", bytes("110105491231002\n"), "--strict", "--lang", "zh");

    assertThat(answers.get(0).path("valid").booleanValue()).isFalse();
    assertThat(answers.get(0).path("message").textValue()).startsWith("公民身份号码：");
  }

  @Test
  void a_code_of_a_set_says_where_it_is_from_and_practice_is_refused_by_the_strict() {
    JsonNode earlier = check("set:identity-document", bytes("335\n"), "--strict").get(0);
    JsonNode practice = check("set:ethnicity", bytes("97\n")).get(0);
    JsonNode refused = check("set:ethnicity", bytes("97\n"), "--strict").get(0);

    assertThat(earlier.path("valid").booleanValue()).isTrue();
    assertThat(earlier.path("parsed").path("name").textValue()).isEqualTo("机动车驾驶证");
    assertThat(earlier.path("parsed").path("source").textValue()).isEqualTo("GA/T 517-2004");
    assertThat(practice.path("valid").booleanValue()).isTrue();
    assertThat(refused.path("valid").booleanValue()).isFalse();
  }

  @Test
  void every_kind_is_listed_with_title_and_standard() {
    assertThat(cdx("check", "--list")).isZero();

    assertThat(results())
        .hasSize(CheckKinds.all().size())
        .allSatisfy(
            kind -> {
              assertThat(kind.path("title").textValue()).isNotBlank();
              assertThat(kind.path("standard").textValue()).isNotBlank();
            });
  }

  @Test
  void exit_codes_tell_good_findings_and_usage_errors_apart() throws IOException {
    Path good = Files.writeString(folder.resolve("good"), "440106\n");

    assertThat(cdx("check", "division", good.toString())).isZero();
    assertThat(cdx("check", "postal-code", Files.writeString(good, "1").toString())).isEqualTo(1);
    assertThat(cdx("check")).isEqualTo(2);
    assertThat(cdx("check", "no-such-kind")).isEqualTo(2);
    assertThat(cdx("check", "division", folder.resolve("missing").toString())).isEqualTo(2);
    assertThat(cdx("validate", "no.such-type", good.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("--list", "no-such-kind", "population.person/1");
  }

  @Test
  void payloads_are_validated_line_by_line_and_malformed_ones_are_found_in_their_place() {
    String spoiled = PERSON.replace("31002X", "310021").replace("\"sex\":\"2\"", "\"sex\":\"x\"");
    String content = PERSON + spoiled + "\n{\"name\":\n" + PERSON.replace("\"n\"", "7") + "[]\n";

    assertThat(run("validate", "population.person", bytes(content))).isEqualTo(1);

    assertThat(results())
        .extracting(
            finding -> finding.path("line").asInt(),
            finding -> finding.path("pointer").asText(),
            finding -> finding.path("code").asText())
        .containsExactlyInAnyOrder(
            tuple(2, "/idNumber", "citizen-id.check-character"),
            tuple(2, "/sex", "code-set.unknown-code"),
            tuple(4, "", "json.syntax"),
            tuple(5, "/name", "json.form"),
            tuple(6, "", "json.syntax"));
    int fourth = content.indexOf("{\"name\":\n");
    assertThat(results().get(2).path("offset").asInt()).isBetween(fourth, fourth + 10);
    assertThat(err.toString())
        .startsWith("5 records: 1 valid, 1 refused, 3 malformed, 0 warnings; ")
        .endsWith(" records a second\n");
  }

  @Test
  void good_payloads_leave_nothing_to_say() {
    assertThat(run("validate", "population.person/1", bytes(PERSON.repeat(100)))).isZero();
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void a_line_beyond_all_measure_is_a_finding_and_the_next_one_is_read() {
    String content = "{\"name\":\"" + "x".repeat(5_000_000) + "\"}\n" + PERSON;

    assertThat(run("validate", "population.person", bytes(content))).isEqualTo(1);
    assertThat(results())
        .extracting(finding -> finding.path("code").asText())
        .containsExactly("json.too-long");
    assertThat(err.toString()).startsWith("2 records: 1 valid");
  }

  private List<JsonNode> check(String kind, byte[] content, String... options) {
    int exit = run("check", kind, content, options);
    boolean allValid = results().stream().allMatch(answer -> answer.path("valid").booleanValue());
    assertThat(exit).isEqualTo(allValid ? 0 : 1);
    return results();
  }

  private int run(String command, String argument, byte[] content, String... options) {
    out.getBuffer().setLength(0);
    try {
      Path file = Files.write(folder.resolve("input"), content);
      return cdx(
          Stream.concat(Stream.of(command, argument, file.toString()), Stream.of(options))
              .toArray(String[]::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private int cdx(String... arguments) {
    return Cdx.commandLine(new PrintWriter(out, true), new PrintWriter(err, true))
        .execute(arguments);
  }

  private List<JsonNode> results() {
    return out.toString()
        .lines()
        .map(
            line -> {
              try {
                return JSON.readTree(line);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            })
        .toList();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
