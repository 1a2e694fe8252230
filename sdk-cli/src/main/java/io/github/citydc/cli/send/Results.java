package io.github.citydc.cli.send;

import java.io.PrintWriter;

/** Prints outcomes as they come, from any thread, and counts them. */
public final class Results {

  private final PrintWriter out;
  private long accepted;
  private long notAccepted;

  /**
   * Prints outcomes.
   *
   * @param out takes the lines
   */
  public Results(PrintWriter out) {
    this.out = out;
  }

  synchronized void accepted(String outcome) {
    accepted++;
    print(outcome);
  }

  synchronized void notAccepted(String outcome) {
    notAccepted++;
    print(outcome);
  }

  private void print(String outcome) {
    out.append(outcome).append('\n').flush();
  }

  /**
   * Whether there is nothing left to repair.
   *
   * @return true if every line was accepted
   */
  public synchronized boolean areGood() {
    return notAccepted == 0;
  }

  /**
   * What was counted.
   *
   * @return one line
   */
  public synchronized String totals() {
    return accepted + " accepted, " + notAccepted + " not accepted";
  }
}
