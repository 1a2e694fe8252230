package io.github.citydc.exchange.internal;

import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;

/**
 * The failures in a row of work that is done again and again. Each cause is logged once, and the
 * end of the failures; never throws, whatever is out of order, so that the work can go on.
 * Thread-safe.
 */
public final class Outage {

  private final Logger log;
  private final String what;
  private int failures;
  private String cause = "";

  /**
   * Nothing has failed yet.
   *
   * @param log where to tell
   * @param what the work, as the beginning of a sentence
   */
  public Outage(Logger log, String what) {
    this.log = log;
    this.what = what;
  }

  /**
   * The work has failed.
   *
   * @param why the cause in words; even if that cannot be said, the failure counts
   * @return how often it has failed in a row
   */
  public synchronized int failed(Supplier<String> why) {
    failures++;
    try {
      String present = why.get();
      if (!present.equals(cause)) {
        cause = present;
        log.error("{} cannot be done at present, trying again: {}", what, present);
      }
    } catch (RuntimeException | Error e) {
      cause = "unknown";
    }
    return failures;
  }

  /** The work has been done. */
  public synchronized void over() {
    if (failures > 0) {
      try {
        log.info("{} goes on after {} failures", what, failures);
      } catch (RuntimeException | Error e) {
        cause = "unknown";
      }
      failures = 0;
      cause = "";
    }
  }

  /**
   * How often it has failed in a row.
   *
   * @return 0 if it works
   */
  public synchronized int failures() {
    return failures;
  }

  /**
   * Why it fails.
   *
   * @return the last cause, empty if it works
   */
  public synchronized Optional<String> cause() {
    return failures == 0 ? Optional.empty() : Optional.of(cause);
  }
}
