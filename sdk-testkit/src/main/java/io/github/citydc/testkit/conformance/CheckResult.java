package io.github.citydc.testkit.conformance;

import java.time.Duration;

/**
 * What came of a check.
 *
 * @param check which
 * @param verdict whether it holds
 * @param reason why it does not hold, or could not be tried; if it holds, what of it was left out,
 *     or empty
 * @param sent the request that showed it, or empty
 * @param answered the answer to that, or empty
 * @param took how long it took
 */
public record CheckResult(
    ConformanceCheck check,
    Verdict verdict,
    String reason,
    String sent,
    String answered,
    Duration took) {

  /** Whether a check holds. */
  public enum Verdict {
    /** It holds. */
    PASSED,
    /** It does not hold. */
    FAILED,
    /** It could not be tried. */
    SKIPPED
  }
}
