package io.github.citydc.exchange.event;

/** What became of a message that has arrived. */
public enum MessageOutcome {
  /** It was handled and stored, for the first time. */
  HANDLED,
  /** It had been accepted before, and gets its first receipt again. */
  DUPLICATE,
  /** It was not accepted. */
  REFUSED
}
