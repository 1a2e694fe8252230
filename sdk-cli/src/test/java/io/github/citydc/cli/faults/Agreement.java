package io.github.citydc.cli.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.citydc.cli.database.Database;
import io.github.citydc.code.ChinaTime;
import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.ItemRange;
import io.github.citydc.exchange.RecordCounts;
import io.github.citydc.exchange.jdbc.JdbcOutbox;
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
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import javax.sql.DataSource;

/** What must be true in the end, seen in both databases, when sender and hub have come to rest. */
final class Agreement implements AutoCloseable {

  private final SandboxCity city;
  private final Database sender;
  private final JdbcOutbox outbox;

  Agreement(SandboxCity city, String senderPlace) {
    this.city = city;
    this.sender = Database.open(senderPlace, Optional.empty(), Optional.empty());
    this.outbox = JdbcOutbox.on(sender.dataSource());
  }

  /** Every record has a message, delivered with a receipt that proves it, or dead for a reason. */
  void everyMessageIsAccountedFor(long records) throws SQLException {
    assertThat(records(sender.dataSource(), "SELECT number FROM fault_record"))
        .containsExactlyInAnyOrderElementsOf(
            LongStream.rangeClosed(1, records).mapToObj(Long::toString).toList());
    long outside = Records.outside(records);
    assertThat(outbox.list(OutboxState.PENDING, 10)).isEmpty();
    assertThat(outbox.list(OutboxState.DEAD, (int) records))
        .extracting(dead -> dead.lastFailure().orElseThrow())
        .allMatch(reason -> reason.startsWith("outside-jurisdiction: "))
        .hasSize((int) outside);
    List<String> delivered =
        records(sender.dataSource(), "SELECT message_id FROM cdx_outbox WHERE state = 'DELIVERED'");
    assertThat(delivered).hasSize((int) (records - outside));
    ReceiptVerifier verifier = new ReceiptVerifier(city.trust());
    for (String id : delivered) {
      assertThat(verifier.verify(outbox.receipt(MessageId.parse(id)).orElseThrow()).signer())
          .isEqualTo(Vendor.HUB);
    }
  }

  /** Both sides say the same of every message. */
  void reconciliationAgrees(int port, long records) {
    ExchangeClient client = Vendor.client(city, port, ChinaTime.clock());
    Reconciler reconciler = Reconciler.of(client, outbox);
    LocalDate today = LocalDate.now(Clock.system(ChinaTime.ZONE));
    List<ReconciliationReport> reports = new ArrayList<>();
    for (LocalDate day : List.of(today.minusDays(1), today)) {
      reports.add(reconciler.compare(Vendor.HUB, day));
    }
    assertThat(reports).allMatch(ReconciliationReport::isAgreed);
    assertThat(
            reports.stream().mapToLong(report -> report.count(ReconciliationVerdict.AGREED)).sum())
        .isEqualTo(records - Records.outside(records));
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
        records(hub, "SELECT message_id FROM cdx_sandbox_record ORDER BY position");
    List<String> accepted = records(hub, "SELECT message_id FROM cdx_inbox");
    assertThat(handled)
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(accepted)
        .containsExactlyInAnyOrderElementsOf(
            records(
                sender.dataSource(),
                "SELECT message_id FROM cdx_outbox WHERE state = 'DELIVERED'"));
    for (String key :
        records(
            sender.dataSource(),
            "SELECT DISTINCT ordering_key FROM fault_record WHERE ordering_key IS NOT NULL")) {
      List<String> inOrder =
          records(
              sender.dataSource(),
              "SELECT r.message_id FROM fault_record r JOIN cdx_outbox o ON o.message_id ="
                  + " r.message_id WHERE o.state = 'DELIVERED' AND r.ordering_key = '"
                  + key
                  + "' ORDER BY r.number");
      assertThat(handled.stream().filter(inOrder::contains)).containsExactlyElementsOf(inOrder);
    }
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

  @Override
  public void close() {
    sender.close();
  }
}
