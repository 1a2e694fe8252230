package io.github.citydc.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.archive.ArchiveFile;
import io.github.citydc.exchange.batch.AcceptedBatch;
import io.github.citydc.exchange.batch.BatchArchiveItem;
import io.github.citydc.exchange.batch.BatchClaim;
import io.github.citydc.exchange.batch.BatchEntry;
import io.github.citydc.exchange.batch.BatchQueue;
import io.github.citydc.exchange.batch.BatchState;
import io.github.citydc.exchange.batch.BatchStore;
import io.github.citydc.exchange.batch.RejectedRecord;
import io.github.citydc.exchange.batch.reception.BatchArchive;
import io.github.citydc.exchange.batch.upload.ProgressListener;
import io.github.citydc.exchange.batch.upload.UploadReport;
import io.github.citydc.exchange.batch.upload.Uploader;
import io.github.citydc.exchange.jdbc.JdbcBatchStore;
import io.github.citydc.exchange.jdbc.NodeDatabase;
import io.github.citydc.exchange.message.MessageId;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.RefusedException;
import io.github.citydc.exchange.message.RevocationEvidence;
import io.github.citydc.exchange.message.SignatureEvidence;
import io.github.citydc.model.population.Person;
import io.github.citydc.model.population.PersonBuilder;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.SigningKey;
import io.github.citydc.signing.http.HttpSignatures;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;

/** Batches that were uploaded over real HTTP, in real databases, and what becomes of old ones. */
@ParameterizedClass
@EachStore
class BatchRetentionTest {

  private static final NodeId HUB = NodeId.parse("440100:114401000074821105:hub");
  private static final NodeId TIANHE = NodeId.parse("440106:11440106007482911C:grid");
  private static final NodeId PORTAL = NodeId.parse("440106:11440106007482911C:portal");
  private static final int REJECTED = 1_200;
  private static final Instant MADE = Instant.parse("2026-10-24T01:00:00Z");
  private static final Instant HORIZON = MADE.plusSeconds(3_600);

  @TempDir private Path folder;
  @Parameter private TestDatabase kind;
  private TestDatabase.Running running;
  private SandboxCity city;
  private SandboxNode hub;
  private BatchStore store;

  @BeforeEach
  void start() {
    running = kind.start(folder);
    city = SandboxCity.found("Test Root");
    hub =
        SandboxNode.builder(city, HUB)
            .storingIn(running.dataSource())
            .contentIn(folder.resolve("content"))
            .on(Person.class, (person, context) -> {})
            .start();
    store = JdbcBatchStore.on(NodeDatabase.of(running.dataSource(), HUB));
  }

  @AfterEach
  void stop() {
    hub.close();
    running.close();
  }

  @Test
  void the_newest_are_listed_first() {
    MessageId first = upload(TIANHE, 0, 3).batchId();
    MessageId second = upload(PORTAL, 1, 1).batchId();

    assertThat(store.latest(Optional.empty(), 10))
        .extracting(batch -> batch.status().batchId())
        .containsExactly(second, first);
    assertThat(store.latest(Optional.empty(), 1)).hasSize(1);
    assertThat(store.latest(Optional.of(TIANHE), 10))
        .singleElement()
        .satisfies(
            batch -> {
              assertThat(batch.sender()).isEqualTo(TIANHE);
              assertThat(batch.status().accepted()).isEqualTo(3);
              assertThat(batch.status().state()).isEqualTo(BatchState.DONE);
              assertThat(batch.bodyDigest())
                  .isEqualTo(store.find(TIANHE, first).orElseThrow().bodyDigest());
            });
  }

  @Test
  void what_was_known_of_revocation_is_kept() throws SQLException {
    MessageId id = upload(TIANHE, 0, 1).batchId();
    BatchEntry entry = store.find(TIANHE, id).orElseThrow();
    SignatureEvidence evidence = entry.evidence();
    RevocationEvidence known = new RevocationEvidence(List.of("AAAA"), List.of("BBBB", "CCCC"));
    update("DELETE FROM cdx_batch WHERE batch_id = ?", id.toString());

    store.store(
        new BatchEntry(
            entry.manifest(),
            entry.bodyDigest(),
            entry.acceptedAt(),
            entry.body(),
            new SignatureEvidence(
                evidence.signatureBase(), evidence.signature(), evidence.certificates(), known),
            entry.receipt()));

    assertThat(store.find(TIANHE, id).orElseThrow().evidence().revocation()).isEqualTo(known);
  }

