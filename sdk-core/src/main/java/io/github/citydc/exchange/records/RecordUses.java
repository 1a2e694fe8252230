package io.github.citydc.exchange.records;

import io.github.citydc.exchange.internal.Timestamps;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.sharing.Permission;
import io.github.citydc.exchange.sharing.ReadIntent;
import io.github.citydc.exchange.usage.ReadLimit;
import io.github.citydc.exchange.usage.Use;
import io.github.citydc.exchange.usage.UseKind;
import io.github.citydc.exchange.usage.UseLog;
import io.github.citydc.model.PayloadType;
import io.github.citydc.model.sharing.SharingGrant;
import io.github.citydc.naming.node.NodeId;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What pages of records have given away, and how many may be read. Thread-safe. */
final class RecordUses {

  private final Clock clock;
  private final ReadLimit limit;

  RecordUses(UseLog log, Clock clock) {
    this.clock = clock;
    this.limit = ReadLimit.by(log);
  }

  /** Refuses a page if a grant that allows it is used up for today. */
  void requireWithinLimits(Map<String, Permission> readable) {
    Instant now = clock.instant();
    readable
        .values()
        .forEach(permission -> permission.grant().ifPresent(grant -> require(grant, now)));
  }

  private void require(SharingGrant grant, Instant now) {
    grant.readsPerDay().ifPresent(most -> limit.require(grant.grantNumber(), most, now));
  }

  /** Records a page, for each resource of which it has changes. */
  void record(
      NodeId reader,
      PayloadType type,
      List<RecordChange> changes,
      Map<String, Permission> readable,
      ReadIntent intent) {
    OffsetDateTime now = Timestamps.now(clock);
    List<Use> uses =
        changes.stream()
            .collect(
                Collectors.groupingBy(
                    RecordChange::resource, LinkedHashMap::new, Collectors.toList()))
            .entrySet()
            .stream()
            .map(
                given -> {
                  Optional<SharingGrant> grant =
                      Objects.requireNonNull(readable.get(given.getKey())).grant();
                  return Use.builder()
                      .kind(UseKind.PULL)
                      .usedAt(now)
                      .reader(reader)
                      .resource(given.getKey())
                      .type(type)
                      .grant(grant.map(SharingGrant::grantNumber))
                      .purpose(grant.map(SharingGrant::purpose).or(intent::purpose))
                      .records(given.getValue().size())
                      .bytes(bytes(given.getValue()))
                      .build();
                })
            .toList();
    limit.add(uses, limits(uses, readable), now.toInstant());
  }

  /** Those of the grants by which something is given away. */
  private static Map<String, Integer> limits(List<Use> uses, Map<String, Permission> readable) {
    Map<String, Integer> limits = new TreeMap<>();
    uses.stream()
        .flatMap(use -> Optional.ofNullable(readable.get(use.resource())).stream())
        .flatMap(permission -> permission.grant().stream())
        .forEach(
            grant -> grant.readsPerDay().ifPresent(most -> limits.put(grant.grantNumber(), most)));
    return limits;
  }

  private static long bytes(List<RecordChange> changes) {
    return changes.stream()
        .flatMap(change -> change.payload().stream())
        .mapToLong(Content::size)
        .sum();
  }
}
