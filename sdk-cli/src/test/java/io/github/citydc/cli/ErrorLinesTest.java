package io.github.citydc.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.citydc.model.PayloadType;
import io.github.citydc.model.population.Person;
import io.github.citydc.model.standard.InterfaceStandard;
import io.github.citydc.signing.node.NodeFolder;
import io.github.citydc.signing.node.Passphrase;
import io.github.citydc.testkit.SandboxCity;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What goes wrong on the command line is told in one line: what was to be done, to what, why it was
 * not, and what to try. The exit code is that of its kind.
 */
class ErrorLinesTest {

  private static final String PERSON =
      InterfaceStandard.example(PayloadType.of(Person.class))
          .orElseThrow()
          .lines()
          .map(String::strip)
          .collect(Collectors.joining());
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  @TempDir private static Path folder;
  private static CdxAtHub cdx;

  private final InputStream typed = System.in;

  @BeforeAll
  static void start() throws IOException {
    cdx = new CdxAtHub(folder);
    Files.writeString(folder.resolve("request.http"), "GET /a HTTP/1.1\nHost: hub.example\n\n");
    Files.writeString(folder.resolve("empty.ndjson"), "");
    Files.createDirectory(folder.resolve("none"));
  }

  @AfterAll
  static void stop() {
    cdx.close();
  }

  /** That of the tests is how the build talks to them. */
  @BeforeEach
  void typeNothing() {
    System.setIn(InputStream.nullInputStream());
  }

  @AfterEach
  void giveStandardInputBack() {
    System.setIn(typed);
  }

  private static Path file(String name) {
    return folder.resolve(name);
  }

  /** One line on standard error, without the words that every failure has. */
  private static void assertTold(int exitCode, int expected, String... parts) {
    assertThat(exitCode).as(cdx.err() + cdx.out()).isEqualTo(expected);
    assertThat(cdx.err().lines()).singleElement().asString().startsWith("cdx ").contains(parts);
    assertThat(cdx.err()).doesNotContain("Exception", "null");
  }

  static Stream<List<Object>> commandsOnAFileThatIsNotThere() {
    Path root = file("city").resolve("root.pem");
    Path cert = cdx.key().resolve("certificate.pem");
    Path none = file("nofile");
    Path request = file("request.http");
    return Stream.of(
        List.of("sign", "--key", none, "--components", "\"@method\"", request),
        List.of("sign", "--key", none, "--cert", none, request),
        List.of("sign", "--key", cdx.key().resolve("key.pem"), "--cert", cert, none),
        List.of("verify", "--trust", root, "--cert", cert, none),
        List.of("verify", "--trust", none, "--cert", cert, request),
        List.of("verify", "--public-key", none, request),
        List.of("explain", "--cert", cert, none),
        List.of("explain", "--cert", none, request),
        List.of("explain", "--cert", cert, "--sender-base", none, request),
        List.of("verify-receipt", "--trust", root, none),
        List.of("verify-receipt", "--trust", none, file("none")),
        List.of("resolve", "--directory", none, CdxAtHub.HUB),
        List.of("resolve", "--plan", none, CdxAtHub.HUB),
        List.of("resolve", "--trust", none, CdxAtHub.HUB),
        List.of("validate", "population.person", none),
        List.of("check", "citizen-id", none),
        List.of("upload", "population.person", "--to", cdx.url(), "--key", cdx.key(), none),
        List.of(
            "send", "--to", cdx.url(), "--key", cdx.key(), "--type", "population.person", none));
  }

  @ParameterizedTest
  @MethodSource("commandsOnAFileThatIsNotThere")
  void a_file_that_is_not_there_is_named(List<Object> words) {
    assertTold(cdx.run(words.toArray()), 2, file("nofile").toString(), "is not there");
  }

  @Test
  void a_folder_in_place_of_a_file_is_named() {
    String[] said = {file("none").toString(), "it is a folder"};

    assertTold(cdx.to("send", "--type", "population.person", file("none")), 2, said);
    assertTold(cdx.to("upload", "population.person", file("none")), 2, said);
    assertTold(cdx.run("explain", "--cert", file("none"), file("request.http")), 2, said);
    assertTold(cdx.run("verify-receipt", "--trust", file("none"), file("none")), 2, said);
  }

