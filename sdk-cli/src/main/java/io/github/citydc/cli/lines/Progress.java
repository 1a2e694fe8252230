package io.github.citydc.cli.lines;

import io.github.citydc.exchange.batch.upload.ProgressBar;
import java.util.OptionalLong;

/** Tells on the terminal how far a command is with the lines of its input. */
public final class Progress {

  private final ProgressBar bar = ProgressBar.onTerminal();
  private final OptionalLong total;

  private Progress(OptionalLong total) {
    this.total = total;
  }

  /**
   * A bar that is shown if standard error is a terminal.
   *
   * @param total the number of bytes there are to read, empty if nobody knows
   * @return the bar
   */
  public static Progress onTerminal(OptionalLong total) {
    return new Progress(total);
  }

  /**
   * Tells how far it is.
   *
   * @param lines the number of lines read
   * @param bytes the number of bytes read
   */
  public void at(long lines, long bytes) {
    bar.at(lines, (double) bytes / total.orElse(0), "lines");
  }

  /** Clears the bar. */
  public void end() {
    bar.end();
  }

  /**
   * How fast it was.
   *
   * @param lines the number of lines read
   * @return lines a second since the beginning
   */
  public long perSecond(long lines) {
    return bar.perSecond(lines);
  }
}
