package io.github.citydc.exchange.reconciliation;

import io.github.citydc.naming.node.NodeId;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;

/**
 * The result of comparing an outbox with the items a receiver has accepted.
 *
 * @param receiver who was asked
 * @param query what was compared
 * @param comparedAt when
 * @param hours what was found in which hour; 24, in order
 * @param findings the first 1,000 messages on which the nodes do not agree; the hours count them
 *     all
 */
public record ReconciliationReport(
    NodeId receiver,
    ReconciliationQuery query,
    OffsetDateTime comparedAt,
    List<HourReport> hours,
    List<ReconciliationFinding> findings) {

  /** The largest number of findings in a report. */
  public static final int MAX_FINDINGS = 1_000;

  /** Copies the lists. */
  public ReconciliationReport {
    hours = List.copyOf(hours);
    findings = List.copyOf(findings);
  }

  /**
   * The number of messages of the day with a verdict.
   *
   * @param verdict which
   * @return from 0
   */
  public long count(ReconciliationVerdict verdict) {
    return hours.stream().mapToLong(hour -> hour.count(verdict)).sum();
  }

  /**
   * Returns whether both nodes agree on every message. Messages on their way and dead letters do
   * not hinder it: both sides know that they did not arrive.
   *
   * @return true if no verdict {@link ReconciliationVerdict#isFinding is a finding}, and none is
   *     {@link ReconciliationVerdict#FORGOTTEN}
   */
  public boolean isAgreed() {
    return count(ReconciliationVerdict.FORGOTTEN) == 0
        && Arrays.stream(ReconciliationVerdict.values())
            .filter(ReconciliationVerdict::isFinding)
            .allMatch(verdict -> count(verdict) == 0);
  }

  /**
   * The JSON form.
   *
   * @return one line of UTF-8, without a line break
   */
  public byte[] toJson() {
    return ReportJson.write(this);
  }

  /**
   * The JSON form without the findings, for one who has heard them.
   *
   * @return one line of UTF-8, without a line break
   */
  public byte[] totalsToJson() {
    return ReportJson.writeTotals(this);
  }
}
