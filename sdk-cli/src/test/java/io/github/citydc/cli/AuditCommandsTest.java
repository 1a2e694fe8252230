package io.github.citydc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.citydc.code.ChinaTime;
import io.github.citydc.exchange.Call;
import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.audit.AuditEntry;
import io.github.citydc.exchange.audit.AuditVerdict;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.testkit.SandboxCity;
import io.github.citydc.testkit.SandboxNode;
import io.github.citydc.testkit.SandboxNodeBuilder;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code cdx audit} on the trail of a node. */
class AuditCommandsTest {

  private static final NodeId HUB = NodeId.parse("440100:114401000074821105:hub");
  private static final NodeId VENDOR = NodeId.parse("440106:11440106007482911C:grid");

  @TempDir private Path folder;
  private StringWriter out = new StringWriter();
  private StringWriter err = new StringWriter();
  private String database = "";

  @BeforeEach
  void askANode() {
    SandboxCity city = SandboxCity.found("Test Root");
    try (SandboxNode hub =
            SandboxNode.builder(city, HUB)
                .storingIn(folder)
                .recordingEverything()
                .auditing()
                .start();
        ExchangeClient client = city.client(VENDOR).build()) {
      client.call(HUB, Call.get("/node"));
      client.call(HUB, Call.get("/parking").expecting(404));
      assertThat(hub.refusals()).hasSize(1);
    }
    database = folder.resolve(SandboxNodeBuilder.DATABASE).toString();
  }

  private int cdx(Object... words) {
    out = new StringWriter();
    err = new StringWriter();
    String[] arguments = Arrays.stream(words).map(String::valueOf).toArray(String[]::new);
    return Cdx.commandLine(new PrintWriter(out, true), new PrintWriter(err, true))
        .execute(arguments);
  }

  @Test
  void the_trail_is_listed_exported_and_archived() {
    assertThat(cdx("audit", "list", "--db", database)).describedAs(err + "").isZero();
    List<String> newestFirst = out.toString().lines().toList();
    assertThat(newestFirst).hasSize(2);
    AuditEntry refused = AuditEntry.fromJson(newestFirst.get(0).getBytes(StandardCharsets.UTF_8));
    assertThat(refused.verdict()).isEqualTo(AuditVerdict.REFUSED);
    assertThat(refused.node()).contains(VENDOR);

    assertThat(cdx("audit", "list", "--db", database, "--verdict", "refused")).isZero();
    assertThat(out.toString().lines()).containsExactly(newestFirst.get(0));
    assertThat(cdx("audit", "list", "--db", database, "--verdict", "perhaps")).isEqualTo(2);
    assertThat(err.toString()).contains("There is no verdict perhaps");

    assertThat(cdx("audit", "export", "--db", database, "--sender", VENDOR)).isZero();
    assertThat(out.toString().lines()).hasSize(2).first().isEqualTo(newestFirst.get(1));
    assertThat(cdx("audit", "export", "--db", database, "--sender", HUB)).isZero();
    assertThat(out.toString()).isEmpty();

    Path archive = folder.resolve("audit.ndjson");
    assertThat(
            cdx(
                "audit",
                "archive",
                "--db",
                database,
                "--before",
                LocalDate.now(ChinaTime.ZONE).minusMonths(1),
                "--to",
                archive))
        .isEqualTo(2);
    assertThat(err.toString()).contains("for 6 months at least");
    assertThat(cdx("audit", "archive", "--db", database, "--before", "2020-01-01", "--to", archive))
        .describedAs(err + "")
        .isZero();
    assertThat(out.toString()).contains("\"archived\":0");
  }
}
