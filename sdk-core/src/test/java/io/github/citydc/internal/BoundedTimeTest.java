package io.github.citydc.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

class BoundedTimeTest {

  private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");
  private static final Duration FOREVER = ChronoUnit.FOREVER.getDuration();

  @Test
  void an_endless_duration_counts_as_a_hundred_years_in_whatever_unit() {
    Duration century = Duration.ofDays(36_525);

    assertThat(BoundedTime.bounded(FOREVER)).isEqualTo(century);
    assertThat(BoundedTime.bounded(FOREVER.negated())).isEqualTo(century.negated());
    assertThat(BoundedTime.millis(FOREVER)).isEqualTo(century.toMillis());
    assertThat(BoundedTime.nanos(FOREVER)).isEqualTo(century.toNanos());
    assertThat(BoundedTime.after(NOW, FOREVER)).isEqualTo(NOW.plus(century));
    assertThat(BoundedTime.before(NOW, FOREVER)).isEqualTo(NOW.minus(century));
  }

  @Test
  void any_other_duration_is_what_it_is() {
    Duration hour = Duration.ofHours(1);

    assertThat(BoundedTime.millis(hour)).isEqualTo(3_600_000);
    assertThat(BoundedTime.nanos(Duration.ofNanos(-7))).isEqualTo(-7);
    assertThat(BoundedTime.after(NOW, hour)).isEqualTo("2026-11-30T13:00:00Z");
    assertThat(BoundedTime.before(NOW, hour)).isEqualTo("2026-11-30T11:00:00Z");
  }

  @Test
  void the_end_of_an_endless_duration_is_never_over() {
    assertThat(BoundedTime.isOver(System.nanoTime() + BoundedTime.nanos(FOREVER))).isFalse();
    assertThat(BoundedTime.isOver(System.nanoTime() - 1)).isTrue();
  }
}
