package io.github.citydc.cli.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.citydc.cli.database.Database;
import io.github.citydc.exchange.batch.upload.UploadReport;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;

/** Two hubs on one database and folder are as one, whichever of them is killed. */
@MethodSource("io.github.citydc.cli.faults.FaultsDatabase#servers")
class HubsFaultsTest extends FaultsTest {

  private static final int REACH = 60_000;
  private static final int LEAST_PAUSE_MILLIS = 200;
  private static final int LONGEST_PAUSE_MILLIS = 1_500;
  private static final int READS_PER_KILL = 8;
  private static final int RECORDS = 25;

  @Test
  void eight_senders_lose_and_double_nothing_and_no_quota_is_exceeded() throws Exception {
    int most = READS_PER_KILL * trial.scale().hubKills();
    int records = trial.scale().records() / trial.scale().messages() * RECORDS;
    try (Stage stage =
            trial
                .stageApart()
                .hubs(2)
                .handling(HubMain.Handling.SHARING)
                .over(trial.wires(REACH))
                .openWithHubsDown();
        EightSenders senders = new EightSenders(stage, records)) {
      HubQueries.grant(stage.database().place("hub"), EightSenders.readers(), most);
      stage.hubs().forEach(Hub::start);
      senders.start();
      for (int kill = 0; kill < trial.scale().hubKills(); kill++) {
        Pause.of(trial.random().nextInt(LEAST_PAUSE_MILLIS, LONGEST_PAUSE_MILLIS));
        senders.requireAtWork();
        stage.hubs().get(trial.random().nextInt(2)).kill();
      }
      senders.finish();
      stage.stopHubs();
      try (Database hub =
          Database.open(stage.database().place("hub"), Optional.empty(), Optional.empty())) {
        everyMessageIsThereOnce(hub, senders);
        everyBatchIsThereOnce(hub, senders.reports(), records);
        theQuotaIsExact(hub, senders, most);
      }
      assertThat(senders.replays()).isPositive();
    }
  }

  private static void everyMessageIsThereOnce(Database hub, EightSenders senders) throws Exception {
    assertThat(senders.accepted()).isNotEmpty();
    assertThat(Agreement.records(hub.dataSource(), "SELECT message_id FROM cdx_inbox"))
        .containsExactlyInAnyOrderElementsOf(senders.accepted());
    assertThat(
            Agreement.records(
                hub.dataSource(),
                "SELECT s.message_id FROM fault_stored s JOIN cdx_inbox i ON i.message_id ="
                    + " s.message_id"))
        .containsExactlyInAnyOrderElementsOf(senders.accepted());
  }

  private static void everyBatchIsThereOnce(Database hub, List<UploadReport> reports, int records)
      throws Exception {
    assertThat(reports).isNotEmpty();
    assertThat(Agreement.records(hub.dataSource(), "SELECT DISTINCT batch_id FROM cdx_batch"))
        .containsExactlyInAnyOrderElementsOf(
            reports.stream().map(report -> report.batchId().toString()).toList());
    for (UploadReport report : reports) {
      assertThat(report.accepted()).isEqualTo(records - Records.outside(records));
      assertThat(Agreement.handed(hub.dataSource(), report.batchId().toString()))
          .containsExactly(report.accepted(), report.accepted());
    }
  }

  /** An answer may have been lost after its read was recorded, and was asked for again then. */
  private void theQuotaIsExact(Database hub, EightSenders senders, int most) {
    List<Integer> reads = List.copyOf(HubQueries.readsByDay(hub.dataSource()).values());
    assertThat(reads).allSatisfy(day -> assertThat(day).isLessThanOrEqualTo(most)).contains(most);
    assertThat(senders.answered()).isBetween(1, reads.size() * most);
    trial.tally().add("reads recorded", reads.stream().mapToInt(Integer::intValue).sum());
  }
}
