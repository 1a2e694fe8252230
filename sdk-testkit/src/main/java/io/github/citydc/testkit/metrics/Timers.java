package io.github.citydc.testkit.metrics;

import io.prometheus.metrics.core.metrics.Histogram;
import java.time.Duration;

/** Timers with the same bounds. */
final class Timers {

  /** In seconds. */
  private static final double[] BOUNDS = {0.01, 0.05, 0.1, 0.5, 1, 5, 30};

  private static final double NANOS = 1e9;

  private Timers() {}

  static Histogram.Builder named(String name, String help) {
    return Histogram.builder().classicOnly().classicUpperBounds(BOUNDS).name(name).help(help);
  }

  static double seconds(Duration duration) {
    return duration.toNanos() / NANOS;
  }
}
