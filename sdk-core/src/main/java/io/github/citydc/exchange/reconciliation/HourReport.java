package io.github.citydc.exchange.reconciliation;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * The findings of reconciliation for one hour.
 *
 * @param hour 0 to 23, of UTC+8
 * @param counts the number of messages per verdict; verdicts without messages are left out
 */
public record HourReport(int hour, Map<ReconciliationVerdict, Long> counts) {

  /** Copies the counts. */
  public HourReport {
    Map<ReconciliationVerdict, Long> copy = new EnumMap<>(ReconciliationVerdict.class);
    copy.putAll(counts);
    counts = Collections.unmodifiableMap(copy);
  }

  /**
   * The number of messages with a verdict.
   *
   * @param verdict which
   * @return from 0
   */
  public long count(ReconciliationVerdict verdict) {
    return counts.getOrDefault(verdict, 0L);
  }
}
