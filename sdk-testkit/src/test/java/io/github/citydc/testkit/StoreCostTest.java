package io.github.citydc.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.citydc.exchange.InboxEntry;
import io.github.citydc.exchange.ItemRange;
import io.github.citydc.exchange.batch.BatchClaim;
import io.github.citydc.exchange.batch.BatchEntry;
import io.github.citydc.exchange.batch.BatchManifest;
import io.github.citydc.exchange.batch.BatchPart;
import io.github.citydc.exchange.batch.BatchQueue;
import io.github.citydc.exchange.batch.PartEncoding;
import io.github.citydc.exchange.batch.internal.ManifestJson;
import io.github.citydc.exchange.jdbc.JdbcBatchStore;
import io.github.citydc.exchange.jdbc.JdbcCursors;
import io.github.citydc.exchange.jdbc.JdbcInbox;
import io.github.citydc.exchange.jdbc.JdbcRecords;
import io.github.citydc.exchange.jdbc.JdbcReplayGuard;
import io.github.citydc.exchange.jdbc.NodeDatabase;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.ContentHash;
import io.github.citydc.exchange.message.MessageId;
import io.github.citydc.exchange.message.Operation;
import io.github.citydc.exchange.message.RevocationEvidence;
import io.github.citydc.exchange.message.SignatureEvidence;
import io.github.citydc.exchange.records.CursorKey;
import io.github.citydc.exchange.records.RecordChange;
import io.github.citydc.model.PayloadType;
import io.github.citydc.naming.node.NodeId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;

/** What the stores of a receiver read. */
@ParameterizedClass
@EachDatabase
class StoreCostTest extends QueryCost {

  private static final NodeId QUIET = NodeId.parse("440105:11440105007483025F:grid");
  private static final PayloadType PERSON = PayloadType.parse("population.person/1");
  private static final String RESOURCE = "4401000000001/000001";
  private static final Instant YEARS_LATER = Instant.parse("2036-10-26T02:00:00Z");

  @Test
  void an_inbox_reads_what_it_shows() throws Exception {
    JdbcInbox inbox =
        JdbcInbox.on(
            NodeDatabase.of(explained.dataSource(), TestDatabase.NODE),
            Clock.fixed(YEARS_LATER, ZoneOffset.UTC));
    accepted(1, TIANHE).fill(database(), kind, rows());
    accepted(2, QUIET).fill(database(), kind, FEW);
    for (int statistics = 0; statistics < 2; statistics++) {
      costs(FEW, () -> assertThat(inbox.latest(Optional.empty(), FEW)).hasSize(FEW));
      costs(FEW, () -> assertThat(inbox.latest(Optional.of(QUIET), FEW)).hasSize(FEW));
      costs(FEW, () -> assertThat(inbox.latest(Optional.of(TIANHE), FEW)).hasSize(FEW));
      costs(FEW, () -> assertThat(inbox.accepted(TIANHE, range(), FEW)).hasSize(FEW));
      costs(1, () -> assertThat(inbox.find(TIANHE, id(7, 1))).isPresent());
      MessageId id = id(statistics, 3);
      costs(1, () -> inbox.store(entry(TIANHE, id), connection -> {}));
      costs(1, () -> inbox.store(entry(TIANHE, id(7, 1)), connection -> {}));
      analyze();
    }
    vacuum();
    String key = kind == TestDatabase.POSTGRESQL ? "cdx_inbox_pkey" : "cdx_inbox_key";
    readsOnly(key, () -> assertThat(inbox.accepted(TIANHE, range(), FEW)).hasSize(FEW));
    Instant nothing = Instant.EPOCH;
    costs(1, () -> assertThat(inbox.forget(nothing, FEW, archive -> {})).isZero());
    costs(FEW, () -> assertThat(inbox.forget(NOW, FEW, archive -> {})).isEqualTo(FEW));
  }

