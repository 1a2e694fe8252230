package io.github.citydc.cli.faults;

import io.github.citydc.cli.CdxProcess;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever fails, each record of a batch is stored once in the end. */
@Tag("databases")
@MethodSource("io.github.citydc.cli.faults.FaultsDatabase#all")
class BatchFaultsTest extends FaultsTest {

  private static final int REACH = 60_000;

  @Test
  void the_records_of_a_batch_are_there_once_though_both_sides_are_killed_and_clocks_are_wrong()
      throws Exception {
    int records = trial.scale().records();
    try (Stage stage = trial.stage().over(trial.wires(trial.scale().reach(REACH))).open()) {
      Sending sending = new Sending(stage, () -> stage.uploader(records));
      CdxProcess uploader =
          sending.through(
              trial.blows(
                  records,
                  stage::killHubWithClockAhead,
                  sending::kill,
                  stage::restartHub,
                  stage::stepHubClockFarAhead,
                  stage::killHub,
                  stage::stepSenderClockAhead,
                  stage::stepHubClockBack,
                  stage::stepSenderClockBack,
                  stage::stepSenderClockFarAhead,
                  stage::stepHubClockAhead));
      Ending ending = new Ending(stage);
      ending.batch(uploader, records, Records.outside(records));
      ending.settle();
      trial.assertThatAllFaultsHappened(stage);
    }
  }

  @Test
  void two_hubs_on_one_database_and_folder_share_the_work_though_one_is_killed() throws Exception {
    int messages = trial.scale().messages();
    int records = trial.scale().records();
    try (Stage stage =
        trial.stageApart().hubs(2).over(trial.wires(trial.scale().reach(REACH))).open()) {
      Sending batch = new Sending(stage, () -> stage.uploader(records));
      Sending.Strike kill = () -> stage.hubs().get(trial.random().nextInt(2)).kill();
      CdxProcess uploader = batch.through(trial.blows(records, kill, batch::kill));
      Sending sending = new Sending(stage, () -> stage.sender(messages));
      sending.through(trial.blows(messages, kill, sending::kill));
      Ending ending = new Ending(stage);
      ending.batch(uploader, records, Records.outside(records));
      ending.messages(messages);
      ending.settle();
    }
  }
}
