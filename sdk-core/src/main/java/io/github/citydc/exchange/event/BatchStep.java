package io.github.citydc.exchange.event;

/** A step on the way of a batch through its receiver. */
public enum BatchStep {
  /** Its manifest was accepted, and its parts are there. */
  ACCEPTED,
  /** Some of its records were handled. */
  ADVANCED,
  /** It waits, since the receiver is in trouble. */
  DELAYED,
  /** It was waiting, and is worked on again. */
  RESUMED,
  /** All of its records are handled or rejected. */
  DONE
}