  @Test
  void batches_are_claimed_past_those_that_are_done_or_wait() throws Exception {
    JdbcBatchStore store =
        JdbcBatchStore.on(
            NodeDatabase.of(explained.dataSource(), TestDatabase.NODE),
            Clock.fixed(YEARS_LATER, ZoneOffset.UTC));
    batches(1, TIANHE, "done").column("finished_at", THEN).fill(database(), kind, rows());
    batches(2, TIANHE, "waiting")
        .text("open_for", TIANHE.toString())
        .fill(database(), kind, rows());
    batches(3, QUIET, "done").column("finished_at", THEN).fill(database(), kind, FEW);
    BatchQueue queue = store.queue();
    for (int statistics = 0; statistics < 2; statistics++) {
      costs(FEW, () -> assertThat(store.latest(Optional.empty(), FEW)).hasSize(FEW));
      costs(FEW, () -> assertThat(store.latest(Optional.of(QUIET), FEW)).hasSize(FEW));
      costs(FEW, () -> assertThat(store.accepted(TIANHE, range(), FEW)).hasSize(FEW));
      costs(1, () -> assertThat(store.find(TIANHE, id(7, 1))).isPresent());
      costs(1, () -> assertThat(store.status(TIANHE, id(7, 1))).isPresent());
      costs(1, () -> assertThat(store.rejected(TIANHE, id(7, 1), -1, 0, FEW)).isEmpty());
      MessageId id = id(statistics, 4);
      costs(1, () -> store.store(batch(QUIET, id)));
      costs(1, () -> claim(queue));
      costs(1, () -> claim(queue));
      update("UPDATE cdx_batch SET leased_until = NULL");
      analyze();
    }
    costs(1, () -> finish(queue, claim(queue)));
    costs(1, () -> assertThat(store.forget(Instant.EPOCH, FEW, archive -> {})).isZero());
    costs(1, () -> assertThat(store.forget(NOW, 1, archive -> {})).isEqualTo(1));
  }

  @Test
  void rejected_records_are_read_page_by_page() throws Exception {
    JdbcBatchStore store =
        JdbcBatchStore.on(NodeDatabase.of(explained.dataSource(), TestDatabase.NODE));
    crowd("cdx_batch_rejection")
        .text("sender", TIANHE.toString())
        .text("batch_id", id(1, 1).toString())
        .column("part", "1")
        .column("line", "x")
        .text("code", "validation-failed")
        .text("detail", "")
        .text("violations", "{\"violations\":[]}")
        .fill(database(), kind, rows());
    for (int statistics = 0; statistics < 2; statistics++) {
      int middle = (int) rows() / 2;
      costs(
          FEW,
          () ->
              assertThat(store.rejected(TIANHE, id(1, 1), 1, middle, FEW))
                  .hasSize(FEW)
                  .first()
                  .satisfies(record -> assertThat(record.line()).isEqualTo(middle + 1)));
      analyze();
    }
  }

  @Test
  void records_are_pulled_past_those_of_other_resources() throws Exception {
    JdbcRecords records =
        JdbcRecords.on(NodeDatabase.of(explained.dataSource(), TestDatabase.NODE));
    changes(0, "another").fill(database(), kind, rows());
    changes(rows(), RESOURCE).fill(database(), kind, 2L * FEW);
    changes(rows() + 2L * FEW, "another").fill(database(), kind, rows());
    update("UPDATE cdx_record_log SET last_position = " + (2 * rows() + 2L * FEW));
    for (int statistics = 0; statistics < 2; statistics++) {
      costs(
          FEW,
          () -> assertThat(records.read(PERSON, Set.of(RESOURCE), 0, FEW, 1_000_000)).hasSize(FEW));
      costs(
          FEW,
          () ->
              assertThat(records.read(PERSON, Set.of(RESOURCE, "another"), 9, FEW, 1_000_000))
                  .hasSize(FEW));
      costs(1, () -> append(records));
      costs(1, records::end);
      analyze();
    }
  }

  @Test
  void nonces_and_cursors_are_found_by_their_keys() throws Exception {
    JdbcReplayGuard guard =
        JdbcReplayGuard.on(
            NodeDatabase.of(explained.dataSource(), TestDatabase.NODE),
            Clock.fixed(NOW, ZoneOffset.UTC));
    crowd("cdx_nonce")
        .column("claim", "CAST(x AS VARCHAR(20))")
        .column("valid_until", TOMORROW)
        .fill(database(), kind, rows());
    crowd("cdx_cursor")
        .column("source", "'source ' || CAST(x AS VARCHAR(8))")
        .text("type", PERSON.toString())
        .text("resource", "")
        .text("next_cursor", "1")
        .column("moved_at", LONG_AGO)
        .fill(database(), kind, rows());
    JdbcCursors cursors =
        JdbcCursors.on(NodeDatabase.of(explained.dataSource(), TestDatabase.NODE));
    CursorKey key = new CursorKey(TIANHE, PERSON, Optional.empty());
    costs(1, () -> guard.claim("key", "nonce", NOW));
    costs(1, () -> cursors.advance(key, Optional.empty(), "1", connection -> {}));
    costs(1, () -> cursors.advance(key, Optional.of("1"), "2", connection -> {}));
    costs(1, () -> assertThat(cursors.find(key)).contains("2"));
  }

