package io.github.citydc.cli.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.citydc.cli.CdxProcess;
import java.time.Duration;

/**
 * A command that is killed at random moments of its work, and run again, until it was killed often
 * enough. When it comes to its end in between, there is new work for it.
 */
final class Killing {

  /** Until the first one has come to its end. */
  private static final long FIRST_SPAN_MILLIS = 3_000;

  /** Before, a JVM does nothing but start. */
  private static final double BEGIN = 0.3;

  private static final double END = 1.1;
  private static final Duration PATIENCE = Scale.configured().patience();

  private final Trial trial;
  private final Work work;

  /** What is done by the lives of a process. */
  interface Work {

    /** Starts the command, always the same until it has ended. */
    CdxProcess start() throws Exception;

    /** How the command ends if it was not killed. */
    default int exitCode() {
      return 0;
    }

    /** It was killed. */
    default void killed(CdxProcess life) throws Exception {}

    /** It has come to its end without a failure. */
    void ended(CdxProcess life) throws Exception;
  }

  Killing(Trial trial, Work work) {
    this.trial = trial;
    this.work = work;
  }

  void run() throws Exception {
    long span = FIRST_SPAN_MILLIS;
    int kills = 0;
    boolean atWork = true;
    while (kills < trial.scale().kills() || atWork) {
      long begin = System.nanoTime();
      try (CdxProcess life = work.start()) {
        life.endInput();
        boolean mayBeKilled = kills < trial.scale().kills();
        Duration moment =
            mayBeKilled
                ? Duration.ofMillis(
                    trial.random().nextLong((long) (span * BEGIN), (long) (span * END)))
                : PATIENCE;
        if (life.endsWithin(moment)) {
          span = Duration.ofNanos(System.nanoTime() - begin).toMillis();
          assertThat(life.exitCode()).describedAs(life::messages).isEqualTo(work.exitCode());
          work.ended(life);
          atWork = false;
        } else {
          assertThat(mayBeKilled).describedAs(life::messages).isTrue();
          life.kill();
          kills++;
          trial.tally().add("killed");
          work.killed(life);
          atWork = true;
        }
      }
    }
  }
}
