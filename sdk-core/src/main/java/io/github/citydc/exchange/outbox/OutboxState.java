package io.github.citydc.exchange.outbox;

/** The delivery state of a message in an outbox. */
public enum OutboxState {
  /** The message waits to be sent, for the first time or again. */
  PENDING,
  /** Its receipt has arrived. */
  DELIVERED,
  /**
   * A dead letter: the message was refused permanently, or all attempts failed, and it needs manual
   * action.
   */
  DEAD
}
