package io.github.citydc.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.citydc.exchange.archive.Archive;
import io.github.citydc.exchange.batch.AcceptedBatch;
import io.github.citydc.exchange.content.ContentKey;
import io.github.citydc.exchange.content.FolderContentStore;
import io.github.citydc.exchange.jdbc.JdbcBatchStore;
import io.github.citydc.exchange.jdbc.JdbcContentIndex;
import io.github.citydc.exchange.jdbc.JdbcCursors;
import io.github.citydc.exchange.jdbc.JdbcGrants;
import io.github.citydc.exchange.jdbc.JdbcInbox;
import io.github.citydc.exchange.jdbc.JdbcRecords;
import io.github.citydc.exchange.jdbc.JdbcReplayGuard;
import io.github.citydc.exchange.jdbc.JdbcUseLog;
import io.github.citydc.exchange.jdbc.NodeDatabase;
import io.github.citydc.exchange.message.PreparedMessage;
import io.github.citydc.exchange.message.StorageException;
import io.github.citydc.exchange.message.VerificationException;
import io.github.citydc.exchange.outbox.OutboxState;
import io.github.citydc.exchange.reconciliation.Reconciler;
import io.github.citydc.exchange.reconciliation.ReconciliationReport;
import io.github.citydc.exchange.reconciliation.ReconciliationVerdict;
import io.github.citydc.exchange.records.CursorKey;
import io.github.citydc.exchange.records.RecordPuller;
import io.github.citydc.exchange.usage.UseFilter;
import io.github.citydc.model.PayloadType;
import io.github.citydc.model.population.Person;
import io.github.citydc.model.sharing.SharingGrant;
import io.github.citydc.naming.node.NodeId;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;

/** Two streets of one vendor in one schema: neither sees anything of the other. */
@ParameterizedClass
@EachDialect
@Tag("slow")
class SharedSchemaTest {

  private static final NodeId WUSHAN = NodeId.parse("440106:11440106007482911C:wushan");
  private static final NodeId YUANGANG = NodeId.parse("440106:11440106007482911C:yuangang");
  private static final NodeId PORTAL = NodeId.parse("440106:11440106007482911C:portal");
  private static final int MESSAGES = 500;
  private static final int RECORDS = 300;

  /** Tables whose rows belong to no node, and why. */
  private static final List<String> OF_NO_NODE =
      List.of(
          "cdx_schema", // which scripts have run
          "cdx_schema_history", // the same, as Flyway notes it
          "cdx_node"); // the nodes themselves

  @TempDir private Path folder;
  @Parameter private TestDatabase kind;
  private TestDatabase.Running running;
  private SandboxCity city;
  private Street wushan;
  private Street yuangang;

  @BeforeEach
  void start() {
    running = kind.start(folder.resolve("database"));
    city = SandboxCity.found("Test Root");
    wushan = new Street(city, WUSHAN, running.dataSource(), folder);
    yuangang = new Street(city, YUANGANG, running.dataSource(), folder);
  }

  @AfterEach
  void stop() {
    wushan.close();
    yuangang.close();
    running.close();
  }

  @Test
  void each_finds_only_its_own_of_what_both_have_sent_and_received() throws Exception {
    List<PreparedMessage> there = wushan.prepare(YUANGANG, MESSAGES);
    List<PreparedMessage> back = yuangang.prepareLike(WUSHAN, there);
    wushan.enqueue(there, Optional.empty());
    yuangang.enqueue(back, Optional.empty());
    List<PreparedMessage> ordered = wushan.prepare(YUANGANG, 3);
    wushan.enqueue(ordered, Optional.of("house 1"));
    yuangang.enqueue(yuangang.prepareLike(WUSHAN, ordered), Optional.of("house 1"));
    dispatchBoth();
    wushan.upload(YUANGANG, RECORDS, 2);
    yuangang.upload(WUSHAN, RECORDS, 2);

    for (Street street : List.of(wushan, yuangang)) {
      NodeId other = street == wushan ? YUANGANG : WUSHAN;
      assertThat(JdbcInbox.on(street.database).latest(Optional.empty(), 9999))
          .hasSize(MESSAGES + 3)
          .allSatisfy(message -> assertThat(message.sender()).isEqualTo(other));
      assertThat(street.outbox.list(OutboxState.DELIVERED, 9999))
          .hasSize(MESSAGES + 3)
          .allSatisfy(
              entry -> assertThat(entry.message().envelope().sender()).isEqualTo(street.id()));
      JdbcBatchStore batches = JdbcBatchStore.on(street.database);
      AcceptedBatch batch = batches.latest(Optional.empty(), 99).get(0);
      assertThat(batches.latest(Optional.empty(), 99)).hasSize(1);
      assertThat(batch.sender()).isEqualTo(other);
      assertThat(batch.status().accepted()).isEqualTo(RECORDS);
      assertThat(batches.rejected(other, batch.status().batchId(), -1, 0, 99)).hasSize(2);
      assertThat(street.node.received(Person.class)).hasSize(MESSAGES + 3 + RECORDS);
      assertThat(JdbcRecords.on(street.database).end().position())
          .isEqualTo(MESSAGES + 3 + RECORDS);
      ReconciliationReport report =
          Reconciler.of(street.client, street.outbox)
              .compare(other, LocalDate.now(ZoneOffset.ofHours(8)));
      assertThat(report.isAgreed()).isTrue();
      assertThat(report.count(ReconciliationVerdict.AGREED)).isEqualTo(MESSAGES + 3);
    }
    assertEachTableKeepsThemApart();
  }

