package io.github.citydc.exchange.batch.reception;

import io.github.citydc.exchange.Health;
import io.github.citydc.exchange.batch.AcceptedBatch;
import io.github.citydc.exchange.batch.BatchState;
import io.github.citydc.exchange.batch.BatchStore;
import io.github.citydc.exchange.message.Causes;
import io.github.citydc.naming.node.NodeId;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Looks at batches: whether their store answers, how many are unfinished, and which wait and why.
 */
final class BatchHealth {

  private static final String NAME = "batches";
  private static final int COUNTED = 1000;
  private static final int NAMED = 10;

  private BatchHealth() {}

  static Health.Check of(BatchStore store, Clock clock) {
    List<AcceptedBatch> unfinished;
    try {
      unfinished = store.unfinished(COUNTED + 1);
    } catch (RuntimeException | Error e) {
      return new Health.Check(NAME, false, Causes.of(e));
    }
    List<AcceptedBatch> delayed =
        unfinished.stream().filter(batch -> batch.status().delay().isPresent()).toList();
    String count = unfinished.size() > COUNTED ? "more than " + COUNTED : "" + unfinished.size();
    String named =
        delayed.stream().limit(NAMED).map(BatchHealth::named).collect(Collectors.joining("; "));
    return new Health.Check(
        NAME,
        delayed.isEmpty(),
        count
            + " unfinished, "
            + delayed.size()
            + " in trouble"
            + (named.isEmpty() ? "" : ": " + named),
        figures(unfinished, delayed.size(), clock));
  }

  private static Map<String, Long> figures(
      List<AcceptedBatch> unfinished, long delayed, Clock clock) {
    Map<String, Long> figures = new HashMap<>();
    figures.put("unfinished", (long) unfinished.size());
    figures.put("inTrouble", delayed);
    unfinished.stream()
        .map(batch -> batch.status().acceptedAt().toInstant())
        .min(Comparator.naturalOrder())
        .ifPresent(
            oldest -> {
              figures.put("oldestSeconds", Duration.between(oldest, clock.instant()).toSeconds());
              figures.put(
                  "senders", unfinished.stream().map(AcceptedBatch::sender).distinct().count());
              figures.put("waitingSeconds", waiting(unfinished, clock));
            });
    return figures;
  }

  /** How long a sender waits already for its first result, at most. */
  private static long waiting(List<AcceptedBatch> unfinished, Clock clock) {
    Set<NodeId> served =
        unfinished.stream()
            .filter(batch -> batch.status().state() == BatchState.PROCESSING)
            .map(AcceptedBatch::sender)
            .collect(Collectors.toSet());
    return unfinished.stream()
        .filter(batch -> !served.contains(batch.sender()))
        .mapToLong(
            batch ->
                Duration.between(batch.status().acceptedAt().toInstant(), clock.instant())
                    .toSeconds())
        .max()
        .orElse(0);
  }

  private static String named(AcceptedBatch batch) {
    return "batch "
        + batch.status().batchId()
        + " of "
        + batch.sender()
        + " is "
        + batch.status().state().wireName()
        + ": "
        + batch.status().delay().orElse("");
  }
}
