package io.github.citydc.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.citydc.cli.pull.CursorFile;
import io.github.citydc.exchange.jdbc.JdbcRecords;
import io.github.citydc.exchange.jdbc.JdbcSchema;
import io.github.citydc.exchange.jdbc.NodeDatabase;
import io.github.citydc.exchange.records.Catalog;
import io.github.citydc.exchange.records.CursorKey;
import io.github.citydc.exchange.records.ReadPolicy;
import io.github.citydc.exchange.records.RecordChange;
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
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code cdx reconcile} and {@code cdx pull} against a real hub. */
class SyncCommandsTest {

  private static final NodeId HUB = NodeId.parse("440100:114401000074821105:hub");
  private static final NodeId VENDOR = NodeId.parse("440106:11440106007482911C:grid");
  private static final Path EXAMPLE =
      Path.of("..", "docs", "standard", "examples", "population.person-1.json");
  private static final OffsetDateTime NOW = OffsetDateTime.parse("2026-11-24T09:00:00+08:00");
  private static final String OPEN = "306001/000001";

  @TempDir private Path folder;
  private SandboxNode hub;
  private JdbcConnectionPool database;
  private JdbcRecords records;
  private Path key;
  private StringWriter out = new StringWriter();
  private StringWriter err = new StringWriter();

  @BeforeEach
  void start() throws IOException {
    SandboxCity city = SandboxCity.keptIn(folder.resolve("city"), "Test Root", Passphrase.none());
    city.enrol(VENDOR);
    key = NodeFolder.in(folder.resolve("city"), VENDOR).path();
    database = JdbcConnectionPool.create("jdbc:h2:file:" + folder.resolve("hub"), "sa", "");
    JdbcSchema.create(database);
    records = JdbcRecords.on(NodeDatabase.of(database, HUB));
    hub =
        SandboxNode.builder(city, HUB)
            .storingIn((DataSource) database)
            .recordingEverything()
            .offering(Catalog.of(List.of(entry())), records, ReadPolicy.byShareType())
            .start();
  }

  @AfterEach
  void stop() {
    hub.close();
    database.dispose();
  }

  @Test
  void a_message_the_hub_has_lost_is_found_and_sent_again() throws Exception {
    Path file =
        Files.writeString(folder.resolve("persons.ndjson"), oneLine() + "\n" + oneLine() + "\n");
    Path outbox = folder.resolve("outbox");
    List<Object> sending =
        List.of("send", "--durable", outbox, "--type", "population.person", file);
    assertThat(at(sending)).isZero();
    List<Object> reconciling = List.of("reconcile", "--db", outbox);
    assertThat(at(reconciling)).describedAs(out + "" + err).isZero();
    assertThat(out.toString().lines()).hasSize(1);
    assertThat(out.toString()).contains("\"agreed\":true", "\"agreed\":2");

    atHub("DELETE FROM cdx_inbox WHERE message_id = (SELECT MAX(message_id) FROM cdx_inbox)");
    assertThat(at(reconciling)).isEqualTo(1);
    assertThat(out.toString()).contains("\"verdict\":\"missing\"", "\"repaired\":false");
    assertThat(at(List.of("reconcile", "--db", outbox, "--repair"))).isEqualTo(1);
    assertThat(out.toString()).contains("\"verdict\":\"missing\"", "\"repaired\":true");
    assertThat(out.toString()).doesNotContain("440106198001010019", "张三");

    at(sending);
    assertThat(at(reconciling)).describedAs(out + "" + err).isZero();
  }

  @Tag("slow")
  @Test
  void what_is_no_day_or_no_outbox_is_a_usage_error() {
    assertThat(at(List.of("reconcile", "--db", folder.resolve("none")))).isEqualTo(2);
    assertThat(at(List.of("reconcile", "--db", folder.resolve("hub"), "--date", "2003-02-30")))
        .isEqualTo(2);
    assertThat(err.toString()).contains("'2003-02-30' is no date of the calendar");
  }

  @Test
  void records_are_pulled_as_lines_and_the_same_command_goes_on() throws Exception {
    Path cursor = folder.resolve("persons.cursor");
    append("p1", "p2", "p3");

    assertThat(pull("--cursor", cursor, "--limit", "2")).describedAs(err + "").isZero();
    assertThat(out.toString().lines()).hasSize(3);
    assertThat(out.toString()).contains("\"id\":\"p1\"", "\"payload\":{");
    assertThat(err.toString()).contains("3 changes");

    append("p4");
    assertThat(pull("--cursor", cursor)).isZero();
    assertThat(out.toString().lines())
        .singleElement()
        .satisfies(line -> assertThat(line).contains("\"id\":\"p4\""));
    assertThat(pull("--cursor", cursor)).isZero();
    assertThat(out.toString()).isEmpty();
    try (var files = Files.list(folder)) {
      assertThat(files.map(path -> path.getFileName().toString()))
          .contains("persons.cursor")
          .doesNotContain("persons.cursor.new");
    }
  }

  @Test
  void a_cursor_of_a_log_that_is_gone_says_which_file_to_remove() throws Exception {
    Path cursor = folder.resolve("persons.cursor");
    append("p1");
    assertThat(pull("--cursor", cursor)).isZero();
    records.renew();

    assertThat(pull("--cursor", cursor)).isEqualTo(2);
    assertThat(err.toString())
        .contains(
            "Remove the file to begin again", cursor.toString(), "all records come once more");
    Files.delete(cursor);
    assertThat(pull("--cursor", cursor)).isZero();
    assertThat(out.toString().lines()).hasSize(1);
  }

