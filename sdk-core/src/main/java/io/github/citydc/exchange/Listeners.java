package io.github.citydc.exchange;

import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Listeners that are told what happens; one that throws changes nothing. Thread-safe. */
record Listeners<L>(List<L> all) {

  private static final Logger LOG = LoggerFactory.getLogger(Listeners.class);

  Listeners {
    all = List.copyOf(all);
  }

  boolean isEmpty() {
    return all.isEmpty();
  }

  void tell(Consumer<L> event) {
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
