package io.github.citydc.cli.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.citydc.cli.CdxProcess;
import io.github.citydc.cli.database.Database;
import java.util.Optional;
import java.util.function.LongFunction;

/** What is asked of both sides when all has come to rest. */
final class Ending {

  private final Trial trial;
  private final Stage stage;

  Ending(Trial trial, Stage stage) {
    this.trial = trial;
    this.stage = stage;
  }

  /** All messages have arrived once, except those that the hub had to refuse. */
  void messagesArrived(long count) throws Exception {
    messagesArrived(count, Agreement::refusal);
  }

  /** All messages have arrived once, except those that had to die, each for its reason. */
  void messagesArrived(long count, LongFunction<Optional<String>> reason) throws Exception {
    try (Agreement agreement = new Agreement(stage)) {
      agreement.everyMessageIsAccountedFor(count, reason);
      agreement.reconciliationAgrees(stage.hub().port());
      stage.stopHubs();
      try (Database hub = hub()) {
        agreement.everyRecordIsThereOnce(hub.dataSource());
      }
    }
  }

  /**
   * All records of a batch are there once, except those that the hub had to reject.
   *
   * @param uploader has told what became of it
   * @param rejected how many
   */
  void batchArrived(CdxProcess uploader, long rejected) throws Exception {
    long records = trial.scale().records();
    UploaderMain.Report report =
        UploaderMain.Report.parse(uploader.last(UploaderMain.REPORT).orElseThrow());
    assertThat(report.accepted()).isEqualTo(records - rejected);
    assertThat(report.rejected()).isEqualTo(rejected);
    Agreement.theBatchIsKnown(stage.city(), stage.hub().port(), report);
    stage.stopHubs();
    try (Database hub = hub()) {
      assertThat(
              Agreement.records(
                  hub.dataSource(),
                  "SELECT CONCAT(COUNT(*), ' ', COUNT(DISTINCT payload)) FROM fault_stored"
                      + " WHERE message_id = '"
                      + report.batch()
                      + "'"))
          .containsExactly((records - rejected) + " " + (records - rejected));
    }
    stage.tally().add("records accepted", report.accepted());
    stage.tally().add("records rejected", report.rejected());
  }

  /** Each file is there whole, and a message that names it. */
  void filesArrived(int files) throws Exception {
    stage.stopHubs();
    try (Database hub = hub()) {
      assertThat(
              Agreement.records(
                  hub.dataSource(),
                  "SELECT COUNT(DISTINCT s.payload) FROM fault_stored s JOIN cdx_inbox i ON"
                      + " i.message_id = s.message_id"
                      + " WHERE i.type = 'collaboration.reply/1'"))
          .containsExactly("" + files);
    }
    stage.tally().add("files", files);
  }

  private Database hub() {
    return Database.open(stage.database().place("hub"), Optional.empty(), Optional.empty());
  }
}
