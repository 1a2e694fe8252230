package io.github.citydc.signing.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.citydc.signing.trust.MutableClock;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

class FetchCacheTest {

  private static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");
  private static final Duration FOREVER = ChronoUnit.FOREVER.getDuration();

  private final MutableClock clock = new MutableClock(NOON);
  private final FetchCache<String, String> cache =
      new FetchCache<>(
          10, clock, Duration.ofMinutes(1), value -> clock.instant().plus(Duration.ofHours(1)));

  @Test
  void a_value_is_fetched_again_when_its_time_has_come() throws IOException {
    assertThat(cache.get("list", known -> "first")).isEqualTo("first");
    clock.forward(Duration.ofMinutes(59));
    assertThat(cache.get("list", known -> "second")).isEqualTo("first");
    clock.forward(Duration.ofMinutes(1));
    assertThat(cache.get("list", known -> "second")).isEqualTo("second");
  }

  @Test
  void what_was_fetched_while_the_clock_was_two_days_fast_is_fetched_again_when_it_is_right()
      throws IOException {
    clock.forward(Duration.ofDays(2));
    assertThat(cache.get("list", known -> "first")).isEqualTo("first");

    clock.forward(Duration.ofDays(-2));

    assertThat(cache.get("list", known -> "second")).isEqualTo("second");
  }

  @Test
  void a_failure_may_be_remembered_without_end() {
    FetchCache<String, String> patient = new FetchCache<>(10, clock, FOREVER, value -> Instant.MAX);

    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(
              () ->
                  patient.get(
                      "list",
                      known -> {
                        throw new IOException("down");
                      }))
          .hasMessage("down");
    }
  }
}
