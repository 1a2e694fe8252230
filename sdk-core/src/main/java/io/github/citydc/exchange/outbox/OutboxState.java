package io.github.citydc.exchange.outbox;

/** The delivery state of a message in an outbox. */
public enum OutboxState {
  /** It waits to be sent, for the first time or again. */
  PENDING,
  /** Its receipt has arrived. */
  DELIVERED,
  /** It was refused for good, or tried too often; it waits for a person: the dead letters. */
  DEAD
}
