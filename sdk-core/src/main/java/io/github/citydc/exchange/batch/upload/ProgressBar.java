package io.github.citydc.exchange.batch.upload;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Progress on standard error: a bar on a terminal, and else, as in a pipe or a log, a line every
 * few seconds. For one thread at a time.
 */
public final class ProgressBar {

  private static final Path STANDARD_ERROR = Path.of("/proc/self/fd/2");
  private static final long INTERVAL = 200_000_000;
  private static final long INTERVAL_OF_LINES = 5_000_000_000L;
  private static final int WIDTH = 30;

  private final PrintStream err;
  private final boolean terminal;
  private final LongSupplier nanoTime;
  private final long start;
  private long last;

  ProgressBar(PrintStream err, boolean terminal, LongSupplier nanoTime) {
    this.err = err;
    this.terminal = terminal;
    this.nanoTime = nanoTime;
    this.start = nanoTime.getAsLong();
    this.last = start;
  }

  /**
   * Progress on standard error, on a bar if that is a terminal.
   *
   * @return the progress
   */
  public static ProgressBar onStandardError() {
    return new ProgressBar(
        new PrintStream(System.err, false, StandardCharsets.UTF_8), isTerminal(), System::nanoTime);
  }

  private static boolean isTerminal() {
    try {
      String target = Files.readSymbolicLink(STANDARD_ERROR).toString();
      return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }

  /**
   * Shows the progress.
   *
   * @param done how many things are done
   * @param share how much of the whole that is, from 0 to 1; anything else if it is unknown
   * @param what what the things are, for example {@code lines}
   */
  public void at(long done, double share, String what) {
    long now = nanoTime.getAsLong();
    if (now - last <= (terminal ? INTERVAL : INTERVAL_OF_LINES)) {
      return;
    }
    last = now;
    String speed = done + " " + what + ", " + perSecond(done) + " a second";
    if (terminal) {
      err.print("\r" + bar(share) + speed + "  ");
    } else {
      err.println(percent(share) + speed);
    }
    err.flush();
  }

  private static String percent(double share) {
    return share > 0 && share <= 1 ? String.format(Locale.ROOT, "%.0f %%, ", share * 100) : "";
  }

  /** Clears the bar. */
  public void end() {
    if (terminal) {
      err.print("\r" + " ".repeat(WIDTH + 50) + "\r");
      err.flush();
    }
  }

  /**
   * The average speed.
   *
   * @param done how many things are done
   * @return things a second since the beginning
   */
  public long perSecond(long done) {
    return Math.round(done * 1e9 / Math.max(1, nanoTime.getAsLong() - start));
  }

  private static String bar(double share) {
    if (!(share > 0 && share <= 1)) {
      return "";
    }
    int full = (int) (share * WIDTH);
    return String.format(
        "[%s%s] %3.0f %%  ", "#".repeat(full), " ".repeat(WIDTH - full), share * 100);
  }
}
