package io.github.citydc.cli.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.citydc.cli.database.Database;
import io.github.citydc.code.ChinaTime;
import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.ItemRange;
import io.github.citydc.exchange.RecordCounts;
import io.github.citydc.exchange.jdbc.JdbcOutbox;
import io.github.citydc.exchange.jdbc.NodeDatabase;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.ContentHash;
import io.github.citydc.exchange.message.MessageId;
import io.github.citydc.exchange.outbox.OutboxState;
import io.github.citydc.exchange.reconciliation.Reconciler;
import io.github.citydc.exchange.reconciliation.ReconciliationInquiry;
import io.github.citydc.exchange.reconciliation.ReconciliationQuery;
import io.github.citydc.exchange.reconciliation.ReconciliationReport;
import io.github.citydc.exchange.reconciliation.ReconciliationVerdict;
import io.github.citydc.signing.http.ReceiptVerifier;
import io.github.citydc.testkit.SandboxCity;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import javax.sql.DataSource;

/** What must be true in the end, seen in both databases, when sender and hub have come to rest. */
final class Agreement implements AutoCloseable {

  private static final int ID_LENGTH = 36;

  private final SandboxCity city;
  private final Database sender;
  private final JdbcOutbox outbox;
  private final Tally tally;

  Agreement(Stage stage) {
    this.city = stage.city();
    this.tally = stage.tally();
    this.sender =
        Database.open(stage.database().place("sender"), Optional.empty(), Optional.empty());
    this.outbox = JdbcOutbox.on(NodeDatabase.of(sender.dataSource(), Vendor.SELF));
  }

  /**
   * Every record has a message, delivered with a receipt that proves it, or dead for the reason it
   * has to be.
   *
   * @param reason the reason of a record that must not arrive, empty for one that must
   */
  void everyMessageIsAccountedFor(long records, LongFunction<Optional<String>> reason)
      throws SQLException {
    assertThat(outbox.list(OutboxState.PENDING, 10)).isEmpty();
    Map<Long, String> dead = dead();
    Map<Long, String> reasons = new TreeMap<>();
    LongStream.rangeClosed(1, records)
        .forEach(number -> reason.apply(number).ifPresent(why -> reasons.put(number, why)));
    assertThat(dead.keySet()).isEqualTo(reasons.keySet());
    assertThat(dead).allSatisfy((number, why) -> assertThat(why).startsWith(reasons.get(number)));
    Set<String> delivered = delivered();
    assertThat(delivered).hasSize((int) records - dead.size());
    assertThat(records(sender.dataSource(), "SELECT number FROM fault_record"))
        .hasSize((int) records);
    requireReceipts(delivered);
    tally.add("messages delivered", delivered.size());
    tally.add("messages dead", dead.size());
  }

  /** Why the hub has to refuse a record, if it has to. */
  static Optional<String> refusal(long number) {
    return Records.isOutside(number) ? Optional.of("outside-jurisdiction: ") : Optional.empty();
  }

  /** Every dead one of some records was tried so often. */
  void everyPoisonWasTried(int times) throws SQLException {
    assertThat(
            records(
                sender.dataSource(),
                "SELECT DISTINCT o.attempts FROM fault_record r JOIN cdx_outbox o ON o.message_id ="
                    + " r.message_id WHERE r.number <= "
                    + HandlerFaults.POISON))
        .containsExactly("" + times);
  }

  private Map<Long, String> dead() throws SQLException {
    Map<Long, String> dead = new TreeMap<>();
    for (String row :
        records(
            sender.dataSource(),
            "SELECT CONCAT(r.number, ' ', o.last_failure) FROM fault_record r JOIN cdx_outbox o ON"
                + " o.message_id = r.message_id WHERE o.state = 'DEAD'")) {
      int blank = row.indexOf(' ');
      dead.put(Long.parseLong(row.substring(0, blank)), row.substring(blank + 1));
    }
    return dead;
  }

  private Set<String> delivered() throws SQLException {
    return new HashSet<>(
        records(
            sender.dataSource(), "SELECT message_id FROM cdx_outbox WHERE state = 'DELIVERED'"));
  }

  private void requireReceipts(Set<String> delivered) {
    ReceiptVerifier verifier = new ReceiptVerifier(city.trust());
    assertThat(
            delivered.parallelStream()
                .map(id -> outbox.receipt(MessageId.parse(id)).orElseThrow())
                .map(receipt -> verifier.verify(receipt).signer())
                .distinct())
        .containsExactly(Vendor.HUB);
  }

