package io.github.citydc.cli.faults;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever fails, each message arrives once in the end: real processes, real sockets, real
 * databases.
 */
@Tag("databases")
@MethodSource("io.github.citydc.cli.faults.FaultsDatabase#all")
class MessageFaultsTest extends FaultsTest {

  private static final int REACH = 12_000;

  @Test
  void messages_arrive_once_though_both_sides_are_killed_and_clocks_are_wrong() throws Exception {
    int messages = trial.scale().messages();
    try (Stage stage = trial.stage().over(trial.wires(REACH)).open()) {
      Sending sending = new Sending(stage, () -> stage.sender(messages));
      sending.through(
          trial.blows(
              messages,
              stage::killHub,
              sending::kill,
              stage::restartHub,
              stage::stepHubClockAhead,
              stage::stepSenderClockBack,
              stage::stepSenderClockAhead,
              stage::stepSenderClockFarAhead,
              stage::stepHubClockBack,
              stage::stepHubClockFarAhead,
              stage::killHubWithClockAhead));
      Ending ending = new Ending(stage);
      ending.messages(messages);
      ending.settle();
      trial.assertThatAllFaultsHappened(stage);
    }
  }

  @Test
  void messages_arrive_once_though_the_databases_crash() throws Exception {
    int messages = trial.scale().messages();
    try (Stage stage = trial.stageApart().over(trial.wires(REACH)).open()) {
      Sending sending = new Sending(stage, () -> stage.sender(messages));
      sending.through(
          trial.blows(
              messages,
              stage::crashDatabase,
              stage::crashDatabase,
              stage::crashDatabase,
              stage::crashDatabase));
      Ending ending = new Ending(stage);
      ending.messages(messages);
      ending.settle();
      trial.assertThatAllFaultsHappened(stage);
    }
  }

  @Test
  void a_backlog_from_a_time_without_a_hub_arrives_once() throws Exception {
    int messages = trial.scale().backlog();
    try (Stage stage = trial.stage().openWithHubsDown()) {
      Sending sending =
          new Sending(stage, () -> stage.sender(messages, messages, SenderMain.ATTEMPTS));
      sending.await(SenderMain.ALL_STORED);
      stage.hub().start();
      sending.toItsEnd();
      Ending ending = new Ending(stage);
      ending.messages(messages);
      ending.settle();
    }
  }
}
