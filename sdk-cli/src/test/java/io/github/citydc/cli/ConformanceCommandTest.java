package io.github.citydc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.citydc.signing.node.NodeFolder;
import java.nio.file.Path;
import java.util.Arrays;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

/** {@code cdx conformance} against a real hub, and against commands that are no clients. */
class ConformanceCommandTest {

  private static final String SOME = "S-01,S-16,S-61";

  @TempDir private Path folder;
  private CdxAtHub cdx;
  private Path city;

  @BeforeEach
  void start() throws Exception {
    cdx = new CdxAtHub(folder);
    city = folder.resolve("city");
  }

  @AfterEach
  void stop() {
    cdx.close();
  }

  @Test
  void a_sandbox_node_passes_and_both_reports_say_so() throws Exception {
    Path json = folder.resolve("node.json");
    Path junit = folder.resolve("node.xml");

    assertThat(examine("--only", SOME, "--json", json, "--junit", junit))
        .describedAs(cdx.out() + cdx.err())
        .isZero();

    assertThat(cdx.out().lines().filter(line -> !line.startsWith(" ")))
        .satisfiesExactly(
            one -> assertThat(one).startsWith("ok      S-01  "),
            two -> assertThat(two).startsWith("ok      S-16  "),
            three -> assertThat(three).startsWith("ok      S-61  "),
            end -> assertThat(end).isEqualTo("3 passed, 0 failed, 0 skipped"));
    JsonNode report = new JsonMapper().readTree(json.toFile());
    assertThat(report.path("passed").asInt()).isEqualTo(3);
    assertThat(report.path("checks"))
        .allSatisfy(check -> assertThat(check.path("verdict").asText()).isEqualTo("passed"));
    Element suite =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(junit.toFile())
            .getDocumentElement();
    assertThat(suite.getTagName()).isEqualTo("testsuite");
    assertThat(suite.getAttribute("failures")).isEqualTo("0");
    assertThat(suite.getElementsByTagName("testcase").getLength()).isEqualTo(3);
  }

  @Test
  void titles_are_in_the_language_of_the_user() {
    assertThat(examine("--only", "S-01", "--lang", "zh")).isZero();
    assertThat(cdx.out()).containsPattern("S-01 {2}\\p{IsHan}");
    assertThat(cdx.run("conformance", "--list")).isZero();
    assertThat(cdx.out().lines())
        .hasSize(70)
        .first()
        .asString()
        .startsWith("S-01  ")
        .contains("[M-4.1-01, ");
  }

  @Test
  void a_client_that_says_delivered_and_sends_nothing_fails() throws Exception {
    Path json = folder.resolve("client.json");

    assertThat(client("exit 0", "--only", "R-53,R-57", "--json", json)).isEqualTo(1);

    assertThat(cdx.out()).contains("FAILED  R-53", "skip    R-57", "clauses: M-6-04");
    JsonNode report = new JsonMapper().readTree(json.toFile());
    assertThat(report.path("failed").asInt()).isEqualTo(1);
    assertThat(report.path("skipped").asInt()).isEqualTo(1);
  }

  @Test
  void what_cannot_be_meant_is_a_usage_error() {
    assertThat(cdx.run("conformance")).isEqualTo(2);
    assertThat(cdx.err()).contains("Either --to", "or --send");
    assertThat(examine("--send", "exit 0")).isEqualTo(2);
    assertThat(cdx.err()).contains("Either --to", "or --send");
    assertThat(cdx.run("conformance", "--to", cdx.url())).isEqualTo(2);
    assertThat(cdx.err()).contains("--key");
    assertThat(examine("--only", "S-99")).isEqualTo(2);
    assertThat(cdx.err()).contains("S-99", "--list");
    assertThat(client("exit 0", "--only", "S-01")).isEqualTo(2);
    assertThat(cdx.err()).contains("no check \"S-01\" of a client");
    assertThat(cdx.run("conformance", "--key", folder, "--pull", "exit 0")).isEqualTo(2);
    assertThat(cdx.err()).contains("--send");
  }

  private int examine(Object... more) {
    return run(new Object[] {"conformance", "--to", cdx.url(), "--city", city}, more);
  }

  private int client(String command, Object... more) {
    Path hub = NodeFolder.in(city, CdxAtHub.HUB).path();
    return run(new Object[] {"conformance", "--key", hub, "--send", command}, more);
  }

  private int run(Object[] words, Object... more) {
    Object[] all = Arrays.copyOf(words, words.length + more.length);
    System.arraycopy(more, 0, all, words.length, more.length);
    return cdx.run(all);
  }
}
