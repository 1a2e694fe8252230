package io.github.citydc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.citydc.exchange.jdbc.JdbcGrants;
import io.github.citydc.exchange.jdbc.JdbcSchema;
import io.github.citydc.exchange.jdbc.JdbcUseLog;
import io.github.citydc.exchange.jdbc.NodeDatabase;
import io.github.citydc.exchange.query.QueryKey;
import io.github.citydc.exchange.query.QueryOffer;
import io.github.citydc.exchange.records.Catalog;
import io.github.citydc.exchange.sharing.Grants;
import io.github.citydc.exchange.usage.Use;
import io.github.citydc.model.Payload;
import io.github.citydc.model.PayloadJson;
import io.github.citydc.model.PayloadType;
import io.github.citydc.model.catalog.CatalogEntry;
import io.github.citydc.model.catalog.CatalogEntryBuilder;
import io.github.citydc.model.catalog.SharingBuilder;
import io.github.citydc.model.population.Person;
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code cdx query}, {@code cdx verify-answer} and {@code cdx usage} against a real hub. */
class QueryCommandsTest {

  private static final NodeId HUB = NodeId.parse("440100:114401000074821105:hub");
  private static final NodeId VENDOR = NodeId.parse("440106:11440106007482911C:grid");
  private static final String RESOURCE = "306001/000001";
  private static final Person PERSON = example(Person.class);

  @TempDir private Path folder;
  private SandboxNode hub;
  private boolean running;
  private JdbcConnectionPool database;
  private Path key;
  private StringWriter out = new StringWriter();
  private StringWriter err = new StringWriter();

  @BeforeEach
  void start() throws IOException {
    SandboxCity city = SandboxCity.keptIn(folder.resolve("city"), "Test Root", Passphrase.none());
    city.enrol(VENDOR);
    key = NodeFolder.in(folder.resolve("city"), VENDOR).path();
    database = JdbcConnectionPool.create("jdbc:h2:file:" + folder.resolve("hub"), "", "");
    JdbcSchema.create(database);
    CatalogEntry entry = example(CatalogEntry.class);
    hub =
        SandboxNode.builder(city, HUB)
            .storingIn(database)
            .contentIn(folder.resolve("content"))
            .endpoint(
                QueryOffer.builder(
                        Catalog.of(
                            List.of(
                                CatalogEntryBuilder.builder(entry)
                                    .resourceCode(RESOURCE)
                                    .sharing(
                                        SharingBuilder.builder(entry.sharing()).type("1").build())
                                    .build())),
                        Grants.stored(JdbcGrants.on(NodeDatabase.of(database, HUB))),
                        JdbcUseLog.on(NodeDatabase.of(database, HUB)))
                    .answering(
                        RESOURCE,
                        Person.class,
                        (query, reader) ->
                            query.key().containsValue("p-1") ? List.of(PERSON) : List.of(),
                        QueryKey.id())
                    .build())
            .start();
    running = true;
  }

  @AfterEach
  void stop() {
    if (running) {
      running = false;
      hub.close();
      database.dispose();
    }
  }

  private static <P extends Payload> P example(Class<P> type) {
    return PayloadJson.standard()
        .read(
            InterfaceStandard.example(PayloadType.of(type))
                .orElseThrow()
                .getBytes(StandardCharsets.UTF_8),
            type);
  }

  private int cdx(Object... words) {
    out = new StringWriter();
    err = new StringWriter();
    String[] arguments = Arrays.stream(words).map(String::valueOf).toArray(String[]::new);
    return Cdx.commandLine(new PrintWriter(out, true), new PrintWriter(err, true))
        .execute(arguments);
  }

  private int query(Object... words) {
    List<Object> all =
        new ArrayList<>(
            List.of(
                "query",
                "--to",
                hub.baseUrl(),
                "--key",
                key,
                "--resource",
                RESOURCE,
                "--purpose",
                "核验身份"));
    all.addAll(List.of(words));
    return cdx(all.toArray());
  }

  private String root() {
    return folder.resolve("city").resolve("root.pem").toString();
  }

