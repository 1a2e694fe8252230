package io.github.citydc.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.citydc.exchange.AcceptedItem;
import io.github.citydc.exchange.AcceptedMessage;
import io.github.citydc.exchange.InboxEntry;
import io.github.citydc.exchange.ItemRange;
import io.github.citydc.exchange.archive.ArchiveFile;
import io.github.citydc.exchange.jdbc.JdbcInbox;
import io.github.citydc.exchange.jdbc.NodeDatabase;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.ContentHash;
import io.github.citydc.exchange.message.MessageId;
import io.github.citydc.exchange.message.Operation;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.RefusedException;
import io.github.citydc.exchange.message.RevocationEvidence;
import io.github.citydc.exchange.message.SignatureEvidence;
import io.github.citydc.exchange.message.StorageException;
import io.github.citydc.model.PayloadType;
import io.github.citydc.naming.node.NodeId;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;

/** An inbox on real databases. */
@ParameterizedClass
@EachDialect
class InboxTest {

  private static final NodeId TIANHE = NodeId.parse("440106:11440106007482911C:grid");
  private static final NodeId HAIZHU = NodeId.parse("440105:11440105007483025F:grid");

  @TempDir private Path folder;
  @Parameter private TestDatabase kind;
  private TestDatabase.Running running;
  private DataSource database;
  private JdbcInbox inbox;

  @BeforeEach
  void open() throws SQLException {
    running = kind.start(folder);
    database = running.dataSource();
    inbox = JdbcInbox.on(NodeDatabase.of(database, TestDatabase.NODE));
    try (Connection connection = database.getConnection()) {
      connection.createStatement().execute("CREATE TABLE work (id VARCHAR(36))");
    }
  }

  @AfterEach
  void close() {
    running.close();
  }

  @Test
  void what_was_stored_is_found_to_the_byte_and_only_for_its_sender() throws Exception {
    InboxEntry entry = entry(TIANHE, "first");

    assertThat(inbox.store(entry, connection -> work(connection, entry))).isSameAs(entry);

    InboxEntry found = inbox.find(TIANHE, entry.messageId()).orElseThrow();
    assertThat(found)
        .usingRecursiveComparison()
        .withEqualsForType((a, b) -> a.toInstant().equals(b.toInstant()), OffsetDateTime.class)
        .isEqualTo(entry);
    assertThat(found.evidence()).isEqualTo(entry.evidence());
    assertThat(inbox.find(HAIZHU, entry.messageId())).isEmpty();
  }

  @Test
  void the_newest_messages_are_listed_first_of_all_senders_or_of_one() throws Exception {
    InboxEntry first = entry(TIANHE, MessageId.parse("019ab5c2-7e1d-7cc3-98c4-dc0c0c073991"), "1");
    InboxEntry second = entry(HAIZHU, MessageId.parse("019ab5c2-7e1d-7cc3-98c4-dc0c0c073992"), "2");
    InboxEntry third = entry(TIANHE, MessageId.parse("019ab5c2-7e1d-7cc3-98c4-dc0c0c073993"), "3");
    for (InboxEntry each : List.of(third, first, second)) {
      inbox.store(each, connection -> {});
    }

    assertThat(ids(inbox.latest(Optional.empty(), 2)))
        .containsExactly(third.messageId(), second.messageId());
    assertThat(ids(inbox.latest(Optional.of(TIANHE), 10)))
        .containsExactly(third.messageId(), first.messageId());
    AcceptedMessage listed = inbox.latest(Optional.of(HAIZHU), 1).get(0);
    assertThat(listed)
        .usingRecursiveComparison()
        .withEqualsForType((a, b) -> a.toInstant().equals(b.toInstant()), OffsetDateTime.class)
        .isEqualTo(second.summary());
  }

  private static List<MessageId> ids(List<AcceptedMessage> messages) {
    return messages.stream().map(AcceptedMessage::messageId).toList();
  }

  @Test
  void evidence_without_revocation_state_is_found_without() throws Exception {
    MessageId id = MessageId.parse("019ab5c2-7e1d-7cc3-98c4-dc0c0c073991");
    InboxEntry entry = entry(TIANHE, id, "old", RevocationEvidence.none());

    inbox.store(entry, connection -> work(connection, entry));

    assertThat(inbox.find(TIANHE, id).orElseThrow().evidence()).isEqualTo(entry.evidence());
  }

  @Test
  void work_that_fails_leaves_no_trace_of_the_message() throws Exception {
    InboxEntry entry = entry(TIANHE, "first");

    assertThatThrownBy(
            () ->
                inbox.store(
                    entry,
                    connection -> {
                      work(connection, entry);
                      throw new IllegalStateException("the register is full");
                    }))
        .hasMessage("the register is full");

    assertThat(inbox.find(TIANHE, entry.messageId())).isEmpty();
    assertThat(workDone()).isZero();
  }

