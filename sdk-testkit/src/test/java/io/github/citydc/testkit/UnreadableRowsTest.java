package io.github.citydc.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.InboxEntry;
import io.github.citydc.exchange.archive.Archive;
import io.github.citydc.exchange.batch.BatchArchiveItem;
import io.github.citydc.exchange.batch.upload.ProgressListener;
import io.github.citydc.exchange.batch.upload.UploadReport;
import io.github.citydc.exchange.batch.upload.Uploader;
import io.github.citydc.exchange.jdbc.JdbcBatchStore;
import io.github.citydc.exchange.jdbc.JdbcInbox;
import io.github.citydc.exchange.jdbc.JdbcOutbox;
import io.github.citydc.exchange.jdbc.NodeDatabase;
import io.github.citydc.exchange.message.Operation;
import io.github.citydc.exchange.message.PreparedMessage;
import io.github.citydc.exchange.outbox.DeliveredMessage;
import io.github.citydc.exchange.outbox.OutboxDispatcher;
import io.github.citydc.exchange.outbox.OutboxState;
import io.github.citydc.exchange.reconciliation.Reconciler;
import io.github.citydc.exchange.reconciliation.ReconciliationFinding;
import io.github.citydc.exchange.reconciliation.ReconciliationReport;
import io.github.citydc.exchange.reconciliation.ReconciliationVerdict;
import io.github.citydc.model.population.Person;
import io.github.citydc.model.population.PersonBuilder;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.SigningKey;
import io.github.citydc.signing.http.HttpSignatures;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
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
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;

/**
 * Rows that a disk, a tool or a hand has made unreadable, the oldest of all: they are named and
 * counted, and keep nobody from those behind them.
 */
@ParameterizedClass
@EachStore
@Timeout(120)
class UnreadableRowsTest {

  private static final NodeId HUB = NodeId.parse("440100:114401000074821105:hub");
  private static final NodeId TIANHE = NodeId.parse("440106:11440106007482911C:grid");
  private static final Duration SHORT = Duration.ofMillis(10);
  private static final int MESSAGES = 6;

  /** A time when everything of this test is old enough. */
  private static final Clock LATER = Clock.offset(Clock.systemUTC(), Duration.ofDays(40));

  @TempDir private Path folder;
  @Parameter private TestDatabase kind;
  private TestDatabase.Running hubDatabase;
  private TestDatabase.Running database;
  private SandboxCity city;
  private SigningKey key;
  private SandboxNode hub;
  private ExchangeClient client;
  private JdbcOutbox outbox;

  @BeforeEach
  void start() {
    city = SandboxCity.found("Test Root");
    hubDatabase = kind.start(folder.resolve("hub"));
    database = kind.start(folder.resolve("district"));
    outbox = JdbcOutbox.on(NodeDatabase.of(database.dataSource(), TIANHE));
    hub =
        SandboxNode.builder(city, HUB)
            .storingIn(hubDatabase.dataSource())
            .contentIn(folder.resolve("content"))
            .on(Person.class, (person, context) -> {})
            .start();
    key = city.enrol(TIANHE);
    client =
        ExchangeClient.builder()
            .self(TIANHE)
            .signer(HttpSignatures.signer(key))
            .verifier(HttpSignatures.verifier(city.trust(), city.directory()))
            .directory(city.directory())
            .build();
  }

  @AfterEach
  void stop() {
    client.close();
    hub.close();
    database.close();
    hubDatabase.close();
  }

  @Test
  void an_inbox_is_archived_around_them() throws Exception {
    List<PreparedMessage> messages = deliver();
    atHub("UPDATE cdx_inbox SET type = 'no type' WHERE message_id IN (?, ?)", messages);
    JdbcInbox inbox = JdbcInbox.on(NodeDatabase.of(hubDatabase.dataSource(), HUB), LATER);

    this.<InboxEntry>assertArchived(archive -> inbox.forget(tomorrow(), 1, archive), messages);
    assertThat(numberAtHub("SELECT COUNT(*) FROM cdx_inbox")).isEqualTo(2);
  }

  @Test
  void an_outbox_is_archived_around_them() throws Exception {
    List<PreparedMessage> messages = deliver();
    change(
        database,
        "UPDATE cdx_outbox SET receipt = body WHERE message_id IN (?, ?)",
        id(messages, 0),
        id(messages, 1));

    this.<DeliveredMessage>assertArchived(
        archive -> outbox.forget(tomorrow(), 1, archive), messages);
    assertThat(outbox.receipt(messages.get(0).messageId())).isEmpty();
    assertThat(outbox.list(OutboxState.DELIVERED, MESSAGES)).hasSize(2);
  }

  @Test
  void batches_are_archived_around_them() throws Exception {
    for (int i = 0; i < 3; i++) {
      Uploader.through(client)
          .upload(HUB, Person.class, TestPeople.first(5), ProgressListener.none());
    }
    change(
        hubDatabase,
        "UPDATE cdx_batch SET manifest = receipt WHERE position ="
            + " (SELECT MIN(position) FROM cdx_batch)");
    JdbcBatchStore store = JdbcBatchStore.on(NodeDatabase.of(hubDatabase.dataSource(), HUB), LATER);
    List<BatchArchiveItem> kept = new ArrayList<>();
    Set<String> unreadable = new TreeSet<>();

    for (int i = 0; i < 2; i++) {
      assertThat(store.forget(tomorrow(), 1, noting(kept, unreadable))).isEqualTo(1);
    }

    assertThat(store.forget(tomorrow(), 1, noting(kept, unreadable))).isZero();
    assertThat(kept).hasSize(2);
    assertThat(unreadable).singleElement().asString().startsWith("Batch ").contains("" + TIANHE);
  }

