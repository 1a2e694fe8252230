package io.github.citydc.spring;

import java.time.Duration;
import java.util.Optional;

/** When the request that a thread works on began. A request has one thread. Thread-safe. */
final class RequestTimes {

  private final ThreadLocal<Long> begun = new ThreadLocal<>();

  void begin() {
    begun.set(System.nanoTime());
  }

  /** How long it took; empty if the work on it has not begun, as when it was too large. */
  Optional<Duration> end() {
    Optional<Duration> took =
        Optional.ofNullable(begun.get()).map(start -> Duration.ofNanos(System.nanoTime() - start));
    begun.remove();
    return took;
  }
}
