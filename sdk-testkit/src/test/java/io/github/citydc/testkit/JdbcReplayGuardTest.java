package io.github.citydc.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.citydc.exchange.jdbc.JdbcReplayGuard;
import io.github.citydc.exchange.jdbc.NodeDatabase;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.RefusedException;
import io.github.citydc.exchange.message.StorageException;
import io.github.citydc.exchange.message.VerificationException;
import io.github.citydc.exchange.security.ReplayGuard;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;

class JdbcReplayGuardTest {

  private static final Instant NOW = Instant.parse("2026-11-25T01:00:00Z");
  private static final Instant UNTIL = NOW.plus(Duration.ofMinutes(10));
  private static final String KEY = "440106:11440106007482911C:grid#0123456789abcdef";

  @TempDir Path folder;

  @ParameterizedTest
  @EachDialect
  void a_nonce_is_claimed_once_for_all_instances(TestDatabase kind) {
    try (TestDatabase.Running database = kind.start(folder)) {
      ReplayGuard one = guard(database, NOW);
      ReplayGuard other = guard(database, NOW);

      one.claim(KEY, "nonce", UNTIL);

      assertThatThrownBy(() -> other.claim(KEY, "nonce", UNTIL))
          .isInstanceOfSatisfying(
              VerificationException.class,
              refused -> assertThat(refused.code()).isEqualTo(ProblemCode.REPLAYED));
      other.claim(KEY, "another", UNTIL);
      other.claim(KEY + "0", "nonce", UNTIL);
    }
  }

  @ParameterizedTest
  @EachDialect
  void of_many_that_race_for_a_nonce_one_wins(TestDatabase kind) throws Exception {
    try (TestDatabase.Running database = kind.start(folder)) {
      ExecutorService threads = Executors.newFixedThreadPool(8);
      List<Future<Boolean>> outcomes = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        ReplayGuard guard = guard(database, NOW);
        outcomes.add(threads.submit(() -> wins(guard)));
      }
      int winners = 0;
      for (Future<Boolean> outcome : outcomes) {
        winners += outcome.get() ? 1 : 0;
      }
      threads.shutdown();
      assertThat(winners).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EachDialect
  void nonces_are_forgotten_after_their_time_and_not_before(TestDatabase kind) throws Exception {
    try (TestDatabase.Running database = kind.start(folder)) {
      guard(database, NOW).claim(KEY, "nonce", UNTIL);

      guard(database, UNTIL).claim(KEY, "at the end", UNTIL.plusSeconds(60));
      assertThat(rows(database)).isEqualTo(2);

      guard(database, UNTIL.plusSeconds(1)).claim(KEY, "after", UNTIL.plusSeconds(60));
      assertThat(rows(database)).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @EachDialect
  void a_node_has_a_share_whatever_its_keys_and_others_are_not_affected(TestDatabase kind)
      throws Exception {
    String other = "440105:11440105007483025F:grid#0123456789abcdef";
    try (TestDatabase.Running database = kind.start(folder)) {
      AtomicReference<Instant> time = new AtomicReference<>(NOW);
      ReplayGuard guard =
          JdbcReplayGuard.on(
              NodeDatabase.of(database.dataSource(), TestDatabase.NODE), clock(time), 3);
      guard.claim(KEY, "1", UNTIL);
      guard.claim(KEY, "2", UNTIL);
      for (int i = 0; i < 10; i++) {
        assertThatThrownBy(() -> guard.claim(KEY, "1", UNTIL))
            .isInstanceOf(VerificationException.class);
      }
      guard.claim(KEY.replace("#0", "#1"), "3", UNTIL);

      assertThatThrownBy(() -> guard.claim(KEY, "4", UNTIL))
          .isInstanceOfSatisfying(
              RefusedException.class,
              refused -> {
                assertThat(refused.code()).isEqualTo(ProblemCode.RATE_LIMITED);
                assertThat(refused.retryAfter()).isPresent();
              });
      guard.claim(other, "1", UNTIL);
      assertThat(rows(database)).isEqualTo(4);
      time.set(UNTIL.plusSeconds(1));
      guard.claim(KEY, "4", UNTIL.plusSeconds(60));
    }
  }

  @ParameterizedTest
  @EachDialect
  void without_its_database_nothing_is_claimed(TestDatabase kind) throws Exception {
    try (TestDatabase.Running database = kind.start(folder)) {
      ReplayGuard guard = guard(database, NOW);
      try (var connection = database.dataSource().getConnection();
          var statement = connection.createStatement()) {
        statement.execute("DROP TABLE cdx_nonce");
      }
      assertThatThrownBy(() -> guard.claim(KEY, "nonce", UNTIL))
          .isInstanceOf(StorageException.class);
    }
  }

  private static boolean wins(ReplayGuard guard) {
    try {
      guard.claim(KEY, "nonce", UNTIL);
      return true;
    } catch (VerificationException e) {
      return false;
    }
  }

  private static int rows(TestDatabase.Running database) throws SQLException {
    try (var connection = database.dataSource().getConnection();
        var statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT COUNT(*) FROM cdx_nonce")) {
      row.next();
      return row.getInt(1);
    }
  }

  private static Clock clock(AtomicReference<Instant> time) {
    return new Clock() {
      @Override
      public Instant instant() {
        return time.get();
      }

      @Override
      public ZoneId getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(ZoneId zone) {
        return this;
      }
    };
  }

  private static ReplayGuard guard(TestDatabase.Running database, Instant now) {
    return JdbcReplayGuard.on(
        NodeDatabase.of(database.dataSource(), TestDatabase.NODE),
        Clock.fixed(now, ZoneOffset.UTC));
  }
}