  @Test
  void the_cursor_stays_where_it_was_if_the_lines_cannot_be_written() throws Exception {
    Path cursor = folder.resolve("persons.cursor");
    append("p1");
    Writer full =
        new Writer() {
          @Override
          public void write(char[] text, int offset, int length) throws IOException {
            throw new IOException("No space left on device");
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };

    assertThat(
            run(
                new PrintWriter(full),
                List.of("pull", "--type", "population.person", "--cursor", cursor)))
        .isNotZero();
    assertThat(err.toString()).contains("the cursor stays where it was");
    assertThat(cursor).doesNotExist();
    assertThat(pull("--cursor", cursor)).isZero();
    assertThat(out.toString().lines()).hasSize(1);
  }

  @Test
  void a_file_that_is_no_cursor_is_refused_and_left_alone() throws IOException {
    for (String text : List.of("not a cursor at all", "", "{\"file\":\"cdx-upload/1\"}\n{}\n")) {
      Path cursor = Files.writeString(folder.resolve("persons.cursor"), text);

      assertThat(pull("--cursor", cursor)).isEqualTo(2);
      assertThat(err.toString()).contains("persons.cursor is no cursor of a pull");
      assertThat(out.toString()).isEmpty();
      assertThat(cursor).hasContent(text);
    }
    Path cursor =
        Files.writeString(folder.resolve("persons.cursor"), "{\"file\":\"cdx-cursor/1\"}\n{}\n");
    assertThat(pull("--cursor", cursor)).isEqualTo(2);
    assertThat(err.toString()).contains("persons.cursor is damaged in line 2");
  }

  @Test
  void a_cursor_belongs_to_one_type_and_resource() throws Exception {
    Path cursor = folder.resolve("persons.cursor");
    append("p1");
    assertThat(pull("--cursor", cursor)).isZero();

    assertThat(pull("--cursor", cursor, "--resource", OPEN)).isEqualTo(2);
    assertThat(err.toString())
        .contains("is the cursor of other records: its resource is \"\", not \"" + OPEN + "\"")
        .contains("Take another --cursor");
    assertThat(at(List.of("pull", "--type", "space.building", "--cursor", cursor))).isEqualTo(2);
    assertThat(err.toString()).contains("its type is \"population.person/1\"");
  }

  @Test
  void a_cursor_that_another_process_uses_is_refused_with_who_it_is() throws Exception {
    Path cursor = folder.resolve("persons.cursor");
    append("p1");
    try (CdxProcess holder = CdxProcess.startMain(HolderMain.class, cursor)) {
      holder.awaitLines("held", 1);

      assertThat(pull("--cursor", cursor)).isEqualTo(2);
      assertThat(err.toString())
          .contains("persons.cursor is in use by process " + holder.pid())
          .contains(HolderMain.class.getName())
          .contains(" since 20");
      holder.kill();
    }
    assertThat(pull("--cursor", cursor)).describedAs(err + "").isZero();
    assertThat(folder.resolve("persons.cursor.lock")).doesNotExist();
  }

  /** Holds a cursor until it is killed. */
  static final class HolderMain {

    private HolderMain() {}

    public static void main(String[] arguments) throws Exception {
      CursorKey key = new CursorKey(HUB, PayloadType.of(Person.class), Optional.empty());
      try (CursorFile held = CursorFile.open(Path.of(arguments[0]), key)) {
        System.out.println("held" + held.cursor().orElse(""));
        Thread.sleep(Long.MAX_VALUE);
      }
    }
  }

  private int pull(Object... more) {
    List<Object> words = new ArrayList<>(List.of("pull", "--type", "population.person"));
    words.addAll(List.of(more));
    return at(words);
  }

  private int at(List<Object> words) {
    out = new StringWriter();
    return run(new PrintWriter(out, true), words);
  }

  private int run(PrintWriter to, List<Object> words) {
    err = new StringWriter();
    List<Object> all = new ArrayList<>(words);
    all.addAll(1, List.of("--to", hub.baseUrl(), "--key", key));
    String[] texts = all.stream().map(Object::toString).toArray(String[]::new);
    return Cdx.commandLine(to, new PrintWriter(err, true)).execute(texts);
  }

  private void append(String... ids) throws SQLException {
    Person person =
        PayloadJson.standard().read(example(PayloadType.of(Person.class)), Person.class);
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      records.append(
          connection,
          Arrays.stream(ids).map(id -> RecordChange.upsert(OPEN, id, person, NOW)).toList());
      connection.commit();
    }
  }

  private void atHub(String sql) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      assertThat(statement.executeUpdate(sql)).isEqualTo(1);
    }
  }

  private static CatalogEntry entry() {
    CatalogEntry example =
        PayloadJson.standard()
            .read(example(PayloadType.of(CatalogEntry.class)), CatalogEntry.class);
    return CatalogEntryBuilder.builder(example)
        .resourceCode(OPEN)
        .sharing(SharingBuilder.builder(example.sharing()).type("1").build())
        .build();
  }

  private static byte[] example(PayloadType type) {
    return InterfaceStandard.example(type).orElseThrow().getBytes(StandardCharsets.UTF_8);
  }

  private static String oneLine() throws IOException {
    return Files.readString(EXAMPLE).replaceAll("\\s*\\n\\s*", "");
  }
}
