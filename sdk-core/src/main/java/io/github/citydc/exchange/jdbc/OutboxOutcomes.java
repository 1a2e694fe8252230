package io.github.citydc.exchange.jdbc;

import io.github.citydc.exchange.outbox.OutboxOutcome;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The statements that store what has become of leased messages, each for many of them. A position
 * is that of one row, whichever nodes share the table.
 */
final class OutboxOutcomes {

  private static final int MAX_FAILURE = 1000;

  private static final String DELIVERED =
      "UPDATE cdx_outbox SET state = 'DELIVERED', finished_at = ?, body_digest = ?, receipt = ?,"
          + " last_failure = NULL, "
          + OutboxRows.NO_PLACE
          + " WHERE position = ?";
  private static final String POSTPONED =
      "UPDATE cdx_outbox SET attempts = attempts + 1, next_attempt = ?, ready_again = ?, timed_at = ?,"
          + " last_failure = ?, ready_for = NULL"
          + " WHERE position = ? AND state = 'PENDING' AND behind_key IS NULL";
  private static final String DEAD =
      "UPDATE cdx_outbox SET state = 'DEAD', attempts = attempts + 1, finished_at = ?,"
          + " last_failure = ?, "
          + OutboxRows.NO_PLACE
          + " WHERE position = ? AND state = 'PENDING'";
  private static final String RELEASED =
      "UPDATE cdx_outbox SET ready_for = receiver, ready_again = NULL, timed_at = NULL"
          + " WHERE position = ? AND ready_again IS NOT NULL";

  private static final String BEHIND =
      "UPDATE cdx_outbox SET turn_key = NULL, behind_key = ordering_key, ready_for = NULL,"
          + " ready_again = NULL, timed_at = NULL"
          + " WHERE position = ? AND state = 'PENDING' AND turn_key IS NOT NULL";

  private OutboxOutcomes() {}

  /** Together with what is finished, the next message of its ordering key gets its turn. */
  static void store(Connection connection, int node, List<OutboxOutcome> all) throws SQLException {
    List<OutboxOutcome> outcomes = new ArrayList<>();
    List<OutboxOutcome> behind = new ArrayList<>();
    split(all, outcomes, behind);
    update(
        connection,
        DELIVERED,
        of(OutboxOutcome.Delivered.class, outcomes),
        done ->
            new Object[] {
              Transactions.time(done.time()),
              done.receipt().receipt().bodyDigest().shortText(),
              done.receipt().toJson(),
              done.entry().position()
            });
    update(
        connection,
        POSTPONED,
        of(OutboxOutcome.Postponed.class, outcomes),
        later ->
            new Object[] {
              Transactions.time(later.nextAttempt()),
              Transactions.time(later.nextAttempt()),
              Transactions.time(later.time()),
              shortened(later.failure()),
              later.entry().position()
            });
    update(
        connection,
        DEAD,
        of(OutboxOutcome.Dead.class, outcomes),
        dead ->
            new Object[] {
              Transactions.time(dead.time()), shortened(dead.failure()), dead.entry().position()
            });
    update(
        connection,
        RELEASED,
        of(OutboxOutcome.Released.class, outcomes),
        released -> new Object[] {released.entry().position()});
    update(connection, BEHIND, behind, waiting -> new Object[] {waiting.entry().position()});
    for (OutboxOutcome outcome : outcomes) {
      if (isFinished(outcome)) {
        OutboxKeys.promote(connection, node, outcome.entry().orderingKey().orElse(null));
      }
    }
  }

  /** Of an ordering key, the first message that is to be sent again keeps the turn. */
  private static void split(
      List<OutboxOutcome> all, List<OutboxOutcome> outcomes, List<OutboxOutcome> behind) {
    Set<String> waiting = new HashSet<>();
    all.stream()
        .sorted(Comparator.comparingLong(each -> each.entry().position()))
        .forEach(
            outcome -> {
              boolean again = !isFinished(outcome);
              Optional<String> key = outcome.entry().orderingKey().filter(each -> again);
              (key.isEmpty() || waiting.add(key.get()) ? outcomes : behind).add(outcome);
            });
  }

  private static boolean isFinished(OutboxOutcome outcome) {
    return outcome instanceof OutboxOutcome.Delivered || outcome instanceof OutboxOutcome.Dead;
  }

  private static <T extends OutboxOutcome> List<T> of(Class<T> kind, List<OutboxOutcome> all) {
    return all.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  private static <T> void update(
      Connection connection, String sql, List<T> outcomes, Function<T, Object[]> parameters)
      throws SQLException {
    if (outcomes.isEmpty()) {
      return;
    }
    try (PreparedStatement update = connection.prepareStatement(sql)) {
      for (T outcome : outcomes) {
        Transactions.set(update, parameters.apply(outcome));
        update.addBatch();
      }
      update.executeBatch();
    }
  }

  private static String shortened(String failure) {
    return failure.length() <= MAX_FAILURE ? failure : failure.substring(0, MAX_FAILURE);
  }
}
