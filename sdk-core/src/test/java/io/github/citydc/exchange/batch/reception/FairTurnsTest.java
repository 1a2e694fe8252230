package io.github.citydc.exchange.batch.reception;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.citydc.naming.node.NodeId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Turns of one worker, whose transactions take as long as the test says. */
class FairTurnsTest {

  private static final NodeId LARGE = NodeId.parse("440106:11440106007482911C:grid");
  private static final NodeId OTHER = NodeId.parse("440106:11440106007482911C:other");
  private static final NodeId SMALL = NodeId.parse("440106:11440106007482911C:small");
  private static final Duration TRANSACTION = Duration.ofMillis(10);

  private final FairTurns turns = new FairTurns();
  private Instant now = Instant.parse("2026-12-01T00:00:00Z");

  /** How many transactions a turn has while another waits, at most a thousand. */
  private int turn(NodeId sender, int weight, NodeId waiting) {
    FairTurns.Turn turn = turns.begin(sender, weight, now);
    int transactions = 0;
    do {
      now = now.plus(TRANSACTION);
      transactions++;
    } while (transactions < 1000 && !turn.isOver(waiting, now));
    turn.end(now);
    return transactions;
  }

  /** A turn that ends since there is no more to do. */
  private void work(NodeId sender, int transactions) {
    FairTurns.Turn turn = turns.begin(sender, 1, now);
    now = now.plus(TRANSACTION.multipliedBy(transactions));
    turn.end(now);
  }

  @Test
  void who_comes_for_the_first_time_waits_for_one_transaction() {
    work(LARGE, 500);

    assertThat(turn(LARGE, 1, SMALL)).isEqualTo(1);
  }

  @Test
  void who_has_little_to_do_waits_for_one_transaction_each_time() {
    work(LARGE, 500);
    for (int i = 0; i < 20; i++) {
      work(SMALL, 1);
      work(LARGE, 4);
      assertThat(turn(LARGE, 1, SMALL)).as("batch %d", i).isEqualTo(1);
    }
  }

  @Test
  void who_sends_one_small_batch_after_the_other_gets_no_more_than_its_share() {
    work(LARGE, 500);
    int small = 0;
    int large = 0;
    for (int i = 0; i < 200; i++) {
      work(SMALL, 1);
      small++;
      large += turn(LARGE, 1, SMALL);
    }

    assertThat(large).isBetween(small - 20, small + 20);
  }

  @Test
  void those_with_much_to_do_share_the_time_by_weight_in_long_turns() {
    Map<NodeId, Integer> weights = Map.of(LARGE, 3, OTHER, 1);
    Map<NodeId, Integer> worked = new HashMap<>();
    work(LARGE, 500);
    for (int i = 0; i < 50; i++) {
      for (NodeId each : List.of(OTHER, LARGE)) {
        NodeId waiting = each.equals(LARGE) ? OTHER : LARGE;
        int transactions = turn(each, weights.get(each), waiting);
        assertThat(transactions).isLessThanOrEqualTo(20 * weights.get(each));
        worked.merge(each, transactions, Integer::sum);
      }
    }

    assertThat((double) worked.get(LARGE) / worked.get(OTHER)).isBetween(2.8, 3.2);
    assertThat(worked.get(OTHER) / 50).as("transactions of a turn").isBetween(18, 20);
  }

  @Test
  void nobody_saves_or_owes_more_than_half_a_share() {
    work(OTHER, 1);
    work(LARGE, 100_000);

    assertThat(turn(OTHER, 1, LARGE)).isEqualTo(20);
    assertThat(turn(LARGE, 1, OTHER)).isLessThanOrEqualTo(20);
  }

  @Test
  void a_clock_that_is_set_changes_nobodys_share_for_long() {
    work(LARGE, 10);
    FairTurns.Turn turn = turns.begin(OTHER, 1, now);
    now = now.plus(Duration.ofDays(2));
    turn.end(now);

    assertThat(turn(LARGE, 1, OTHER)).isLessThanOrEqualTo(20);
    FairTurns.Turn back = turns.begin(OTHER, 1, now);
    now = now.minus(Duration.ofDays(2));
    assertThat(back.isOver(LARGE, now)).isFalse();
    back.end(now);
    assertThat(turn(LARGE, 1, OTHER)).isLessThanOrEqualTo(20);
  }
}
