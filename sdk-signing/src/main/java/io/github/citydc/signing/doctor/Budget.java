package io.github.citydc.signing.doctor;

/** A limit on the work of an examination, whatever the message is. Not thread-safe. */
final class Budget {

  private static final int EXPERIMENTS = 5000;
  private static final long BYTES = 128L << 20;

  private int experiments;
  private long bytes;

  /** The whole budget. */
  public Budget() {}

  /**
   * Takes the cost of one experiment.
   *
   * @param size how many bytes it reads
   * @return whether there was enough left; if not, the experiment is left out
   */
  public boolean spend(int size) {
    if (experiments >= EXPERIMENTS || bytes + size > BYTES) {
      return false;
    }
    experiments++;
    bytes += size;
    return true;
  }

  /**
   * The work done so far.
   *
   * @return number of experiments
   */
  public int spent() {
    return experiments;
  }
}