  @Test
  void what_is_given_to_an_archive_is_complete_there_and_not_taken_again() throws Exception {
    MessageId old = makeOld(upload(TIANHE, REJECTED, 2).batchId(), MADE.plusSeconds(9));
    MessageId young = upload(PORTAL, 1, 1).batchId();
    BatchEntry before = store.find(TIANHE, old).orElseThrow();
    List<RejectedRecord> rejected = store.rejected(TIANHE, old, -1, 0, REJECTED + 1);
    AcceptedBatch shown = store.latest(Optional.of(TIANHE), 1).get(0);
    assertThat(rejected).hasSize(REJECTED);
    assertThat(store.forgottenBefore()).isEmpty();

    Path file = folder.resolve("batches.ndjson");
    try (ArchiveFile<BatchArchiveItem> archive = ArchiveFile.open(file, BatchArchive.FORM)) {
      assertThat(store.forget(HORIZON, 10, archive)).isEqualTo(1);
      assertThat(store.forget(HORIZON, 10, archive)).isZero();
    }

    List<BatchArchiveItem> kept =
        Files.readAllLines(file).stream()
            .skip(1)
            .map(line -> BatchArchive.read(line.getBytes(StandardCharsets.UTF_8)))
            .toList();
    assertThat(kept).hasSize(3);
    assertThat(kept.subList(0, 2))
        .allSatisfy(
            item ->
                assertThat(item)
                    .isInstanceOfSatisfying(
                        BatchArchiveItem.Rejections.class,
                        some -> assertThat(some.batchId()).isEqualTo(old)))
        .flatExtracting(item -> ((BatchArchiveItem.Rejections) item).rejected())
        .containsExactlyElementsOf(rejected);
    assertThat(kept.get(2))
        .usingRecursiveComparison()
        .withEqualsForType((a, b) -> a.toInstant().equals(b.toInstant()), OffsetDateTime.class)
        .isEqualTo(new BatchArchiveItem.Finished(before, shown.status()));
    assertThat(Files.readString(file)).doesNotContain(TestPeople.number(1).idNumber());
    assertThat(store.find(TIANHE, old)).isEmpty();
    assertThat(store.rejected(TIANHE, old, -1, 0, 1)).isEmpty();
    assertThat(store.find(PORTAL, young)).isPresent();
    assertThat(store.rejected(PORTAL, young, -1, 0, 9)).hasSize(1);
    assertThat(JdbcBatchStore.on(NodeDatabase.of(running.dataSource(), HUB)).forgottenBefore())
        .contains(HORIZON);
    assertThatThrownBy(() -> store.store(before))
        .isInstanceOfSatisfying(
            RefusedException.class,
            refused -> assertThat(refused.code()).isEqualTo(ProblemCode.MESSAGE_CONFLICT))
        .hasMessageContaining("batch was made before 2026-10-24T02:00:00Z");
    assertThat(store.find(TIANHE, old)).isEmpty();
  }

  @Test
  void so_many_are_given_away_at_a_time_and_the_oldest_first() throws Exception {
    MessageId first = makeOld(upload(TIANHE, 0, 1).batchId(), MADE.plusSeconds(9));
    MessageId second = makeOld(upload(TIANHE, 0, 1).batchId(), MADE.plusSeconds(9));

    assertThat(store.forget(HORIZON, 1, items -> {})).isEqualTo(1);
    assertThat(store.find(TIANHE, first)).isEmpty();
    assertThat(store.find(TIANHE, second)).isPresent();
    assertThat(store.forget(HORIZON, 1, items -> {})).isEqualTo(1);
    assertThat(store.forget(HORIZON, 1, items -> {})).isZero();
  }

  @Test
  void what_is_not_done_or_was_done_lately_stays_and_is_known() throws Exception {
    MessageId waiting = makeOld(upload(TIANHE, 0, 1).batchId(), MADE.plusSeconds(9));
    MessageId late = makeOld(upload(TIANHE, 0, 1).batchId(), HORIZON.plusSeconds(9));
    BatchEntry entry = store.find(TIANHE, waiting).orElseThrow();
    hub.close();
    update("UPDATE cdx_batch SET state = 'waiting' WHERE batch_id = ?", waiting.toString());

    assertThat(store.forget(HORIZON, 10, items -> {})).isZero();

    assertThat(store.find(TIANHE, late)).isPresent();
    assertThat(store.store(entry).bodyDigest()).isEqualTo(entry.bodyDigest());
  }

