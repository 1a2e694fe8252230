package io.github.citydc.spring;

import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** Timers with the same bounds. */
final class MeterTimers {

  private static final Duration[] BOUNDS = {
    Duration.ofMillis(10),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofSeconds(5),
    Duration.ofSeconds(30)
  };

  private MeterTimers() {}

  static Timer.Builder named(String name, String description) {
    return Timer.builder(name).description(description).serviceLevelObjectives(BOUNDS);
  }
}
