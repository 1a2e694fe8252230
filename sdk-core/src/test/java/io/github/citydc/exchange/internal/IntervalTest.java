package io.github.citydc.exchange.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class IntervalTest {

  private static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");

  private final Interval interval = new Interval(Duration.ofHours(1));

  @Test
  void the_first_turn_is_at_once_and_the_next_after_the_interval() {
    assertThat(interval.isDue(NOON)).isTrue();
    assertThat(interval.isDue(NOON.plusSeconds(3599))).isFalse();
    assertThat(interval.isDue(NOON.plusSeconds(3600))).isTrue();
    assertThat(interval.isDue(NOON.plusSeconds(3601))).isFalse();
  }

  @Test
  void a_clock_that_was_two_days_ahead_does_not_put_the_work_off() {
    assertThat(interval.isDue(NOON.plus(Duration.ofDays(2)))).isTrue();

    assertThat(interval.isDue(NOON)).isTrue();
    assertThat(interval.isDue(NOON.plusSeconds(1))).isFalse();
  }
}
