package io.github.citydc.exchange.outbox;

/** The delivery state of a message in an outbox. */
public enum OutboxState {
  /** The message waits to be sent, for the first time or again. */
  PENDING,
  /** Its receipt has arrived. */
  DELIVERED,
  /**
   * A dead letter: the receiver has refused the content permanently, or all attempts failed and the
   * receiver has no receipt of it. It needs manual action.
   */
  DEAD
}
