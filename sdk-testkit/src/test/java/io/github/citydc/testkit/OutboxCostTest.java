package io.github.citydc.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.ItemRange;
import io.github.citydc.exchange.http.OkHttpTransport;
import io.github.citydc.exchange.jdbc.JdbcOutbox;
import io.github.citydc.exchange.jdbc.NodeDatabase;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.ContentHash;
import io.github.citydc.exchange.message.MessageId;
import io.github.citydc.exchange.message.Operation;
import io.github.citydc.exchange.message.PreparedMessage;
import io.github.citydc.exchange.message.Receipt;
import io.github.citydc.exchange.message.RevocationEvidence;
import io.github.citydc.exchange.message.SignatureEvidence;
import io.github.citydc.exchange.message.SignedReceipt;
import io.github.citydc.exchange.outbox.OutboxEntry;
import io.github.citydc.exchange.outbox.OutboxOutcome;
import io.github.citydc.exchange.outbox.OutboxState;
import io.github.citydc.model.population.PersonBuilder;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.http.HttpSignatures;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;

/** What the outbox reads. With {@code -Dcdx.rows=1000000} each large crowd is a million. */
@ParameterizedClass
@EachDatabase
class OutboxCostTest extends QueryCost {

  private static final NodeId DOWN = NodeId.parse("440100:114401000074821105:down");
  private static final NodeId ORDERED = NodeId.parse("440100:114401000074821105:ordered");
  private static final NodeId KEYS = NodeId.parse("440100:114401000074821105:keys");
  private static final NodeId LATER = NodeId.parse("440100:114401000074821105:later");
  private static final Set<NodeId> NONE = Set.of();

  private JdbcOutbox outbox;
  private PreparedMessage message;
  private ExchangeClient client;

  @BeforeEach
  void fill() throws SQLException {
    SandboxCity city = SandboxCity.found("Test Root");
    client =
        ExchangeClient.builder()
            .self(TIANHE)
            .signer(HttpSignatures.signer(city.enrol(TIANHE)))
            .verifier(HttpSignatures.verifier(city.trust(), city.directory()))
            .directory(city.directory())
            .transport(OkHttpTransport.create())
            .build();
    message = message();
    outbox = JdbcOutbox.on(NodeDatabase.of(explained.dataSource(), TIANHE));
    crowd(1, HUB, "DELIVERED").column("finished_at", THEN).fill(database(), kind, rows());
    crowd(2, DOWN, "PENDING").text("ready_for", DOWN.toString()).fill(database(), kind, rows());
    ordered(3, ORDERED, "'one'", "x = 1").fill(database(), kind, rows());
    ordered(4, KEYS, "'key ' || CAST(x / 2 AS VARCHAR(8))", "MOD(x, 2) = 0")
        .fill(database(), kind, rows() / 10);
    crowd(5, LATER, "PENDING")
        .bytes("body", kind, message.body().toByteArray(), rows())
        .column("ready_again", TOMORROW)
        .column("timed_at", LONG_AGO)
        .fill(database(), kind, rows() / 10);
    crowd(6, HUB, "DEAD").column("finished_at", THEN).fill(database(), kind, rows() / 10);
    crowd(7, HUB, "PENDING").text("ready_for", HUB.toString()).fill(database(), kind, rows());
  }

  @Test
  void a_lease_reads_what_it_takes_whoever_is_up_or_down() throws Exception {
    for (int statistics = 0; statistics < 2; statistics++) {
      costs(FEW, () -> assertThat(lease(FEW, NONE)).hasSize(FEW));
      costs(FEW, () -> assertThat(lease(FEW, Set.of(DOWN))).hasSize(FEW));
      costs(FEW, () -> assertThat(lease(FEW, Set.of(DOWN, HUB, ORDERED))).hasSize(FEW));
      costs(1, () -> assertThat(lease(1, Set.of(DOWN, HUB))).hasSize(1));
      analyze();
    }
    costs(1, () -> assertThat(lease(FEW, Set.of(DOWN, HUB, KEYS, ORDERED))).isEmpty());
  }

  @Test
  void messages_of_one_key_follow_each_other_and_the_others_are_not_read() throws Exception {
    Set<NodeId> others = Set.of(DOWN, HUB, KEYS, LATER);
    int together = 1 + FEW / 8;
    for (int i = 0; i < 3; i++) {
      List<List<OutboxEntry>> leased = new ArrayList<>();
      costs(together, () -> leased.add(lease(FEW, others)));
      List<OutboxEntry> taken = leased.get(0);
      assertThat(taken).hasSize(together);
      costs(1, () -> assertThat(lease(FEW, others)).isEmpty());
      List<OutboxOutcome> failed =
          taken.stream()
              .<OutboxOutcome>map(
                  entry -> new OutboxOutcome.Postponed(entry, "no answer", NOW, NOW.plusSeconds(1)))
              .toList();
      costs(together, () -> outbox.note(failed));
      costs(1, () -> assertThat(lease(FEW, others, NOW.plusSeconds(2))).hasSize(1));
      costs(1, () -> outbox.released(taken.get(0)));
      costs(1, () -> outbox.delivered(taken.get(0), receipt(), NOW));
      analyze();
    }
    OutboxEntry last = lease(1, others).get(0);
    costs(1, () -> outbox.dead(last, "refused", NOW));
    costs(together, () -> assertThat(lease(FEW, others)).hasSize(together));
  }

