package io.github.citydc.examples.lines;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * A bar on the terminal that tells how far a command is; silent where there is no terminal, or none
 * that the system tells of.
 */
public final class Progress {

  private static final Path STANDARD_ERROR = Path.of("/proc/self/fd/2");
  private static final long INTERVAL = 200_000_000;
  private static final int WIDTH = 30;

  private final PrintWriter err;
  private final boolean shown;
  private final OptionalLong total;
  private final long start = System.nanoTime();
  private long last = start;

  private Progress(PrintWriter err, boolean shown, OptionalLong total) {
    this.err = err;
    this.shown = shown;
    this.total = total;
  }

  /**
   * A bar that is shown if standard error is a terminal.
   *
   * @param err the writer to standard error
   * @param total the number of bytes there are to read, empty if nobody knows
   * @return the bar
   */
  public static Progress onTerminal(PrintWriter err, OptionalLong total) {
    return new Progress(err, isTerminal(), total);
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
   * Tells how far it is.
   *
   * @param lines the number of lines read
   * @param bytes the number of bytes read
   */
  public void at(long lines, long bytes) {
    if (shown && System.nanoTime() - last > INTERVAL) {
      last = System.nanoTime();
      err.print("\r" + bar(bytes) + lines + " lines, " + perSecond(lines) + " a second  ");
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
   * How fast it was.
   *
   * @param lines the number of lines read
   * @return lines a second since the beginning
   */
  public long perSecond(long lines) {
    return Math.round(lines * 1e9 / Math.max(1, System.nanoTime() - start));
  }

  private String bar(long bytes) {
    if (total.isEmpty() || total.getAsLong() == 0) {
      return "";
    }
    double share = Math.min(1, (double) bytes / total.getAsLong());
    int full = (int) (share * WIDTH);
    return String.format(
        "[%s%s] %3.0f %%  ", "#".repeat(full), " ".repeat(WIDTH - full), share * 100);
  }
}
