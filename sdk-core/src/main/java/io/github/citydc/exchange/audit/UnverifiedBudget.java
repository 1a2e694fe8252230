package io.github.citydc.exchange.audit;

import io.github.citydc.code.ChinaTime;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.naming.node.NodeId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What may be written of requests that are not verified, which anybody can make: some in each
 * minute one by one, the others counted by code and minute. Thread-safe.
 */
final class UnverifiedBudget {

  private final int aMinute;
  private final NodeId self;
  private Instant minute = Instant.MIN;
  private int written;
  private final Map<ProblemCode, Long> counted = new LinkedHashMap<>();

  UnverifiedBudget(int aMinute, NodeId self) {
    this.aMinute = aMinute;
    this.self = self;
  }

  /**
   * What may be written now: those that were counted before, and this one if it is in the budget.
   */
  synchronized List<AuditEntry> add(AuditEntry entry, ProblemCode code, Instant now) {
    List<AuditEntry> entries = new ArrayList<>(ended(now));
    if (written < aMinute) {
      written++;
      entries.add(entry);
    } else {
      counted.merge(code, 1L, Long::sum);
    }
    return entries;
  }

  /** Those that were counted, if their minute is over. */
  synchronized List<AuditEntry> ended(Instant now) {
    Instant present = now.truncatedTo(ChronoUnit.MINUTES);
    if (present.equals(minute)) {
      return List.of();
    }
    List<AuditEntry> entries = rest();
    minute = present;
    written = 0;
    return entries;
  }

  /** Those that were counted, though their minute may not be over. */
  synchronized List<AuditEntry> rest() {
    List<AuditEntry> entries =
        counted.entrySet().stream().map(of -> entry(of.getKey(), of.getValue())).toList();
    counted.clear();
    return entries;
  }

  private AuditEntry entry(ProblemCode code, long times) {
    return AuditEntry.builder()
        .at(minute.atZone(ChinaTime.ZONE).toOffsetDateTime())
        .self(self)
        .action("counted together")
        .verdict(AuditVerdict.REFUSED)
        .code(Optional.of(code))
        .times(times)
        .build();
  }
}