  @Test
  void what_is_due_or_was_put_off_by_a_fast_clock_is_read_once() throws Exception {
    update("UPDATE cdx_outbox SET timed_at = " + TOMORROW + " WHERE ready_again IS NOT NULL");
    Set<NodeId> others = Set.of(DOWN, HUB, KEYS, ORDERED);
    int atOnce = 100;
    costs(atOnce, () -> assertThat(lease(FEW, others)).hasSize(FEW));
    update(
        "UPDATE cdx_outbox SET timed_at = NULL, ready_again = %s WHERE receiver = '%s' AND state = 'PENDING'"
            .formatted(LONG_AGO, LATER));
    costs(atOnce, () -> assertThat(lease(FEW, others)).hasSize(FEW));
  }

  @Test
  void enqueuing_reads_no_more_however_many_wait() throws Exception {
    for (int statistics = 0; statistics < 2; statistics++) {
      costs(1, () -> enqueue(Optional.empty()));
      costs(1, () -> enqueue(Optional.of("one")));
      costs(1, () -> enqueue(Optional.of("another")));
      analyze();
    }
  }

  @Test
  void lists_and_finds_read_what_they_show() throws Exception {
    for (int statistics = 0; statistics < 2; statistics++) {
      for (OutboxState state : OutboxState.values()) {
        costs(FEW, () -> assertThat(outbox.list(state, FEW)).hasSize(FEW));
      }
      costs(FEW, () -> assertThat(outbox.sent(HUB, range("00000050"), FEW)).hasSize(FEW));
      costs(1, () -> assertThat(outbox.find(id(5, 6))).isPresent());
      costs(1, () -> assertThat(outbox.receipt(id(5, 1))).isPresent());
      costs(1, () -> assertThat(outbox.retry(id(5, 6), NOW)).isTrue());
      costs(1, () -> assertThat(outbox.requeue(id(5, 1), NOW)).isTrue());
      costs(1, () -> assertThat(outbox.forget(Instant.EPOCH, FEW, archive -> {})).isZero());
      analyze();
      update("UPDATE cdx_outbox SET state = 'DEAD' WHERE message_id = '" + id(5, 6) + "'");
      update("UPDATE cdx_outbox SET state = 'DELIVERED' WHERE message_id = '" + id(5, 1) + "'");
    }
    costs(FEW, () -> assertThat(outbox.forget(NOW, FEW, archive -> {})).isEqualTo(FEW));
  }

  @Test
  void a_day_is_compared_without_a_look_at_the_messages() throws Exception {
    update("DELETE FROM cdx_outbox WHERE receiver <> '" + HUB + "'");
    vacuum();
    int page = 1_000;
    readsOnly(
        "cdx_outbox_sent", () -> assertThat(outbox.sent(HUB, range("0"), page)).hasSize(page));
  }

  private List<OutboxEntry> lease(int max, Set<NodeId> leftAlone) {
    return lease(max, leftAlone, NOW);
  }

  private List<OutboxEntry> lease(int max, Set<NodeId> leftAlone, Instant now) {
    return outbox.lease(max, now, now.plusSeconds(300), new HashSet<>(leftAlone));
  }

  private Crowd crowd(int number, NodeId receiver, String state) throws SQLException {
    return crowd("cdx_outbox")
        .id("message_id", number)
        .text("receiver", receiver.toString())
        .text("type", "population.person/1")
        .text("state", state)
        .column("attempts", "0")
        .column("next_attempt", LONG_AGO)
        .text("body_digest", "0".repeat(64))
        .bytes("body", kind, message.body().toByteArray())
        .bytes("receipt", kind, receipt().toJson());
  }

  /** Those of which the condition is true have their turn; the others are behind. */
  private Crowd ordered(int number, NodeId receiver, String key, String turn) throws SQLException {
    return crowd(number, receiver, "PENDING")
        .column("ordering_key", key)
        .column("ready_for", "CASE WHEN " + turn + " THEN '" + receiver + "' END")
        .column("turn_key", "CASE WHEN " + turn + " THEN " + key + " END")
        .column("behind_key", "CASE WHEN NOT " + turn + " THEN " + key + " END");
  }

  private void enqueue(Optional<String> key) throws SQLException {
    try (Connection connection = explained.dataSource().getConnection()) {
      connection.setAutoCommit(false);
      outbox.enqueue(connection, message(), key);
      connection.commit();
    }
  }

  private void update(String sql) throws SQLException {
    try (Connection connection = database().getConnection()) {
      connection.createStatement().executeUpdate(sql);
    }
  }

  private PreparedMessage message() {
    return client.prepare(
        HUB, Operation.UPSERT, PersonBuilder.builder(TestPeople.number(7)).build());
  }

  private static MessageId id(int row, int crowd) {
    return MessageId.parse("%08d-%04d-7000-8000-000000000000".formatted(row, crowd));
  }

  private static ItemRange range(String from) {
    return new ItemRange(Optional.empty(), from, "00001000");
  }

  private SignedReceipt receipt() {
    Receipt receipt =
        new Receipt(
            message.messageId(),
            message.envelope().type(),
            Operation.UPSERT,
            TIANHE,
            HUB,
            ContentHash.of(message.body()),
            OffsetDateTime.parse("2026-10-26T10:00:00+08:00"));
    String body =
        """
        {"messageId":"%s","type":"%s","operation":"upsert","sender":"%s","receiver":"%s",\
        "bodyDigest":"%s","acceptedAt":"2026-10-26T10:00:00.000+08:00"}\
        """
            .formatted(
                receipt.messageId(), receipt.type(), TIANHE, HUB, receipt.bodyDigest().hex());
    return new SignedReceipt(
        receipt,
        Content.of(ascii(body)),
        new SignatureEvidence("base", "c2ln", List.of("Y2VydA=="), RevocationEvidence.none()));
  }
}
