package io.github.citydc.exchange.internal;

/** A place among those of which there are only so many. */
@FunctionalInterface
public interface Slot {

  /** Makes room for another. */
  void leave();
}
