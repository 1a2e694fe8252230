package io.github.citydc.testkit.fault;

import java.util.OptionalInt;

/** A fault that is switched on. Thread-safe. */
public final class ActiveFault {

  private final long id;
  private final Fault fault;
  private final Faults all;
  private int hits;

  ActiveFault(long id, Fault fault, Faults all) {
    this.id = id;
    this.fault = fault;
    this.all = all;
  }

  /**
   * Its number among the faults of its node.
   *
   * @return the number, from 1
   */
  public long id() {
    return id;
  }

  /**
   * What goes wrong.
   *
   * @return the fault
   */
  public Fault fault() {
    return fault;
  }

  /**
   * How often it has happened.
   *
   * @return the number of requests
   */
  public synchronized int hits() {
    return hits;
  }

  /**
   * For how many more requests it is.
   *
   * @return the number, empty until it is switched off
   */
  public synchronized OptionalInt remaining() {
    return fault.times().isEmpty()
        ? OptionalInt.empty()
        : OptionalInt.of(fault.times().getAsInt() - hits);
  }

  /** Counts a request, if there is still one to count. */
  synchronized boolean hit() {
    if (isOver()) {
      return false;
    }
    hits++;
    return true;
  }

  synchronized boolean isOver() {
    return fault.times().isPresent() && hits >= fault.times().getAsInt();
  }

  /** Switches it off. */
  public void off() {
    all.remove(this);
  }

  /** The fault and how often it has happened. */
  @Override
  public String toString() {
    return fault + " (" + hits() + " so far)";
  }
}
