package io.github.citydc.exchange.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** When a feeder looks again that has found nothing. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class FeederPaceTest {

  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration MOMENT = Duration.ofMillis(300);

  private final FeederPace pace = new FeederPace(HOUR);

  @Test
  void it_looks_when_a_receiver_can_be_tried_again() throws Exception {
    for (int i = 0; i < 10; i++) {
      pace.rest(false);
    }
    long start = System.nanoTime();
    pace.lookAfter(MOMENT);
    pace.lookAfter(HOUR);
    pace.rest(false);
    while (System.nanoTime() - start < MOMENT.toNanos()) {
      pace.rest(false);
    }
    // What was over while it looked is another reason to look.
    pace.lookAfter(Duration.ZERO);
    pace.rest(false);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
  }

  @Test
  void an_appointment_that_was_kept_is_no_reason_to_look_again() throws Exception {
    pace.lookAfter(Duration.ZERO);
    pace.rest(false);
    for (int i = 0; i < 8; i++) {
      pace.rest(false);
    }
    long start = System.nanoTime();
    pace.rest(false);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(100));
  }
}