  @Test
  void a_folder_that_cannot_be_written_is_named() throws IOException {
    Path readOnly = Files.createDirectories(file("read-only"));
    Files.setPosixFilePermissions(readOnly, PosixFilePermissions.fromString("r-xr-xr-x"));
    Assumptions.assumeFalse(Files.isWritable(readOnly), "This user may write everywhere");

    assertTold(
        cdx.run("keygen", "--node", CdxAtHub.VENDOR, "--out", readOnly.resolve("city")),
        2,
        readOnly.toString(),
        "permission denied");
  }

  @Test
  void a_file_where_a_folder_should_be_is_named() {
    assertTold(
        cdx.run("keygen", "--node", CdxAtHub.VENDOR, "--out", file("request.http")),
        2,
        file("request.http").toString());
  }

  @Test
  void an_attachment_that_is_not_there_is_named() throws IOException {
    Files.writeString(file("document.json"), "{}");

    assertTold(
        cdx.to(
            "send",
            "--type",
            "document.official-document",
            "--attach",
            "a=" + file("nofile"),
            file("document.json")),
        2,
        "A file was not sent",
        file("nofile") + " is not there");
  }

  @Test
  void nobody_who_listens_is_told_with_address_and_cause() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    String url = "http://127.0.0.1:" + port + "/cdx/v1";
    Files.writeString(file("person.ndjson"), PERSON);

