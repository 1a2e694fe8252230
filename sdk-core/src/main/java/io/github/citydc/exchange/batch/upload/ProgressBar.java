package io.github.citydc.exchange.batch.upload;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A progress bar on the terminal. It prints nothing where there is no terminal, or none that the
 * system reports. For one thread at a time.
 */
public final class ProgressBar {

  private static final Path STANDARD_ERROR = Path.of("/proc/self/fd/2");
  private static final long INTERVAL = 200_000_000;
  private static final int WIDTH = 30;

  private final PrintStream err;
  private final boolean shown;
  private final long start = System.nanoTime();
  private long last = start;

  private ProgressBar(PrintStream err, boolean shown) {
    this.err = err;
    this.shown = shown;
  }

  /**
   * A bar on standard error, shown if that is a terminal.
   *
   * @return the bar
   */
  public static ProgressBar onTerminal() {
    return new ProgressBar(
        new PrintStream(System.err, false, StandardCharsets.UTF_8), isTerminal());
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
    if (shown && System.nanoTime() - last > INTERVAL) {
      last = System.nanoTime();
      err.print("\r" + bar(share) + done + " " + what + ", " + perSecond(done) + " a second  ");
      err.flush();
    }
  }

  /** Clears the bar. */
  public void end() {
    if (shown) {
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
    return Math.round(done * 1e9 / Math.max(1, System.nanoTime() - start));
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
