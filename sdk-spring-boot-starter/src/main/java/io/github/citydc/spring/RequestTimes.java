package io.github.citydc.spring;

import java.time.Duration;
import java.util.Optional;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * When the request that a thread works on began: verified, handled and signed, it has one thread.
 * Thread-safe.
 */
final class RequestTimes {

  void begin() {
    TransactionSynchronizationManager.unbindResourceIfPossible(this);
    TransactionSynchronizationManager.bindResource(this, System.nanoTime());
  }

  /** How long it took; empty if the work on it has not begun, as when it was too large. */
  Optional<Duration> end() {
    return Optional.ofNullable(
            (Long) TransactionSynchronizationManager.unbindResourceIfPossible(this))
        .map(start -> Duration.ofNanos(System.nanoTime() - start));
  }
}
