package io.github.citydc.cli.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.citydc.cli.CdxProcess;
import io.github.citydc.cli.database.Database;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import javax.sql.DataSource;

/**
 * What is asked of both sides when all has come to rest: first of the hubs as they run, and, once
 * {@link #settle} has stopped them, of their database.
 */
final class Ending {

  private final Stage stage;
  private final List<Question> ofDatabase = new ArrayList<>();

  /** Asked of the database of the hubs. */
  @FunctionalInterface
  private interface Question {

    void ask(DataSource hub) throws Exception;
  }

  Ending(Stage stage) {
    this.stage = stage;
  }

  /** All messages have arrived once, except those that the hub had to refuse. */
  void messages(long count) throws Exception {
    messages(count, Agreement::refusal);
  }

  /** All messages have arrived once, except those that had to die, each for its reason. */
  void messages(long count, LongFunction<Optional<String>> reason) throws Exception {
    try (Agreement agreement = new Agreement(stage)) {
      agreement.everyMessageIsAccountedFor(count, reason);
      agreement.reconciliationAgrees(stage.hub().port());
    }
    ofDatabase.add(
        hub -> {
          try (Agreement agreement = new Agreement(stage)) {
            agreement.everyRecordIsThereOnce(hub);
          }
        });
  }

  /**
   * All records of a batch are there once, except those that the hub had to reject.
   *
   * @param uploader has told what became of it
   * @param records how many were sent
   * @param rejected how many of them the hub had to reject
   */
  void batch(CdxProcess uploader, long records, long rejected) {
    UploaderMain.Report report =
        UploaderMain.Report.parse(uploader.last(UploaderMain.REPORT).orElseThrow());
    assertThat(report.accepted()).isEqualTo(records - rejected);
    assertThat(report.rejected()).isEqualTo(rejected);
    Agreement.theBatchIsKnown(stage.city(), stage.hub().port(), report);
    stage.tally().add("records accepted", report.accepted());
    stage.tally().add("records rejected", report.rejected());
    ofDatabase.add(
        hub ->
            assertThat(Agreement.handed(hub, report.batch().toString()))
                .containsExactly(report.accepted(), report.accepted()));
  }

  /** Each message that names a file has arrived; its handler has read the file. */
  void files(int count) {
    stage.tally().add("files", count);
    ofDatabase.add(
        hub ->
            assertThat(
                    Agreement.records(
                        hub,
                        "SELECT COUNT(DISTINCT s.payload) FROM fault_stored s JOIN cdx_inbox i ON"
                            + " i.message_id = s.message_id WHERE i.type = 'collaboration.reply/1'"))
                .containsExactly("" + count));
  }

  /** Stops the hubs, and asks their database. */
  void settle() throws Exception {
    stage.stopHubs();
    try (Database hub =
        Database.open(stage.database().place("hub"), Optional.empty(), Optional.empty())) {
      for (Question question : ofDatabase) {
        question.ask(hub.dataSource());
      }
    }
  }
}
