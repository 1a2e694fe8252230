package io.github.citydc.cli.faults;

import io.github.citydc.cli.CdxProcess;
import java.io.Closeable;
import java.util.Optional;
import java.util.function.Supplier;

/** A hub as a process, through all its lives. */
final class Hub implements Closeable {

  private static final long LOOK_AGAIN_MILLIS = 20;

  private final int port;
  private final Supplier<CdxProcess> starter;
  private final Tally tally;
  private Optional<CdxProcess> running = Optional.empty();

  Hub(int port, Supplier<CdxProcess> starter, Tally tally) {
    this.port = port;
    this.starter = starter;
    this.tally = tally;
  }

  /** Where it answers without a fault. */
  int port() {
    return port;
  }

  long pid() {
    return process().pid();
  }

  void start() {
    CdxProcess started = starter.get();
    running = Optional.of(started);
    started.awaitLines(HubMain.READY, 1);
  }

  void kill() {
    process().kill();
    tally.add("hub killed");
    start();
  }

  /** Kills it, and does something before it starts again. */
  void killThen(Sending.Strike meanwhile) throws Exception {
    process().kill();
    tally.add("hub killed");
    meanwhile.hit();
    start();
  }

  /** Stops it in an orderly way (SIGTERM), and starts it again. */
  void restart() {
    process().terminate();
    tally.add("hub restarted");
    start();
  }

  /** Stops it in an orderly way, if it runs. */
  void stop() {
    if (process().isAlive()) {
      process().terminate();
    }
  }

  /** How many lines of a text it has printed in this life. */
  long printed(String part) {
    return process().count(part);
  }

  /** How many lines of standard error in this life have a text as a part. */
  long told(String part) {
    return process().messages().lines().filter(line -> line.contains(part)).count();
  }

  /** Waits until it has told a text again that it had told so many times. */
  void awaitMore(String part, long before) {
    long end = System.nanoTime() + Scale.configured().patience().toNanos();
    while (told(part) <= before) {
      if (System.nanoTime() > end || !process().isAlive()) {
        throw new AssertionError("The hub does not say " + part + ":\n" + process().messages());
      }
      Pause.of(LOOK_AGAIN_MILLIS);
    }
  }

  private CdxProcess process() {
    return running.orElseThrow();
  }

  @Override
  public void close() {
    running.ifPresent(CdxProcess::close);
  }
}