  /** What one node writes twice as often as the other shows whose rows a query reads. */
  private void assertEachTableKeepsThemApart() throws SQLException {
    TableRows tables = new TableRows(running.dataSource());
    for (String table :
        List.of(
            "cdx_inbox",
            "cdx_outbox",
            "cdx_batch",
            "cdx_batch_rejection",
            "cdx_record",
            "cdx_content",
            "cdx_sandbox_record")) {
      assertThat(tables.rowsByNode(table))
          .as(table)
          .containsOnlyKeys(wushan.database.number(), yuangang.database.number());
    }
  }

  private void dispatchBoth() throws Exception {
    CompletableFuture<Void> first = dispatching(wushan);
    CompletableFuture<Void> second = dispatching(yuangang);
    first.get();
    second.get();
  }

  private static CompletableFuture<Void> dispatching(Street street) {
    return CompletableFuture.runAsync(
        () -> {
          try {
            street.dispatch();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  @Test
  void what_waits_at_one_does_not_wait_at_the_other() throws Exception {
    List<PreparedMessage> waiting = wushan.prepare(PORTAL, 5);
    wushan.enqueue(waiting, Optional.of("key"));
    yuangang.enqueue(yuangang.prepareLike(WUSHAN, waiting.subList(0, 1)), Optional.of("key"));

    assertThat(wushan.outbox.backlog(99).waiting()).isEqualTo(5);
    assertThat(yuangang.outbox.backlog(99).waiting()).isEqualTo(1);
    Instant now = Instant.now();
    assertThat(yuangang.outbox.lease(99, now, now.plusSeconds(60), Set.of()))
        .as("its key has its turn, whoever else has a message with one of the same name")
        .hasSize(1);
    assertThat(wushan.outbox.lease(99, now, now.plusSeconds(60), Set.of())).hasSize(5);
    assertThat(yuangang.outbox.find(waiting.get(4).messageId())).isEmpty();
    assertThat(yuangang.outbox.retry(waiting.get(4).messageId(), now)).isFalse();
    assertThatThrownBy(() -> yuangang.enqueue(waiting, Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("This is the outbox of " + YUANGANG);
  }

  @Test
  void the_same_id_and_the_same_content_of_one_sender_are_new_to_each() throws Exception {
    try (Street portal = new Street(city, PORTAL, running.dataSource(), folder)) {
      List<PreparedMessage> first = portal.prepare(WUSHAN, 2);
      List<PreparedMessage> second = portal.prepareLike(YUANGANG, first);

      first.forEach(portal.client::send);
      second.forEach(portal.client::send);
      portal.upload(WUSHAN, 20, 0);
      portal.upload(YUANGANG, 20, 0);

      assertThat(wushan.node.messages()).hasSize(2);
      assertThat(yuangang.node.messages()).hasSize(2);
      assertThat(new TableRows(running.dataSource()).rows("cdx_content"))
          .extracting(row -> row.get("digest"))
          .hasSize(2)
          .satisfies(digests -> assertThat(Set.copyOf(digests)).hasSize(1));
      List<String> removed = new ArrayList<>();
      JdbcContentIndex.on(wushan.database)
          .forgetServed(
              Optional.empty(),
              Instant.now().plusSeconds(3600),
              key -> removed.add(key.toString()));
      assertThat(removed).hasSize(1);
      assertThat(new TableRows(running.dataSource()).rowsByNode("cdx_content"))
          .containsOnlyKeys(yuangang.database.number());
    }
  }

  @Test
  void a_nonce_is_used_up_at_one_node_only() {
    Instant end = Instant.now().plusSeconds(600);
    JdbcReplayGuard.on(wushan.database).claim("key", "nonce", end);
    JdbcReplayGuard.on(yuangang.database).claim("key", "nonce", end);

    assertThatThrownBy(() -> JdbcReplayGuard.on(wushan.database).claim("key", "nonce", end))
        .isInstanceOf(VerificationException.class);
  }

  @Test
  void an_archive_takes_and_forgets_only_what_its_node_has() throws Exception {
    wushan.prepare(YUANGANG, 3).forEach(wushan.client::send);
    yuangang.prepare(WUSHAN, 3).forEach(yuangang.client::send);
    Clock later = Clock.offset(Clock.systemUTC(), Duration.ofDays(4000));
    List<Object> kept = new ArrayList<>();
    JdbcInbox inbox = JdbcInbox.on(wushan.database, later);

    assertThat(inbox.forget(Instant.now().plusSeconds(60), 100, into(kept))).isEqualTo(3);

    assertThat(kept).hasSize(3);
    assertThat(inbox.latest(Optional.empty(), 9)).isEmpty();
    assertThat(inbox.forgottenBefore()).isPresent();
    assertThat(JdbcInbox.on(yuangang.database).latest(Optional.empty(), 9)).hasSize(3);
    assertThat(JdbcInbox.on(yuangang.database).forgottenBefore()).isEmpty();
  }

  private static <T> Archive<T> into(List<Object> kept) {
    return kept::addAll;
  }

  @Test
  void records_cursors_grants_and_uses_are_those_of_one_node() throws Exception {
    yuangang.prepare(WUSHAN, 4).forEach(yuangang.client::send);
    wushan.prepare(YUANGANG, 1).forEach(wushan.client::send);
    JdbcCursors cursors = JdbcCursors.on(yuangang.database);
    List<String> pulled = new ArrayList<>();
    RecordPuller<Person> puller =
        RecordPuller.of(
            yuangang.client,
            WUSHAN,
            Person.class,
            cursors,
            (change, person, connection) -> pulled.add(change.id()));

    puller.pull();

    assertThat(pulled).hasSize(4);
    CursorKey key = new CursorKey(WUSHAN, PayloadType.of(Person.class), Optional.empty());
    assertThat(cursors.find(key)).isPresent();
    assertThat(JdbcCursors.on(wushan.database).find(key)).isEmpty();
    assertThat(JdbcRecords.on(wushan.database).end().position()).isEqualTo(4);
    assertThat(JdbcRecords.on(yuangang.database).end().position()).isEqualTo(1);
    assertThat(JdbcUseLog.on(wushan.database).latest(UseFilter.all(), Long.MAX_VALUE, 9))
        .isNotEmpty();
    assertThat(JdbcUseLog.on(yuangang.database).latest(UseFilter.all(), Long.MAX_VALUE, 9))
        .isEmpty();
    SharingGrant grant = SharingHub.example(SharingGrant.class);
    try (Connection connection = running.dataSource().getConnection()) {
      connection.setAutoCommit(false);
      JdbcGrants.on(wushan.database).save(connection, grant);
      connection.commit();
    }
    assertThat(JdbcGrants.on(wushan.database).find(grant.grantNumber())).isPresent();
    assertThat(JdbcGrants.on(yuangang.database).find(grant.grantNumber())).isEmpty();
    assertThat(JdbcGrants.on(yuangang.database).list(Optional.empty(), 9)).isEmpty();
  }

  @Test
  void a_folder_of_content_is_that_of_one_node() {
    wushan.upload(YUANGANG, 5, 0);
    NodeId third = NodeId.parse("440106:11440106007482911C:third");
    JdbcContentIndex index = JdbcContentIndex.on(NodeDatabase.of(running.dataSource(), third));
    FolderContentStore others = FolderContentStore.in(folder.resolve("yuangang"));

    assertThatThrownBy(
            () -> index.remember(ContentKey.Kind.BATCH_PART, others.mark().orElseThrow()))
        .isInstanceOf(StorageException.class)
        .hasStackTraceContaining("each node has a folder of its own");
  }

  @Test
  void several_processes_give_each_node_one_number() throws Exception {
    NodeId third = NodeId.parse("440106:11440106007482911C:third");
    NodeId fourth = NodeId.parse("440106:11440106007482911C:fourth");
    List<CompletableFuture<Integer>> numbers =
        IntStream.range(0, 8)
            .mapToObj(
                i ->
                    CompletableFuture.supplyAsync(
                        () ->
                            NodeDatabase.of(running.dataSource(), i % 2 == 0 ? third : fourth)
                                .number()))
            .toList();

    assertThat(numbers.stream().map(CompletableFuture::join).distinct()).hasSize(2);
    assertThat(NodeDatabase.nodes(running.dataSource()))
        .startsWith(WUSHAN, YUANGANG)
        .contains(third, fourth)
        .hasSize(4);
  }

  @Test
  void every_table_says_whose_each_row_is_and_every_index_begins_with_it() throws Exception {
    TableRows database = new TableRows(running.dataSource());
    assertThat(database.tables()).hasSizeGreaterThan(20);
    for (String table : database.tables()) {
      if (OF_NO_NODE.contains(table)) {
        continue;
      }
      assertThat(database.columns(table)).as("the columns of %s", table).contains("node");
      assertThat(database.indexes(table).values())
          .as("the indexes of %s", table)
          .isNotEmpty()
          .allMatch(
              columns -> columns.get(0).equals("node") || columns.equals(List.of("position")));
    }
  }
}
