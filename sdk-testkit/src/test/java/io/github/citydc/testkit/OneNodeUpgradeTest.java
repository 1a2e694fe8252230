package io.github.citydc.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.citydc.exchange.jdbc.JdbcInbox;
import io.github.citydc.exchange.jdbc.JdbcOutbox;
import io.github.citydc.exchange.jdbc.JdbcSchema;
import io.github.citydc.exchange.jdbc.JdbcUseLog;
import io.github.citydc.exchange.jdbc.NodeDatabase;
import io.github.citydc.exchange.outbox.OutboxState;
import io.github.citydc.exchange.reconciliation.Reconciler;
import io.github.citydc.exchange.usage.LoggedUse;
import io.github.citydc.exchange.usage.UseFilter;
import io.github.citydc.model.population.Person;
import io.github.citydc.naming.node.NodeId;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;

/** A database from before the tables knew several nodes, with what a node had stored in it. */
@ParameterizedClass
@EachDatabase
class OneNodeUpgradeTest {

  private static final NodeId WUSHAN = NodeId.parse("440106:11440106007482911C:wushan");
  private static final NodeId OTHER = NodeId.parse("440106:11440106007482911C:other");

  @TempDir private Path folder;
  @Parameter private TestDatabase kind;
  private TestDatabase.Running old;
  private SandboxCity city;

  @BeforeEach
  void start() throws Exception {
    old = kind.startEmpty(folder.resolve("old"));
    city = SandboxCity.found("Test Root");
    new TableRows(old.dataSource()).run(script());
  }

  @AfterEach
  void stop() {
    old.close();
  }

  @Test
  void its_rows_belong_to_the_node_that_is_named() throws Exception {
    try (TestDatabase.Running source = kind.start(folder.resolve("source"))) {
      TableRows before = filled(source);

      JdbcSchema.migrate(old.dataSource(), WUSHAN);

      TableRows after = new TableRows(old.dataSource());
      NodeDatabase database = NodeDatabase.of(old.dataSource(), WUSHAN);
      assertThat(database.number()).isEqualTo(1);
      assertThat(NodeDatabase.of(old.dataSource(), OTHER).number()).isEqualTo(2);
      for (String table :
          List.of(
              "cdx_inbox",
              "cdx_outbox",
              "cdx_batch",
              "cdx_nonce",
              "cdx_record",
              "cdx_content",
              "cdx_content_place")) {
        assertThat(after.rowsByNode(table))
            .as(table)
            .isEqualTo(before.rowsByNode(table))
            .containsOnlyKeys(1);
      }
      assertThat(JdbcInbox.on(database).latest(Optional.empty(), 99)).hasSize(5);
      JdbcOutbox outbox = JdbcOutbox.on(database);
      assertThat(outbox.list(OutboxState.DELIVERED, 99)).hasSize(5);
      assertThat(outbox.backlog(99).waiting()).isEqualTo(2);
    }
  }

  @Test
  void its_records_of_use_are_where_they_are_searched() throws Exception {
    new TableRows(old.dataSource())
        .run(
            """
            INSERT INTO cdx_use (kind, used_at, reader, resource, type, grant_id, records, bytes)
            VALUES ('pull', CURRENT_TIMESTAMP, '%s', 'a', 'population.person/1', 'g', 3, 900);
            """
                .formatted(OTHER));

    JdbcSchema.migrate(old.dataSource(), WUSHAN);

    JdbcUseLog log = JdbcUseLog.on(NodeDatabase.of(old.dataSource(), WUSHAN));
    List<LoggedUse> before = log.list(UseFilter.all(), 0, 9);
    assertThat(before).hasSize(1);
    log.add(List.of(before.get(0).use()));
    assertThat(log.list(UseFilter.all(), before.get(0).position(), 9)).hasSize(1);
    assertThat(log.count("g", Instant.EPOCH)).isEqualTo(2);
    assertThat(new TableRows(old.dataSource()).rows("cdx_use_kept")).hasSize(1);
  }

  /** Stores with the tables of today, and copies what is there into those of old. */
  private TableRows filled(TestDatabase.Running source) throws Exception {
    TableRows before = new TableRows(source.dataSource());
    try (Street street = new Street(city, WUSHAN, source.dataSource(), folder)) {
      street.enqueue(street.prepare(WUSHAN, 5), Optional.of("key"));
      street.dispatch();
      street.upload(WUSHAN, 9, 2);
      street.enqueue(street.prepare(OTHER, 2), Optional.of("key"));
      assertThat(
              Reconciler.of(street.client, street.outbox)
                  .compare(WUSHAN, LocalDate.now(ZoneOffset.ofHours(8)))
                  .isAgreed())
          .isTrue();
      assertThat(street.node.received(Person.class)).hasSize(14);
    }
    TableRows into = new TableRows(old.dataSource());
    for (String table : into.tables()) {
      if (table.equals("cdx_schema") || table.equals("cdx_retention")) {
        continue;
      }
      List<Map<String, Object>> rows = before.rows(table);
      rows.forEach(row -> row.put("number", 1));
      into.insert(table, rows);
    }
    return before;
  }

  @Test
  void nobody_uses_it_before_it_is_said_whose_they_are() throws Exception {
    new TableRows(old.dataSource())
        .run("INSERT INTO cdx_cursor VALUES ('a', 'b', 'c', 'd', CURRENT_TIMESTAMP);");
    JdbcSchema.migrate(old.dataSource());

    assertThatThrownBy(() -> NodeDatabase.of(old.dataSource(), WUSHAN))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Say whose they are")
        .hasMessageContaining("UPDATE cdx_node SET node_id");
    assertThatThrownBy(() -> NodeDatabase.nodes(old.dataSource()))
        .isInstanceOf(IllegalStateException.class);

    JdbcSchema.migrate(old.dataSource(), WUSHAN);
    JdbcSchema.migrate(old.dataSource(), OTHER);
    assertThat(NodeDatabase.nodes(old.dataSource())).containsExactly(WUSHAN);
  }

  @Test
  void tables_without_rows_belong_to_nobody() {
    JdbcSchema.migrate(old.dataSource());

    assertThat(NodeDatabase.of(old.dataSource(), OTHER).number()).isEqualTo(1);
    assertThat(JdbcInbox.on(NodeDatabase.of(old.dataSource(), OTHER)).forgottenBefore()).isEmpty();
  }

  @Test
  void it_has_the_tables_and_indexes_of_a_new_one() throws Exception {
    JdbcSchema.migrate(old.dataSource());

    try (TestDatabase.Running fresh = kind.startEmpty(folder.resolve("fresh"))) {
      JdbcSchema.create(fresh.dataSource());
      TableRows made = new TableRows(fresh.dataSource());
      TableRows migrated = new TableRows(old.dataSource());
      for (String table : made.tables()) {
        assertThat(migrated.columns(table)).as(table).isEqualTo(made.columns(table));
        assertThat(migrated.indexes(table).values())
            .as(table)
            .containsExactlyInAnyOrderElementsOf(made.indexes(table).values());
      }
    }
  }

  /** The first script of the tables, as it was before the second. */
  private String script() throws Exception {
    String name = "/tables-of-one-node/" + kind.name().toLowerCase(Locale.ROOT) + ".sql";
    try (InputStream script = OneNodeUpgradeTest.class.getResourceAsStream(name)) {
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
