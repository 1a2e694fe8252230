package io.github.citydc.signing.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.RefusedException;
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
  private final ReplayGuard guard = new InMemoryReplayGuard(4, new SettableClock(time));

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
  void aNodeThatHasItsShareIsRefusedRatherThanSomethingForgotten() {
    for (int i = 0; i < 2; i++) {
      guard.claim("a", "nonce " + i, NOW.plusSeconds(10 + i));
    }
    limited("a", "nonce 2");
    refused(ProblemCode.REPLAYED, "a", "nonce 0");

    time.set(NOW.plusSeconds(11));
    guard.claim("a", "nonce 2", NOW.plusSeconds(20));
    limited("a", "nonce 3");
  }

  @Test
  void noNodeFillsTheMemoryForOthersHoweverManyKeysItHas() {
    ReplayGuard large = new InMemoryReplayGuard(1000, new SettableClock(time));

    assertThat(claimed(large, "a#", 1000)).isEqualTo(500);
    assertThat(claimed(large, "b#", 1000)).isEqualTo(250);
    assertThat(claimed(large, "c#", 100)).isEqualTo(100);
  }

  private static int claimed(ReplayGuard guard, String node, int tries) {
    int claimed = 0;
    for (int i = 0; i < tries; i++) {
      try {
        guard.claim(node + i % 7, "nonce " + i, NOW.plusSeconds(10));
        claimed++;
      } catch (RefusedException e) {
        assertThat(e.code()).isEqualTo(ProblemCode.RATE_LIMITED);
        assertThat(e.retryAfter()).isPresent();
      }
    }
    return claimed;
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

  private void limited(String keyId, String nonce) {
    assertThatThrownBy(() -> guard.claim(keyId, nonce, NOW.plusSeconds(30)))
        .isInstanceOfSatisfying(
            RefusedException.class, e -> assertThat(e.code()).isEqualTo(ProblemCode.RATE_LIMITED));
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