  private static BatchClaim claim(BatchQueue queue) {
    return queue.claim("worker", NOW, NOW.plusSeconds(60)).orElseThrow();
  }

  private static void finish(BatchQueue queue, BatchClaim claim) throws Exception {
    assertThat(claim.entry().manifest().parts()).isNotEmpty();
    BatchClaim next =
        queue
            .advance(
                claim,
                NOW.plusSeconds(60),
                connection -> new BatchQueue.Outcome(1, 0, 1, List.of()))
            .orElseThrow();
    queue.finish(next, NOW);
  }

  private Crowd accepted(int crowd, NodeId sender) {
    return evidence(crowd("cdx_inbox"), sender)
        .id("message_id", crowd)
        .bytes("body", kind, ascii("{}"));
  }

  private Crowd batches(int crowd, NodeId sender, String state) {
    return evidence(crowd("cdx_batch"), sender)
        .id("batch_id", crowd)
        .bytes("manifest", kind, ManifestJson.write(batch(sender, id(1, crowd)).manifest()))
        .text("state", state)
        .column("records", "1")
        .column("accepted", "0")
        .column("rejected", "0")
        .column("part", "0")
        .column("line", "0");
  }

  private Crowd evidence(Crowd crowd, NodeId sender) {
    return crowd
        .text("sender", sender.toString())
        .text("type", PERSON.toString())
        .text("operation", "upsert")
        .text("body_digest", "0".repeat(64))
        .column("accepted_at", THEN)
        .text("signature_base", "base")
        .text("signature", "c2ln")
        .text("certificates", "Y2VydA==")
        .bytes("receipt", kind, ascii("{}"));
  }

  private Crowd changes(long after, String resource) {
    return crowd("cdx_record")
        .column("position", after + " + x")
        .text("type", PERSON.toString())
        .text("resource", resource)
        .column("record_id", "CAST(x AS VARCHAR(20))")
        .text("operation", "delete")
        .column("changed_at", LONG_AGO);
  }

  private void append(JdbcRecords records) throws SQLException {
    try (Connection connection = explained.dataSource().getConnection()) {
      connection.setAutoCommit(false);
      records.append(
          connection,
          List.of(RecordChange.delete(PERSON, RESOURCE, "1", NOW.atOffset(ZoneOffset.UTC))));
      connection.commit();
    }
  }

  private static InboxEntry entry(NodeId sender, MessageId id) {
    return new InboxEntry(
        sender,
        id,
        PERSON,
        Operation.UPSERT,
        ContentHash.ofHex("0".repeat(64)),
        OffsetDateTime.parse("2026-10-25T09:00:00.123+08:00"),
        Content.of(ascii("{}")),
        evidence(),
        Content.of(ascii("{}")));
  }

  private static BatchEntry batch(NodeId sender, MessageId id) {
    BatchManifest manifest =
        new BatchManifest(
            id,
            PERSON,
            Operation.UPSERT,
            sender,
            HUB,
            OffsetDateTime.parse("2026-10-25T09:00:00.123+08:00"),
            List.of(
                new BatchPart(
                    ContentHash.of(Content.of(ascii("part"))), PartEncoding.IDENTITY, 4, 1)));
    Content body = Content.of(ManifestJson.write(manifest));
    return new BatchEntry(
        manifest,
        ContentHash.of(body),
        OffsetDateTime.parse("2026-10-25T09:00:00.123+08:00"),
        body,
        evidence(),
        Content.of(ascii("{}")));
  }

  private static SignatureEvidence evidence() {
    return new SignatureEvidence("base", "c2ln", List.of("Y2VydA=="), RevocationEvidence.none());
  }

  private void update(String sql) throws SQLException {
    try (Connection connection = database().getConnection()) {
      connection.createStatement().executeUpdate(sql);
    }
  }

  private static MessageId id(int row, int crowd) {
    return MessageId.parse("%08d-%04d-7000-8000-000000000000".formatted(row, crowd));
  }

  private static ItemRange range() {
    return new ItemRange(Optional.empty(), "00000050", "00001000");
  }
}