    for (String command : List.of("send", "pull")) {
      assertTold(
          cdx.run(command, "--to", url, "--key", cdx.key(), "--type", "population.person"),
          3,
          "No answer from 127.0.0.1:" + port,
          "onnection refused",
          "does the node run");
    }
    assertTold(
        cdx.run(
            "send",
            "--to",
            "http://nowhere.invalid/cdx/v1",
            "--key",
            cdx.key(),
            "--type",
            "population.person",
            file("person.ndjson")),
        3,
        "the name nowhere.invalid is not known");
  }

  @Test
  void a_message_that_nobody_takes_says_why_in_its_own_line() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    Files.writeString(file("person.ndjson"), PERSON);

    assertThat(
            cdx.run(
                "send",
                "--to",
                "http://127.0.0.1:" + port,
                "--receiver",
                CdxAtHub.HUB,
                "--key",
                cdx.key(),
                "--type",
                "population.person",
                file("person.ndjson")))
        .isIn(1, 3);
    assertThat(cdx.out()).contains("\"reason\":", "onnection refused");
  }

  @Test
  void a_port_in_use_or_out_of_range_is_named() throws IOException {
    try (ServerSocket taken = new ServerSocket(0)) {
      assertTold(
          cdx.run("node", "--data", file("node"), "--port", taken.getLocalPort()),
          3,
          "port " + taken.getLocalPort(),
          "Address already in use");
    }
    assertTold(cdx.run("node", "--data", file("node"), "--port", "99999"), 2, "--port 99999");
    assertTold(cdx.run("node", "--data", file("node"), "--port", "-1"), 2, "--port -1");
  }

  @Test
  void a_node_that_offers_nothing_is_not_a_wrong_address() {
    assertTold(
        cdx.to("pull", "--type", "population.person"),
        1,
        "offers no records of population.person/1",
        "cdx node --offer");
    assertThat(cdx.err()).doesNotContain("base path");
  }

  @Test
  void another_receiver_and_another_root_are_told_once() throws IOException {
    Files.writeString(file("person.ndjson"), PERSON);
    SandboxCity other = SandboxCity.keptIn(file("other-city"), "Other Root", Passphrase.none());
    other.enrol(CdxAtHub.VENDOR);
    Path foreign = NodeFolder.in(file("other-city"), CdxAtHub.VENDOR).path();

    cdx.to(
        "send",
        "--receiver",
        "440106:11440106007482911C:other",
        "--type",
        "population.person",
        file("person.ndjson"));
    assertThat(cdx.out()).contains("\"reason\":");
    assertSaidOnce(cdx.out());

    int exitCode =
        cdx.run(
            "send",
            "--to",
            cdx.url(),
            "--key",
            foreign,
            "--type",
            "population.person",
            file("person.ndjson"));
    assertTold(exitCode, 3, "cannot be trusted");
    assertSaidOnce(cdx.err());
  }

  private static void assertSaidOnce(String text) {
    Stream.of(text.split("[\":.;]\\s|\""))
        .map(String::strip)
        .filter(part -> part.length() > 20)
        .forEach(
            part -> assertThat(text.split(java.util.regex.Pattern.quote(part), -1)).hasSize(2));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "send",
        "send --to x --nosuch",
        "upload population.person --patience many",
        "node --prot 8080",
        "pull --limit 5",
        "keygen",
        "verify",
        "check",
        "name",
        "nosuch",
        "outbox list"
      })
  void wrong_use_is_told_in_two_lines(String words) {
    assertThat(cdx.run((Object[]) words.split(" "))).isEqualTo(2);
    assertThat(cdx.err().lines().count()).as(cdx.err()).isBetween(1L, 2L);
    assertThat(cdx.err()).startsWith("cdx");
  }

  @Test
  void an_option_that_is_misspelt_is_told_what_it_may_be() {
    assertThat(cdx.run("node", "--data", "x", "--prot", "8080")).isEqualTo(2);
    assertThat(cdx.err()).contains("--prot", "--port", "cdx node --help");
  }

  @Test
  void no_input_is_an_answer() {
    assertThat(cdx.to("send", "--type", "population.person", file("empty.ndjson"))).isZero();
    assertThat(cdx.err()).isNotBlank();
    assertThat(cdx.to("upload", "population.person", file("empty.ndjson"))).isZero();
    assertThat(cdx.run("validate", "population.person", file("empty.ndjson"))).isZero();
    assertThat(cdx.run("verify-receipt", "--trust", file("city").resolve("root.pem"), file("none")))
        .isZero();
    assertThat(cdx.err()).contains("There are no receipts", file("none").toString());
  }

  @Test
  void encodings_and_headers_of_files_are_told_before_anything_is_sent() throws IOException {
    String header = "idNumber,name,sex\n";
    String row = "440106199001011231,张三,1\n";
    Files.writeString(file("typo.csv"), "idNumber,nmae,sex\n" + row);
    Files.writeString(file("quote.csv"), header + row + "440106199001011231,\"张三,1\n");

    assertTold(
        cdx.to("upload", "population.person", file("typo.csv")),
        2,
        file("typo.csv").toString(),
        "line 1, column 2",
        "\"nmae\"",
        "is it name?");
    assertTold(
        cdx.to("upload", "population.person", file("quote.csv")),
        2,
        "line 3, column 2",
        "the quote is not closed");
  }

  @Test
  void json_lines_in_other_encodings_are_read() throws IOException {
    Files.write(file("gbk.ndjson"), (PERSON + "\n").getBytes(Charset.forName("GBK")));
    Files.writeString(file("marked.ndjson"), BYTE_ORDER_MARK + PERSON + "\n");
    Files.write(file("binary.ndjson"), new byte[] {'{', (byte) 0xFF, (byte) 0x80});

    assertThat(cdx.to("upload", "population.person", file("gbk.ndjson"))).isZero();
    assertThat(cdx.err()).contains(file("gbk.ndjson") + " is read as GB18030");
    assertThat(cdx.out()).contains("\"accepted\":1").doesNotContain("Broken JSON", "malformed");
    assertThat(cdx.to("upload", "population.person", file("marked.ndjson"))).isZero();
    assertThat(cdx.out()).contains("\"accepted\":1").doesNotContain("byte order mark");
    assertThat(cdx.to("upload", "population.person", file("binary.ndjson"))).isEqualTo(1);
    assertThat(cdx.out()).contains("UTF-8", "(byte 1)");
    assertThat(
            cdx.to("send", "--charset", "GBK", "--type", "population.person", file("gbk.ndjson")))
        .isIn(0, 1);
    assertThat(cdx.out()).doesNotContain("malformed");
  }

  @Test
  void standard_input_with_a_byte_order_mark_is_read() {
    System.setIn(new ByteArrayInputStream((BYTE_ORDER_MARK + PERSON).getBytes(UTF_8)));

    assertThat(cdx.to("upload", "population.person")).isZero();
    assertThat(cdx.out()).contains("\"accepted\":1").doesNotContain("byte order mark");
  }
}