  @Test
  void what_broke_the_connection_is_the_reason_and_a_commit_that_fails_one_of_storage() {
    InboxEntry entry = entry(TIANHE, "first");
    AtomicReference<Connection> last = new AtomicReference<>();
    JdbcInbox broken = JdbcInbox.on(NodeDatabase.of(tellingOf(last), TestDatabase.NODE));

    assertThatThrownBy(
            () ->
                broken.store(
                    entry,
                    connection -> {
                      last.get().close();
                      throw new IllegalStateException("the register is full");
                    }))
        .hasMessage("the register is full");
    assertThatThrownBy(() -> broken.store(entry, connection -> last.get().close()))
        .isInstanceOf(StorageException.class)
        .hasMessage("The message could not be stored");

    assertThat(inbox.find(TIANHE, entry.messageId())).isEmpty();
  }

  /** The database, and which connection it has given last. */
  private DataSource tellingOf(AtomicReference<Connection> last) {
    return (DataSource)
        Proxy.newProxyInstance(
            InboxTest.class.getClassLoader(),
            new Class<?>[] {DataSource.class},
            (proxy, method, arguments) -> {
              Object result = method.invoke(database, arguments);
              if (result instanceof Connection connection) {
                last.set(connection);
              }
              return result;
            });
  }

  @Test
  void a_message_that_arrives_many_times_at_once_is_worked_on_once() throws Exception {
    MessageId id = MessageId.parse("019ab5c2-7e1d-7cc3-98c4-dc0c0c07398f");
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Callable<InboxEntry>> attempts = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        InboxEntry entry = entry(TIANHE, id, "attempt " + i);
        attempts.add(() -> inbox.store(entry, connection -> work(connection, entry)));
      }
      List<String> stored = new ArrayList<>();
      for (Future<InboxEntry> result : threads.invokeAll(attempts)) {
        stored.add(new String(result.get().body().toByteArray(), StandardCharsets.UTF_8));
      }
      assertThat(stored).hasSize(40).containsOnly(stored.get(0));
    } finally {
      threads.shutdown();
    }
    assertThat(workDone()).isEqualTo(1);
  }

  @Test
  void a_table_that_is_there_is_used_as_it_is() throws Exception {
    InboxEntry entry = entry(TIANHE, "first");
    inbox.store(entry, connection -> work(connection, entry));

    assertThat(
            JdbcInbox.on(NodeDatabase.of(database, TestDatabase.NODE))
                .find(TIANHE, entry.messageId()))
        .isPresent();
  }

  @Test
  void what_was_accepted_is_listed_by_the_hour_of_its_id_for_its_sender_and_type()
      throws Exception {
    MessageId last = idAt("2026-10-24T09:59:59.999+08:00", 1);
    MessageId first = idAt("2026-10-24T09:00:00.000+08:00", 2);
    store(TIANHE, last);
    store(TIANHE, first);
    store(TIANHE, idAt("2026-10-24T08:59:59.999+08:00", 0xfff));
    store(TIANHE, idAt("2026-10-24T10:00:00.000+08:00", 0));
    store(HAIZHU, idAt("2026-10-24T09:30:00.000+08:00", 0));
    ItemRange hour = ItemRange.ofHour(LocalDate.parse("2026-10-24"), 9);

    assertThat(inbox.accepted(TIANHE, hour, 10))
        .containsExactly(
            AcceptedItem.message(first, ContentHash.ofHex("0".repeat(64))),
            AcceptedItem.message(last, ContentHash.ofHex("0".repeat(64))));
    assertThat(inbox.accepted(TIANHE, hour, 1)).extracting(AcceptedItem::id).containsExactly(first);
    assertThat(inbox.accepted(TIANHE, hour.after(first), 10))
        .extracting(AcceptedItem::id)
        .containsExactly(last);
    assertThat(
            inbox.accepted(TIANHE, hour.ofType(Optional.of(PayloadType.parse("space.grid/1"))), 10))
        .isEmpty();
    assertThat(inbox.accepted(TIANHE, ItemRange.ofDay(LocalDate.parse("2026-10-24")), 10))
        .hasSize(4);
  }

  @Test
  void what_is_given_to_an_archive_is_complete_there_and_not_taken_again() throws Exception {
    Instant horizon = Instant.parse("2026-10-24T01:00:00Z");
    MessageId old = idAt("2026-10-24T08:59:59.999+08:00", 1);
    MessageId young = idAt("2026-10-24T09:00:00.000+08:00", 0);
    for (MessageId id : List.of(old, young)) {
      store(TIANHE, id);
      store(HAIZHU, id);
    }
    InboxEntry before = inbox.find(TIANHE, old).orElseThrow();
    assertThat(inbox.forgottenBefore()).isEmpty();

    Path file =
        Files.writeString(
            folder.resolve("archive.ndjson"), "{\"file\":\"cdx-accepted/1\"}\n{\"form\":\"cdx-acc");
    try (ArchiveFile<InboxEntry> archive = ArchiveFile.open(file, InboxEntry.ARCHIVE_FORM)) {
      assertThat(inbox.forget(horizon, 10, archive)).isEqualTo(1);
      assertThat(inbox.forget(horizon, 10, archive)).isEqualTo(1);
      assertThat(inbox.forget(horizon, 10, archive)).isZero();
    }

    List<InboxEntry> kept =
        Files.readAllLines(file).stream()
            .skip(1)
            .map(line -> InboxEntry.fromJson(line.getBytes(StandardCharsets.UTF_8)))
            .toList();
    assertThat(kept).extracting(InboxEntry::sender).containsExactlyInAnyOrder(TIANHE, HAIZHU);
    assertThat(kept)
        .filteredOn(entry -> entry.sender().equals(TIANHE))
        .singleElement()
        .usingRecursiveComparison()
        .withEqualsForType((a, b) -> a.toInstant().equals(b.toInstant()), OffsetDateTime.class)
        .isEqualTo(before);
    assertThat(inbox.find(TIANHE, old)).isEmpty();
    assertThat(inbox.find(TIANHE, young)).isPresent();
    assertThat(JdbcInbox.on(NodeDatabase.of(database, TestDatabase.NODE)).forgottenBefore())
        .contains(horizon);
    long done = workDone();
    assertThatThrownBy(() -> store(TIANHE, old))
        .isInstanceOfSatisfying(
            RefusedException.class,
            refused -> assertThat(refused.code()).isEqualTo(ProblemCode.MESSAGE_CONFLICT))
        .hasMessageContaining("made before 2026-10-24T01:00:00Z");
    assertThat(workDone()).isEqualTo(done);
  }

  @Test
  void an_archive_that_fails_leaves_everything_where_it_is() throws Exception {
    MessageId id = idAt("2026-10-24T09:00:00.000+08:00", 1);
    store(TIANHE, id);
    Instant now = Instant.now();

    assertThatThrownBy(
            () ->
                inbox.forget(
                    now.minus(Duration.ofDays(31)),
                    10,
                    entries -> {
                      throw new IllegalStateException("the archive is full");
                    }))
        .hasMessage("the archive is full");
    assertThat(inbox.find(TIANHE, id)).isPresent();
    assertThat(inbox.forgottenBefore()).isEmpty();
    assertThatThrownBy(() -> inbox.forget(now, 10, entries -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("for 30 days at least");
  }

  @Test
  void a_file_that_is_no_archive_of_these_is_left_alone() throws Exception {
    Path file = folder.resolve("notes.txt");
    for (String text : List.of("one\ntwo", "", "{\"file\":\"cdx-delivered/1\"}\n{}\n{\"form")) {
      Files.writeString(file, text);

      assertThatThrownBy(() -> ArchiveFile.open(file, InboxEntry.ARCHIVE_FORM))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("is no archive cdx-accepted/1")
          .hasMessageContaining("It was left as it is");
      assertThat(file).hasContent(text);
    }
  }

  @Test
  void an_archive_with_a_damaged_line_in_its_middle_is_left_alone() throws Exception {
    String archive =
        "{\"file\":\"cdx-accepted/1\"}\n{\"one\":1}\n{\"two\":\u0000 2}\n{\"three\":3}\n";
    Path file = Files.writeString(folder.resolve("archive.ndjson"), archive);

    assertThatThrownBy(() -> ArchiveFile.open(file, InboxEntry.ARCHIVE_FORM))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("archive.ndjson is damaged")
        .hasMessageContaining("byte " + archive.indexOf("{\"two"));
    assertThat(file).hasContent(archive);
  }

  @Test
  void one_at_a_time_writes_an_archive() throws Exception {
    Path file = folder.resolve("archive.ndjson");
    try (ArchiveFile<InboxEntry> archive = ArchiveFile.open(file, InboxEntry.ARCHIVE_FORM)) {
      assertThat(archive).isNotNull();
      assertThatThrownBy(() -> ArchiveFile.open(file, InboxEntry.ARCHIVE_FORM))
          .hasMessageContaining("archive.ndjson is in use by another part of this process");
    }
    ArchiveFile.open(file, InboxEntry.ARCHIVE_FORM).close();
  }

  @Test
  void what_was_written_before_a_crash_and_not_removed_is_not_written_twice() throws Exception {
    Instant horizon = Instant.parse("2026-10-24T01:00:00Z");
    for (int i = 1; i <= 3; i++) {
      store(TIANHE, idAt("2026-10-24T08:00:00.000+08:00", i));
    }
    Path file = folder.resolve("archive.ndjson");
    try (ArchiveFile<InboxEntry> archive = ArchiveFile.open(file, InboxEntry.ARCHIVE_FORM)) {
      assertThatThrownBy(
              () ->
                  inbox.forget(
                      horizon,
                      2,
                      entries -> {
                        archive.keep(entries);
                        throw new IllegalStateException("killed");
                      }))
          .hasMessage("killed");
    }
    try (ArchiveFile<InboxEntry> archive = ArchiveFile.open(file, InboxEntry.ARCHIVE_FORM)) {
      while (inbox.forget(horizon, 3, archive) > 0) {}
    }

    assertThat(Files.readAllLines(file)).hasSize(4).doesNotHaveDuplicates();
  }

  @Test
  void two_archivers_share_the_messages_of_one_inbox() throws Exception {
    Instant horizon = Instant.parse("2026-10-24T01:00:00Z");
    int messages = 200;
    for (int i = 1; i <= messages; i++) {
      store(TIANHE, idAt("2026-10-24T08:00:00.000+08:00", i));
    }
    List<InboxEntry> one = new CopyOnWriteArrayList<>();
    List<InboxEntry> two = new CopyOnWriteArrayList<>();
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      for (Future<?> archiver :
          List.of(
              threads.submit(() -> archive(horizon, one)),
              threads.submit(() -> archive(horizon, two)))) {
        archiver.get();
      }
    } finally {
      threads.shutdown();
    }

    assertThat(Stream.concat(one.stream(), two.stream()).map(InboxEntry::messageId))
        .hasSize(messages)
        .doesNotHaveDuplicates();
  }

  private void archive(Instant horizon, List<InboxEntry> taken) {
    while (inbox.forget(horizon, 7, taken::addAll) > 0) {}
  }

  @Test
  void the_horizon_never_moves_back() {
    Instant later = Instant.parse("2026-10-20T00:00:00Z");
    inbox.forget(later, 10, entries -> {});
    inbox.forget(later.minusSeconds(1), 10, entries -> {});

    assertThat(inbox.forgottenBefore()).contains(later);
  }

  private void store(NodeId sender, MessageId id) throws Exception {
    InboxEntry entry = entry(sender, id, "x", RevocationEvidence.none());
    inbox.store(entry, connection -> work(connection, entry));
  }

  private static MessageId idAt(String time, int rest) {
    long millis = OffsetDateTime.parse(time).toInstant().toEpochMilli();
    return new MessageId(new UUID(millis << 16 | 0x7000 | rest, 0x8000000000000000L));
  }

  private static void work(Connection connection, InboxEntry entry) throws SQLException {
    connection.createStatement().execute("INSERT INTO work VALUES ('" + entry.messageId() + "')");
  }

  private long workDone() throws SQLException {
    try (Connection connection = database.getConnection();
        ResultSet row = connection.createStatement().executeQuery("SELECT COUNT(*) FROM work")) {
      row.next();
      return row.getLong(1);
    }
  }

  private static InboxEntry entry(NodeId sender, String body) {
    return entry(sender, MessageId.parse("019ab5c2-7e1d-7cc3-98c4-dc0c0c073990"), body);
  }

  private static InboxEntry entry(NodeId sender, MessageId id, String body) {
    return entry(
        sender, id, body, new RevocationEvidence(List.of("Y3Js"), List.of("b2NzcA==", "b2NzcDI=")));
  }

  private static InboxEntry entry(
      NodeId sender, MessageId id, String body, RevocationEvidence revocation) {
    return new InboxEntry(
        sender,
        id,
        PayloadType.parse("population.person/1"),
        Operation.UPSERT,
        ContentHash.ofHex("0".repeat(64)),
        OffsetDateTime.parse("2026-10-25T09:00:00.123+08:00"),
        Content.of(body.getBytes(StandardCharsets.UTF_8)),
        new SignatureEvidence(
            "\"@method\": POST\n\"@path\": /中文",
            "c2ln",
            List.of("Y2VydA==", "aXNzdWVy"),
            revocation),
        Content.of("{}".getBytes(StandardCharsets.UTF_8)));
  }
}
