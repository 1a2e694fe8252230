package io.github.citydc.exchange.batch;

import java.util.Arrays;
import java.util.Locale;

/** The processing state of a batch at its receiver. */
public enum BatchState {
  /** The batch is accepted and waits to be processed. */
  WAITING,
  /** Its records are being worked on. */
  PROCESSING,
  /** Every record is stored or rejected. */
  DONE,
  /**
   * The receiver has given the batch up, since what it had stored of it can no longer be read.
   * Records that were accepted until then are stored.
   */
  FAILED;

  /**
   * Finds a state by the name it has on the wire.
   *
   * @param name for example {@code done}
   * @return the state
   * @throws IllegalArgumentException if there is no such state
   */
  public static BatchState ofWireName(String name) {
    return Arrays.stream(values())
        .filter(state -> state.wireName().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("A batch is waiting, processing, done or failed"));
  }

  /**
   * The name on the wire.
   *
   * @return for example {@code done}
   */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
