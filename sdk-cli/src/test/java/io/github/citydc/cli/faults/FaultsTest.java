package io.github.citydc.cli.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.citydc.cli.CdxProcess;
import io.github.citydc.cli.database.Database;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whatever fails, each record is there once in the end, or among the dead letters with its reason:
 * real processes, real sockets, real databases. {@code -Dcdx.faults=long} sends and kills more,
 * {@code -Dcdx.faults.seed=N} repeats a run.
 */
@Tag("processes")
@ParameterizedClass
@EnumSource(FaultsDatabase.class)
class FaultsTest {

  private static final int REACH_OF_MESSAGES = 20_000;
  private static final int REACH_OF_PARTS = 60_000;

  private final Scale scale = Scale.configured();
  private final long seed = Long.getLong("cdx.faults.seed", new Random().nextInt(1_000_000));
  private final Random random = new Random(seed);
  @TempDir private Path folder;
  @Parameter private FaultsDatabase kind;

  @Test
  void messages_arrive_once_though_both_sides_are_killed_and_clocks_are_wrong() throws Exception {
    try (Stage stage = stage(kind.start(folder), REACH_OF_MESSAGES)) {
      Sending sending = new Sending(() -> stage.sender(scale.messages()));
      sending.through(
          blows(
              scale.messages(),
              stage::killHub,
              sending::kill,
              stage::restartHub,
              stage::stepHubClock,
              stage::stepSenderClockBack,
              stage::stepSenderClockAhead));
      assertAgreement(stage);
    }
  }

  @Test
  void messages_arrive_once_though_the_databases_crash() throws Exception {
    try (Stage stage = stage(kind.startApart(folder), REACH_OF_MESSAGES)) {
      Sending sending = new Sending(() -> stage.sender(scale.messages()));
      sending.through(blows(scale.messages(), stage.database()::crash));
      assertAgreement(stage);
    }
  }

  @Test
  void messages_arrive_once_though_the_disk_of_the_hub_is_full_for_a_while() throws Exception {
    assumeTrue(DiskQuota.isSupported(), "prlimit is not there");
    try (Stage stage = stage(kind.start(folder), REACH_OF_MESSAGES)) {
      Sending sending = new Sending(() -> stage.sender(scale.messages()));
      sending.through(
          List.of(
              new Sending.Blow(scale.messages() / 3, () -> stage.fillDisk(sending::awaitProblem))));
      assertAgreement(stage);
    }
  }

  @Test
  void the_records_of_a_batch_are_there_once_though_both_sides_are_killed() throws Exception {
    try (Stage stage = stage(kind.start(folder), REACH_OF_PARTS)) {
      Sending sending = new Sending(() -> stage.uploader(scale.records()));
      CdxProcess uploader =
          sending.through(blows(scale.records(), stage::killHub, sending::kill, stage::restartHub));
      long outside = Records.outside(scale.records());
      UploaderMain.Report report =
          UploaderMain.Report.parse(uploader.last(UploaderMain.REPORT).orElseThrow());
      assertThat(report.accepted()).isEqualTo(scale.records() - outside);
      assertThat(report.rejected()).isEqualTo(outside);
      Agreement.theBatchIsKnown(stage.city(), stage.hubPort(), report);
      stage.stopHub();
      try (Database hub = hub(stage)) {
        assertThat(
                Agreement.records(
                    hub.dataSource(),
                    "SELECT COUNT(*) || ' ' || COUNT(DISTINCT payload) FROM cdx_sandbox_record"))
            .containsExactly((scale.records() - outside) + " " + (scale.records() - outside));
      }
      assertThatAllFaultsHappened(stage);
    }
  }

  private void assertAgreement(Stage stage) throws Exception {
    try (Agreement agreement = new Agreement(stage.city(), stage.database().place("sender"))) {
      agreement.everyMessageIsAccountedFor(scale.messages());
      agreement.reconciliationAgrees(stage.hubPort(), scale.messages());
      stage.stopHub();
      try (Database hub = hub(stage)) {
        agreement.everyRecordIsThereOnce(hub.dataSource());
      }
    }
    assertThatAllFaultsHappened(stage);
  }

  private void assertThatAllFaultsHappened(Stage stage) {
    System.out.println("Seed " + seed + ", " + kind + ": " + stage.wires().happened());
    assertThat(stage.wires().happened())
        .allSatisfy((fault, count) -> assertThat(count).isPositive());
  }

  private static Database hub(Stage stage) {
    return Database.open(stage.database().place("hub"), Optional.empty(), Optional.empty());
  }

  /** At random moments, each kind of blow as often as the others, in any order. */
  private List<Sending.Blow> blows(long all, Sending.Strike... kinds) {
    List<Sending.Strike> strikes = new ArrayList<>();
    for (int i = 0; i < scale.blows(); i++) {
      strikes.add(kinds[i % kinds.length]);
    }
    Collections.shuffle(strikes, random);
    long[] moments = random.longs(strikes.size(), all / 50, all * 9 / 10).sorted().toArray();
    return IntStream.range(0, moments.length)
        .mapToObj(i -> new Sending.Blow(moments[i], strikes.get(i)))
        .toList();
  }

  private Stage stage(DatabaseServer database, int reach) throws Exception {
    System.out.println(
        "Seed " + seed + ", " + kind + ", " + scale + "; repeat with -Dcdx.faults.seed=" + seed);
    return new Stage(folder, database, seed, reach);
  }
}
