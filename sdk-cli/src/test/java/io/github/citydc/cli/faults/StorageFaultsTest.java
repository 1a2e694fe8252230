package io.github.citydc.cli.faults;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.citydc.cli.CdxProcess;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;

/** A hub whose disk is full, not there, or read-only for a while loses nothing, and goes on. */
@MethodSource("io.github.citydc.cli.faults.FaultsDatabase#chosen")
class StorageFaultsTest extends FaultsTest {

  private static final int REACH = 12_000;
  private static final String STORAGE = "StorageException";
  private static final String WAITS = " waits: ";

  @Test
  @SuppressWarnings("try") // Closing it is its use.
  void messages_arrive_once_though_the_disk_of_the_hub_is_full_for_a_while() throws Exception {
    assumeTrue(DiskQuota.isSupported(), "prlimit of util-linux is not there: no disk can be full");
    int messages = trial.scale().messages();
    try (Stage stage = trial.stage().over(trial.wires(REACH)).open()) {
      HubDisk disk = HubDisk.of(stage);
      Sending sending = new Sending(stage, () -> stage.senderHeld(messages, messages / 3));
      sending.through(
          List.of(
              new Sending.Blow(
                  0,
                  () -> {
                    try (AutoCloseable full = sending.held(disk::fullForDatabase)) {
                      sending.awaitProblem();
                    }
                  })));
      Ending ending = new Ending(stage);
      ending.messages(messages);
      ending.settle();
      trial.assertThatAllFaultsHappened(stage);
    }
  }

  @Test
  void batches_and_files_arrive_though_the_disk_of_the_hub_is_full_for_a_while() throws Exception {
    assumeTrue(DiskQuota.isSupported(), "prlimit of util-linux is not there: no disk can be full");
    int records = trial.scale().records() / 2;
    int files = trial.scale().files();
    try (Stage stage = trial.stage().handling(HubMain.Handling.SLOW).open()) {
      HubDisk disk = HubDisk.of(stage);
      Sending batch = new Sending(stage, () -> stage.uploaderHeld(records, records / 2));
      CdxProcess uploader =
          batch.through(
              List.of(
                  meanwhile(stage, batch, disk::fullForContent),
                  blow(records * 5L / 8, stage, disk::fullForDatabase)));
      Sending sending = new Sending(stage, () -> stage.fileSenderHeld(files, files / 3));
      sending.through(List.of(meanwhile(stage, sending, disk::fullForContent)));
      Ending ending = new Ending(stage);
      ending.batch(uploader, records, Records.outside(records));
      ending.files(files);
      ending.settle();
    }
  }

  @Test
  void batches_and_files_arrive_though_their_folder_was_not_there_or_read_only() throws Exception {
    assumeTrue(
        HubFolder.canBeReadOnly(folder), "No folder can be made read-only for this user here");
    int records = trial.scale().records() / 2;
    int files = trial.scale().files();
    try (Stage stage = trial.stage().handling(HubMain.Handling.SLOW).open()) {
      HubFolder content = new HubFolder(stage.hubFolder().resolve(HubMain.CONTENT));
      Sending batch = new Sending(stage, () -> stage.uploaderHeld(records, records / 2));
      CdxProcess uploader =
          batch.through(
              List.of(
                  meanwhile(stage, batch, content::readOnly),
                  new Sending.Blow(records * 5L / 8, () -> startWithout(content, stage))));
      Sending sending = new Sending(stage, () -> stage.fileSenderHeld(files, files / 3));
      sending.through(List.of(meanwhile(stage, sending, content::readOnly)));
      Ending ending = new Ending(stage);
      ending.batch(uploader, records, Records.outside(records));
      ending.files(files);
      ending.settle();
    }
  }

  /** The batch is accepted, and half done. */
  @SuppressWarnings("try")
  private void startWithout(HubFolder content, Stage stage) throws Exception {
    AutoCloseable[] away = new AutoCloseable[1];
    stage.hub().killThen(() -> away[0] = content.takenAway());
    try (AutoCloseable back = away[0]) {
      stage.hub().awaitMore(WAITS, 0);
    }
    trial.tally().add("folder absent");
  }

  /** Some trouble that begins while a sender is held, and lasts until the hub has told of it. */
  private Sending.Blow meanwhile(Stage stage, Sending sending, Stage.Trouble trouble) {
    return new Sending.Blow(0, () -> stage.until(STORAGE, () -> sending.held(trouble)));
  }

  /** Some trouble that lasts until the hub has told of it. */
  private Sending.Blow blow(long moment, Stage stage, Stage.Trouble trouble) {
    return new Sending.Blow(moment, () -> stage.until(STORAGE, trouble));
  }
}