  @Test
  void a_rejection_whose_details_are_gone_is_still_one() throws Exception {
    Person wrong =
        PersonBuilder.builder(TestPeople.number(1)).idNumber("440106198001010018").build();
    ExchangeClient unchecked =
        ExchangeClient.builder()
            .self(TIANHE)
            .signer(HttpSignatures.signer(key))
            .verifier(HttpSignatures.verifier(city.trust(), city.directory()))
            .directory(city.directory())
            .withoutLocalValidation()
            .build();
    UploadReport report =
        Uploader.through(unchecked)
            .upload(HUB, Person.class, Stream.of(wrong), ProgressListener.none());
    assertThat(report.rejected()).isEqualTo(1);
    change(hubDatabase, "UPDATE cdx_batch_rejection SET violations = 'gone'");

    assertThat(
            JdbcBatchStore.on(NodeDatabase.of(hubDatabase.dataSource(), HUB))
                .rejected(TIANHE, report.batchId(), -1, 0, 10))
        .singleElement()
        .satisfies(
            record -> {
              assertThat(record.code()).isEqualTo("validation-failed");
              assertThat(record.violations()).isEmpty();
            });
  }

  @Test
  void a_day_is_reconciled_around_them() throws Exception {
    List<PreparedMessage> messages = deliver();
    atHub("UPDATE cdx_inbox SET body_digest = 'none' WHERE message_id IN (?, ?)", messages);
    change(
        database,
        "UPDATE cdx_outbox SET body_digest = 'none' WHERE message_id = ?",
        id(messages, 2));

    try (LogLines log = new LogLines()) {
      ReconciliationReport report =
          Reconciler.of(client, outbox).compare(HUB, day(messages.get(0)));

      assertThat(report.count(ReconciliationVerdict.AGREED))
          .as("the others, and the one that this node cannot list but knows")
          .isEqualTo(MESSAGES - 2);
      assertThat(report.findings())
          .filteredOn(finding -> finding.verdict() == ReconciliationVerdict.UNCLEAR)
          .extracting(ReconciliationFinding::id)
          .containsExactlyInAnyOrder(messages.get(0).messageId(), messages.get(1).messageId());
      assertThat(log.with("A row of cdx_inbox cannot be read")).isNotEmpty();
      assertThat(log.with("A row of cdx_outbox cannot be read")).isNotEmpty();
    }
  }

  private <T> void assertArchived(
      Function<Archive<T>, Integer> forget, List<PreparedMessage> messages) {
    int expected = MESSAGES - 2;
    List<T> kept = new ArrayList<>();
    Set<String> unreadable = new TreeSet<>();
    try (LogLines log = new LogLines()) {
      for (int i = 0; i < expected; i++) {
        assertThat(forget.apply(noting(kept, unreadable))).isEqualTo(1);
      }
      assertThat(forget.apply(noting(kept, unreadable))).as("none is left").isZero();
      assertThat(log.with(id(messages, 0))).isNotEmpty();
    }
    assertThat(kept).hasSize(expected);
    assertThat(unreadable)
        .hasSize(2)
        .allMatch(row -> row.contains(id(messages, 0)) || row.contains(id(messages, 1)));
  }

  private static <T> Archive<T> noting(List<T> kept, Set<String> unreadable) {
    return new Archive<>() {
      @Override
      public void keep(List<T> items) {
        kept.addAll(items);
      }

      @Override
      public void unreadable(String row) {
        unreadable.add(row);
      }
    };
  }

  private List<PreparedMessage> deliver() throws Exception {
    List<PreparedMessage> messages = new ArrayList<>();
    try (Connection connection = database.dataSource().getConnection()) {
      connection.setAutoCommit(false);
      for (int i = 0; i < MESSAGES; i++) {
        PreparedMessage message = client.prepare(HUB, Operation.UPSERT, TestPeople.number(i));
        outbox.enqueue(connection, message, Optional.of("in order"));
        messages.add(message);
      }
      connection.commit();
    }
    try (OutboxDispatcher dispatcher =
        OutboxDispatcher.builder(client, outbox).idle(SHORT).start()) {
      await(() -> outbox.list(OutboxState.DELIVERED, MESSAGES).size() == MESSAGES);
      assertThat(dispatcher.health().isHealthy()).isTrue();
    }
    return messages;
  }

  private void atHub(String sql, List<PreparedMessage> messages) throws SQLException {
    change(hubDatabase, sql, id(messages, 0), id(messages, 1));
  }

  private static void change(TestDatabase.Running where, String sql, String... parameters)
      throws SQLException {
    try (Connection connection = where.dataSource().getConnection();
        PreparedStatement change = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        change.setString(i + 1, parameters[i]);
      }
      assertThat(change.executeUpdate()).isEqualTo(Math.max(1, parameters.length));
    }
  }

  private long numberAtHub(String sql) throws SQLException {
    return new PersonTable(hubDatabase.dataSource()).number(sql);
  }

  private static String id(List<PreparedMessage> messages, int number) {
    return messages.get(number).messageId().toString();
  }

  private static Instant tomorrow() {
    return Instant.now().plus(Duration.ofDays(1));
  }

  private static LocalDate day(PreparedMessage message) {
    return message.messageId().time().atOffset(ZoneOffset.ofHours(8)).toLocalDate();
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(end);
      Thread.sleep(20);
    }
  }
}
