package io.github.citydc.spring;

import io.github.citydc.exchange.outbox.OutboxDispatcherBuilder;
import java.time.Duration;

/** The properties of the outbox, as the builder of its dispatcher takes them. */
final class OutboxProperties {

  private static final String PREFIX = "citydc.outbox.";

  private OutboxProperties() {}

  static void apply(CityProperties.Outbox properties, OutboxDispatcherBuilder dispatcher) {
    dispatcher
        .workers(positive("workers", properties.workers()))
        .bundle(positive("bundle", properties.bundle()))
        .maxAttempts(positive("max-attempts", properties.maxAttempts()))
        .idle(positive("idle", properties.idle()))
        .lease(positive("lease", properties.lease()))
        .pauses(
            positive("first-pause", properties.firstPause()),
            positive("longest-pause", properties.longestPause()))
        .receiptAfter(properties.receiptAfter())
        .patience(positive("patience", properties.patience()));
  }

  private static int positive(String name, int value) {
    if (value < 1) {
      throw CityPropertyException.of(PREFIX + name, "is " + value, "Set it to 1 or more");
    }
    return value;
  }

  private static Duration positive(String name, Duration value) {
    if (value.isNegative() || value.isZero()) {
      throw CityPropertyException.of(
          PREFIX + name, "is " + value, "Set it to a time longer than nothing, such as 5s");
    }
    return value;
  }
}
