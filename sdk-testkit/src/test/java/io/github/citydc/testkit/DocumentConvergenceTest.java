package io.github.citydc.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.citydc.exchange.document.DocumentSteps;
import io.github.citydc.model.document.DocumentAction;
import io.github.citydc.model.document.DocumentLife;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;

/**
 * Both sides of a document come to the same life, whatever is lost, repeated, late or crossing, and
 * whoever restarts. {@code -Dcdx.faults=long} has 10,000 histories on H2 and 2,500 on PostgreSQL;
 * {@code -Dcdx.faults.seed=N} has those from seed N.
 */
@Tag("slow")
class DocumentConvergenceTest {

  private static final boolean LONG = "long".equals(System.getProperty("cdx.faults"));

  @ParameterizedTest
  @EachStore
  void both_lives_agree_after_any_history_and_everything_arrives_once(
      TestDatabase kind, @TempDir Path ofCity, @TempDir Path ofDistrict) {
    int histories = (kind == TestDatabase.H2 ? 200 : 50) * (LONG ? 50 : 1);
    long first = Long.getLong("cdx.faults.seed", 1);
    int actions = 0;
    int longest = 0;
    try (TestDatabase.Running city = kind.startFast(ofCity);
        TestDatabase.Running district = kind.startFast(ofDistrict)) {
      for (long seed = first; seed < first + histories; seed++) {
        DocumentOffices offices =
            new DocumentOffices(city.dataSource(), district.dataSource(), seed);
        live(offices, seed);
        int length = agreeing(offices, seed).size();
        actions += length;
        longest = Math.max(longest, length);
      }
    }
    System.out.printf(
        "Documents: %s, seeds %d to %d, %d actions, at most %d on one%n",
        kind, first, first + histories - 1, actions, longest);
    assertThat(actions).isGreaterThan(2 * histories);
  }

  private static void live(DocumentOffices offices, long seed) {
    int events = 4 + new Random(seed * DocumentOffices.SCATTER).nextInt(16);
    for (int i = 0; i < events; i++) {
      offices.act();
    }
    offices.calmDown();
  }

  private static List<DocumentAction> agreeing(DocumentOffices offices, long seed) {
    List<DocumentAction> life = offices.city().life();
    assertThat(offices.city().isWaiting()).as("city waits, seed %d", seed).isFalse();
    assertThat(offices.district().isWaiting()).as("district waits, seed %d", seed).isFalse();
    assertThat(ids(offices.district().life())).as("seed %d", seed).isEqualTo(ids(life));
    assertThat(
            DocumentLife.cycle()
                .check(life.stream().map(DocumentAction::action).toList())
                .isAllowed())
        .as("legal, seed %d", seed)
        .isTrue();
    assertThat(offices.district().documents())
        .as("deliveries, seed %d", seed)
        .isEqualTo((int) life.stream().filter(step -> step.action().equals("sent")).count());
    assertThat(offices.district().told())
        .as("told once to the district, seed %d", seed)
        .isEqualTo(ids(life.stream().filter(step -> !isOfRecipient(step)).toList()));
    assertThat(offices.city().told())
        .as("told once to the city, seed %d", seed)
        .isEqualTo(ids(life.stream().filter(DocumentConvergenceTest::isOfRecipient).toList()));

    offices.repeatAll();

    assertThat(offices.city().life()).as("after repetition, seed %d", seed).isEqualTo(life);
    assertThat(ids(offices.district().life())).as("seed %d", seed).isEqualTo(ids(life));
    return life;
  }

  private static boolean isOfRecipient(DocumentAction action) {
    return DocumentSteps.isOfRecipient(action);
  }

  private static List<String> ids(List<DocumentAction> life) {
    return life.stream().map(action -> action.action() + " " + action.actionId()).toList();
  }
}
