package io.github.citydc.exchange;

/** A place among those of which there are only so many. */
@FunctionalInterface
interface Slot {

  /** Makes room for another. */
  void leave();
}
