package io.github.citydc.signing.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.VerificationException;
import io.github.citydc.exchange.security.ReplayGuard;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class InMemoryReplayGuardTest {

  private static final Instant NOW = Instant.parse("2026-05-04T08:00:00Z");

  private final AtomicReference<Instant> time = new AtomicReference<>(NOW);
  private final ReplayGuard guard = new InMemoryReplayGuard(3, new SettableClock(time));

  @Test
  void aNonceIsClaimedOnce() {
    guard.claim("a", "nonce", NOW.plusSeconds(10));

    refused(ProblemCode.REPLAYED, "a", "nonce");
  }

  @Test
  void keysHaveTheirOwnNonces() {
    guard.claim("a", "nonce", NOW.plusSeconds(10));
    guard.claim("b", "nonce", NOW.plusSeconds(10));
    guard.claim("a", "nonce\nb", NOW.plusSeconds(10));
  }

  @Test
  void aNonceIsRememberedToTheEndOfItsTime() {
    guard.claim("a", "nonce", NOW.plusSeconds(10));
    time.set(NOW.plusSeconds(10));
    refused(ProblemCode.REPLAYED, "a", "nonce");

    time.set(NOW.plusSeconds(11));
    guard.claim("a", "nonce", NOW.plusSeconds(20));
  }

  @Test
  void aFullGuardRefusesRatherThanForgets() {
    for (int i = 0; i < 3; i++) {
      guard.claim("a", "nonce " + i, NOW.plusSeconds(10 + i));
    }
    refused(ProblemCode.UNAVAILABLE, "a", "nonce 3");
    refused(ProblemCode.REPLAYED, "a", "nonce 0");

    time.set(NOW.plusSeconds(11));
    guard.claim("a", "nonce 3", NOW.plusSeconds(20));
    refused(ProblemCode.UNAVAILABLE, "a", "nonce 4");
  }

  @Test
  void ofManyThreadsOneSucceeds() throws Exception {
    ExecutorService executor = Executors.newFixedThreadPool(8);
    try {
      Callable<Boolean> attempt =
          () -> {
            try {
              guard.claim("a", "nonce", NOW.plusSeconds(10));
              return true;
            } catch (VerificationException e) {
              return false;
            }
          };
      int succeeded = 0;
      for (Future<Boolean> done : executor.invokeAll(Collections.nCopies(64, attempt))) {
        succeeded += done.get() ? 1 : 0;
      }
      assertThat(succeeded).isEqualTo(1);
    } finally {
      executor.shutdownNow();
    }
  }

  private void refused(ProblemCode code, String keyId, String nonce) {
    assertThatThrownBy(() -> guard.claim(keyId, nonce, NOW.plusSeconds(30)))
        .isInstanceOfSatisfying(
            VerificationException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  private static final class SettableClock extends Clock {

    private final AtomicReference<Instant> time;

    SettableClock(AtomicReference<Instant> time) {
      this.time = time;
    }

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
  }
}