  @Test
  void a_record_is_asked_for_and_its_proof_verified_with_the_root_alone() throws IOException {
    Path proof = folder.resolve("answer.json");

    assertThat(query("--by", "id=p-1", "--proof", proof)).describedAs(err + "").isZero();
    assertThat(out.toString())
        .contains("\"verdict\":\"found\"", "\"record\":{", PERSON.name(), "\"provider\":\"" + HUB);

    assertThat(cdx("verify-answer", "--trust", root(), proof)).describedAs(err + "").isZero();
    assertThat(out.toString())
        .contains("\"verified\":true", "\"verdict\":\"found\"", "\"answeredBy\":\"" + HUB)
        .contains("\"askedBy\":\"" + VENDOR)
        .doesNotContain(PERSON.name(), "p-1");

    byte[] changed = Files.readAllBytes(proof);
    changed[changed.length / 2] ^= 1;
    Files.write(proof, changed);
    assertThat(cdx("verify-answer", "--trust", root(), proof)).isEqualTo(1);
    assertThat(out.toString()).contains("\"verified\":false");
  }

  @Test
  void a_proof_takes_the_place_of_nothing_and_the_register_is_not_asked_in_vain()
      throws IOException {
    Path mine = Files.writeString(folder.resolve("key.pem"), "mine");
    Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("elsewhere"));

    for (Path there : List.of(mine, link, folder)) {
      assertThat(query("--by", "id=p-1", "--proof", there)).isEqualTo(2);
      assertThat(err.toString()).contains(there + " is there already and is left as it is");
    }
    assertThat(query("--by", "id=p-1", "--proof", folder.resolve("none").resolve("a")))
        .isEqualTo(2);
    assertThat(err.toString()).contains("there is no folder " + folder.resolve("none"));

    assertThat(mine).hasContent("mine");
    assertThat(link).isSymbolicLink();
    assertThat(out.toString()).doesNotContain("verdict");
  }

  @Test
  void what_is_not_there_is_a_finding_and_a_key_may_come_from_a_file() throws IOException {
    assertThat(query("--by", "id=p-9")).isEqualTo(1);
    assertThat(out.toString()).contains("\"verdict\":\"not-found\"").doesNotContain("record\":{");

    Path file = Files.writeString(folder.resolve("key.json"), "{\"id\":\"p-1\"}");
    assertThat(query("--by-file", file)).describedAs(err + "").isZero();

    Files.writeString(file, "{\"id\":1}");
    assertThat(query("--by-file", file)).isEqualTo(2);
    assertThat(query()).isEqualTo(2);
    assertThat(query("--by", "name=x")).isEqualTo(1);
    assertThat(err.toString()).contains("is none of this resource, which has id");
  }

  @Test
  void uses_are_listed_and_exported_and_the_young_ones_stay() throws IOException {
    query("--by", "id=p-1");
    query("--by", "id=p-9");
    stop();
    String db = folder.resolve("hub").toString();

    assertThat(cdx("usage", "list", "--db", db)).describedAs(err + "").isZero();
    List<String> newestFirst = out.toString().lines().toList();
    assertThat(newestFirst).hasSize(2);
    assertThat(newestFirst.get(0)).contains("\"kind\":\"query\"", "\"records\":0");
    assertThat(Use.fromJson(newestFirst.get(1).getBytes(StandardCharsets.UTF_8)).purpose())
        .contains("核验身份");

    assertThat(cdx("usage", "export", "--db", db, "--reader", VENDOR)).isZero();
    assertThat(out.toString().lines()).hasSize(2).first().isEqualTo(newestFirst.get(1));
    assertThat(cdx("usage", "export", "--db", db, "--reader", HUB)).isZero();
    assertThat(out.toString()).isEmpty();

    Path archive = folder.resolve("uses.ndjson");
    assertThat(cdx("usage", "archive", "--db", db, "--before", "2026-01-01", "--to", archive))
        .isEqualTo(2);
    assertThat(err.toString()).contains("for 3 years at least: Decree 809, article 29");
    assertThat(cdx("usage", "archive", "--db", db, "--before", "2020-01-01", "--to", archive))
        .describedAs(err + "")
        .isZero();
    assertThat(out.toString()).contains("\"archived\":0");
  }
}
