package io.github.citydc.cli.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.TestInfo;

/**
 * A fault test while it runs: how much it sends, the chance behind its faults, and what came of it,
 * told in one line at its end. {@code -Dcdx.faults.seed=N} repeats a run.
 */
final class Trial {

  private final Scale scale = Scale.configured();
  private final long seed = Long.getLong("cdx.faults.seed", new Random().nextInt(1_000_000));
  private final Random random = new Random(seed);
  private final Tally tally = new Tally();
  private final FaultsDatabase kind;
  private final Path folder;
  private final String name;

  Trial(FaultsDatabase kind, Path folder, TestInfo test) {
    this.kind = kind;
    this.folder = folder;
    this.name = test.getTestMethod().orElseThrow().getName();
    System.out.println(this + "; repeat with -Dcdx.faults.seed=" + seed);
  }

  Scale scale() {
    return scale;
  }

  Random random() {
    return random;
  }

  Tally tally() {
    return tally;
  }

  /** A database, where there is no stage. */
  DatabaseServer database() {
    return kind.start(folder);
  }

  /** The same as a process of its own. */
  DatabaseServer databaseApart() {
    return kind.startApart(folder);
  }

  /** Whether it is H2, which a process has in a file of its own. */
  boolean isOnH2() {
    return kind == FaultsDatabase.H2;
  }

  /** The same, with a stage. */
  Stage.Builder stage() {
    return Stage.builder(folder, kind.start(folder), tally);
  }

  /** Databases as processes of their own. */
  Stage.Builder stageApart() {
    return Stage.builder(folder, kind.startApart(folder), tally);
  }

  /** Wires that break; requests get so far on them at most. */
  Stage.WayMaker wires(int reach) {
    return ports -> new FaultProxy(ports, seed, reach);
  }

  /** A proxy that answers in the place of the hub. */
  Stage.WayMaker meddling() {
    return ports -> new MeddlingProxy(ports.get(0), seed);
  }

  /** At random moments, each kind of blow as often as the others, in any order; some, in short. */
  List<Sending.Blow> blows(long all, Sending.Strike... kinds) {
    List<Sending.Strike> strikes = new ArrayList<>();
    for (int round = 0; round < scale.rounds(); round++) {
      strikes.addAll(List.of(kinds));
    }
    Collections.shuffle(strikes, random);
    int count = scale.fallen(strikes.size());
    long[] moments = random.longs(count, all / 50, all * 9 / 10).sorted().toArray();
    return IntStream.range(0, moments.length)
        .mapToObj(i -> new Sending.Blow(moments[i], strikes.get(i)))
        .toList();
  }

  /** Each fault of the way to the hub has come about. */
  void assertThatAllFaultsHappened(Stage stage) {
    stage.way().happened().forEach((fault, count) -> tally.add("wire " + fault, count));
    assertThat(stage.way().happened()).allSatisfy((fault, count) -> assertThat(count).isPositive());
  }

  /** Tells what came of it, in one line. */
  void tell() {
    System.out.println(this + ": " + tally);
  }

  @Override
  public String toString() {
    return "Faults: " + name + ", " + kind + ", " + scale + ", seed " + seed;
  }
}