  /** Both sides say the same of every message. */
  void reconciliationAgrees(int port) throws SQLException {
    ExchangeClient client = Vendor.client(city, port, ChinaTime.clock());
    Reconciler reconciler = Reconciler.of(client, outbox);
    LocalDate today = LocalDate.now(Clock.system(ChinaTime.ZONE));
    List<ReconciliationReport> reports = new ArrayList<>();
    // A message that was made while the sender's clock was wrong counts to the day it was told.
    for (LocalDate day : today.minusDays(1).datesUntil(today.plusDays(4)).toList()) {
      reports.add(reconciler.compare(Vendor.HUB, day));
    }
    assertThat(reports).allMatch(ReconciliationReport::isAgreed);
    assertThat(
            reports.stream().mapToLong(report -> report.count(ReconciliationVerdict.AGREED)).sum())
        .isEqualTo(delivered().size());
  }

  /** The hub says the same of the one batch as the report of its upload. */
  static void theBatchIsKnown(SandboxCity city, int port, UploaderMain.Report report) {
    OffsetDateTime made = report.batch().time().atOffset(ItemRange.OFFSET);
    ReconciliationQuery day = ReconciliationQuery.batchesOf(made.toLocalDate());
    assertThat(
            ReconciliationInquiry.through(Vendor.client(city, port, ChinaTime.clock()))
                .items(Vendor.HUB, day, made.getHour(), Optional.empty())
                .items())
        .singleElement()
        .satisfies(
            item -> {
              assertThat(item.id()).isEqualTo(report.batch());
              assertThat(item.records())
                  .hasValue(new RecordCounts(report.accepted(), report.rejected()));
            });
  }

  /** Each delivered message was handled by the hub once, and in order where that was asked for. */
  void everyRecordIsThereOnce(DataSource hub) throws SQLException {
    List<String> handled =
        records(
            hub,
            "SELECT s.message_id FROM fault_stored s JOIN cdx_inbox i ON i.message_id ="
                + " s.message_id ORDER BY s.position");
    Set<String> once = new HashSet<>(handled);
    assertThat(handled).hasSameSizeAs(once);
    assertThat(once)
        .isEqualTo(new HashSet<>(records(hub, "SELECT message_id FROM cdx_inbox")))
        .isEqualTo(delivered());
    Map<String, String> keys = new HashMap<>();
    Map<String, List<String>> inOrder = new TreeMap<>();
    for (String row :
        records(
            sender.dataSource(),
            "SELECT CONCAT(message_id, ordering_key) FROM fault_record WHERE ordering_key IS NOT"
                + " NULL ORDER BY number")) {
      String id = row.substring(0, ID_LENGTH);
      keys.put(id, row.substring(ID_LENGTH));
      if (once.contains(id)) {
        inOrder.computeIfAbsent(keys.get(id), key -> new ArrayList<>()).add(id);
      }
    }
    Map<String, List<String>> inTurn = new TreeMap<>();
    handled.stream()
        .filter(keys::containsKey)
        .forEach(id -> inTurn.computeIfAbsent(keys.get(id), key -> new ArrayList<>()).add(id));
    assertThat(inTurn).isEqualTo(inOrder);
  }

  static List<String> records(DataSource database, String sql) throws SQLException {
    try (Connection connection = database.getConnection();
        ResultSet row = connection.createStatement().executeQuery(sql)) {
      List<String> values = new ArrayList<>();
      while (row.next()) {
        values.add(row.getString(1));
      }
      return values;
    }
  }

  /**
   * How many records of a batch the hub was handed, and how many different ones: told apart by
   * digests, since half a million of them do not fit into memory.
   */
  static List<Long> handed(DataSource database, String batch) throws SQLException {
    Set<String> different = new HashSet<>();
    long all = 0;
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false);
      try (PreparedStatement select =
          connection.prepareStatement("SELECT payload FROM fault_stored WHERE message_id = ?")) {
        select.setFetchSize(1_000);
        select.setString(1, batch);
        try (ResultSet row = select.executeQuery()) {
          while (row.next()) {
            all++;
            different.add(ContentHash.of(Content.ofText(row.getString(1))).hex().substring(0, 16));
          }
        }
      }
    }
    return List.of(all, (long) different.size());
  }

  @Override
  public void close() {
    sender.close();
  }
}
