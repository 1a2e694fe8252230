package io.github.citydc.exchange.internal;

import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listeners that are told what happens, in turn; one that throws changes nothing. Thread-safe.
 *
 * @param all who is told
 */
public record Listeners<L>(List<L> all) {

  private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);

  /** Listeners that stay these. */
  public Listeners {
    all = List.copyOf(all);
  }

  /**
   * Whether there is nobody to tell.
   *
   * @return whether
   */
  public boolean isEmpty() {
    return all.isEmpty();
  }

  /**
   * Tells all of them.
   *
   * @param event calls one
   */
  public void tell(Consumer<L> event) {
    for (L listener : all) {
      try {
        event.accept(listener);
      } catch (RuntimeException | Error e) {
        LOG.warn(
            "The listener {} failed with {}",
            listener.getClass().getName(),
            e.getClass().getName());
      }
    }
  }
}
