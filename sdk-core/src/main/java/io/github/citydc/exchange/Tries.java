package io.github.citydc.exchange;

import io.github.citydc.exchange.internal.Futures;
import io.github.citydc.exchange.message.CircuitOpenException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The failures of the tries of one call. The last one keeps the earlier ones, so that it does not
 * say that nothing was sent where an earlier try may have arrived. Thread-safe.
 */
final class Tries {

  private final List<Throwable> failures = new ArrayList<>();

  synchronized void add(@Nullable Throwable failure) {
    if (failure != null) {
      failures.add(Futures.unwrapped(failure));
    }
  }

  /**
   * The failure that the caller gets, with the other failures as suppressed ones. A call that was
   * made and failed is not one that was not made: if the circuit has opened before the next try,
   * what the node answered is the reason.
   *
   * @param failure how the last try ended, null if it has not failed
   * @return null if it has not failed
   */
  synchronized @Nullable Throwable told(@Nullable Throwable failure) {
    if (failure == null) {
      return null;
    }
    Throwable last = Futures.unwrapped(failure);
    Throwable told =
        last instanceof CircuitOpenException && !failures.isEmpty()
            ? failures.get(failures.size() - 1)
            : last;
    failures.stream().filter(other -> other != told).forEach(told::addSuppressed);
    return told;
  }
}
