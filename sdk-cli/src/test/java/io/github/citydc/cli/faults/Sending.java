package io.github.citydc.cli.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.citydc.cli.CdxProcess;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * A process that sends, through all its lives. It tells its progress on standard output, and does
 * not end before its standard input, so that every blow meets it alive.
 */
final class Sending {

  /** Begins a line that tells how much is done. */
  static final String PROGRESS = "progress ";

  private static final Duration PATIENCE = Scale.configured().patience();
  private static final Pattern FAILED = Pattern.compile("(internal|unavailable): ");
  private static final long LOOK_AGAIN_MILLIS = 20;

  private final Supplier<CdxProcess> starter;
  private final Tally tally;
  private CdxProcess running;

  /** Something that strikes when so much is done. */
  record Blow(long moment, Strike strike) {}

  /** What strikes. */
  @FunctionalInterface
  interface Strike {

    void hit() throws Exception;
  }

  Sending(Stage stage, Supplier<CdxProcess> starter) {
    this.starter = starter;
    this.tally = stage.tally();
    this.running = starter.get();
  }

  /** Kills it, and starts it again. */
  void kill() {
    running.kill();
    tally.add("sender killed");
    running = starter.get();
  }

  /** Lets it come to its end; gives the life it ended in. */
  CdxProcess toItsEnd() throws Exception {
    return through(List.of());
  }

  /** Lets it come to its end through all blows; gives the life it ended in. */
  CdxProcess through(List<Blow> blows) throws Exception {
    try {
      for (Blow blow : blows) {
        await(() -> progress() >= blow.moment());
        blow.strike().hit();
      }
      running.endInput();
      assertThat(running.exitCode(PATIENCE)).describedAs(running::messages).isZero();
      return running;
    } finally {
      running.close();
    }
  }

  /** Waits until it is held, has something begin, and lets it go on. */
  AutoCloseable held(Stage.Trouble trouble) throws Exception {
    await(Hold.HELD);
    AutoCloseable begun = trouble.begin();
    running.feed(List.of(""));
    return begun;
  }

  /** Waits until it has printed a text. */
  void await(String text) {
    await(() -> running.count(text) > 0);
  }

  /** Waits until the hub has told it that something fails over there. */
  void awaitProblem() {
    await(() -> FAILED.matcher(running.messages()).find());
  }

  private void await(BooleanSupplier condition) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(running.isAlive() && System.nanoTime() < end)
          .describedAs(running::messages)
          .isTrue();
      Pause.of(LOOK_AGAIN_MILLIS);
    }
  }

  private long progress() {
    return running
        .last(PROGRESS)
        .map(line -> Long.parseLong(line.substring(PROGRESS.length())))
        .orElse(0L);
  }
}