  @Test
  void an_archive_that_fails_leaves_everything_where_it_is() throws Exception {
    MessageId id = makeOld(upload(TIANHE, 2, 2).batchId(), MADE.plusSeconds(9));

    assertThatThrownBy(
            () ->
                store.forget(
                    HORIZON,
                    10,
                    items -> {
                      if (items.get(0) instanceof BatchArchiveItem.Finished) {
                        throw new IllegalStateException("the archive is full");
                      }
                    }))
        .hasMessage("the archive is full");
    assertThat(store.find(TIANHE, id)).isPresent();
    assertThat(store.rejected(TIANHE, id, -1, 0, 9)).hasSize(2);
    assertThat(store.forgottenBefore()).isEmpty();
    assertThatThrownBy(() -> store.forget(Instant.now(), 10, items -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("for 30 days at least");
  }

  /** As if there were one place left: to have a hundred thousand rejected takes long. */
  @Test
  void beyond_a_hundred_thousand_rejected_records_are_counted_without_their_reasons()
      throws Exception {
    MessageId id = upload(TIANHE, 0, 1).batchId();
    BatchClaim claim = new BatchClaim(store.find(TIANHE, id).orElseThrow(), "worker", 1, 0);
    update(
        "UPDATE cdx_batch SET leased_by = ?, part = ?, line = ?, rejected = ? WHERE batch_id = ?",
        claim.worker(),
        claim.part(),
        claim.line(),
        99_999,
        id.toString());
    List<RejectedRecord> three =
        Stream.of(1, 2, 3)
            .map(line -> new RejectedRecord(1, line, "internal", "It failed", List.of(), 0))
            .toList();

    Optional<BatchClaim> next =
        store
            .queue()
            .advance(
                claim,
                Instant.now().plusSeconds(60),
                connection -> new BatchQueue.Outcome(1, 3, 0, three));

    assertThat(next).isPresent();
    assertThat(store.rejected(TIANHE, id, -1, 0, 9)).containsExactly(three.get(0));
    assertThat(store.status(TIANHE, id).orElseThrow().rejected()).isEqualTo(100_002);
  }

  private UploadReport upload(NodeId sender, int spoiled, int good) {
    SigningKey key = city.enrol(sender);
    ExchangeClient client =
        ExchangeClient.builder()
            .self(sender)
            .signer(HttpSignatures.signer(key))
            .verifier(HttpSignatures.verifier(city.trust(), city.directory()))
            .directory(city.directory())
            .withoutLocalValidation()
            .build();
    Stream<Person> people =
        Stream.concat(
            TestPeople.first(spoiled)
                .map(
                    person -> PersonBuilder.builder(person).idNumber("440106123412341234").build()),
            TestPeople.first(good));
    UploadReport report =
        Uploader.through(client).upload(HUB, Person.class, people, ProgressListener.none());
    assertThat(report.rejected()).isEqualTo(spoiled);
    return report;
  }

  /** As if it had been made and worked on long ago. */
  private MessageId makeOld(MessageId id, Instant finished) throws SQLException {
    MessageId old =
        new MessageId(
            new UUID(
                (MADE.toEpochMilli() << 16) | (id.value().getMostSignificantBits() & 0xFFFF),
                id.value().getLeastSignificantBits()));
    BatchEntry entry = store.find(TIANHE, id).orElseThrow();
    String manifest =
        new String(entry.body().toByteArray(), StandardCharsets.UTF_8)
            .replace(id.toString(), old.toString());
    update(
        "UPDATE cdx_batch SET batch_id = ?, manifest = ?, finished_at = ? WHERE batch_id = ?",
        old.toString(),
        manifest.getBytes(StandardCharsets.UTF_8),
        finished.atOffset(ZoneOffset.UTC),
        id.toString());
    update(
        "UPDATE cdx_batch_rejection SET batch_id = ? WHERE batch_id = ?",
        old.toString(),
        id.toString());
    return old;
  }

  private void update(String sql, Object... parameters) throws SQLException {
    try (Connection connection = running.dataSource().getConnection();
        PreparedStatement update = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        update.setObject(i + 1, parameters[i]);
      }
      update.executeUpdate();
    }
  }
}
