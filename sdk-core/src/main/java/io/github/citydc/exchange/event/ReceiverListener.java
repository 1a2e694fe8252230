package io.github.citydc.exchange.event;

/**
 * A listener to a receiver, for metrics, logs and audit. Called by the threads that work, so it
 * must be thread-safe and quick; what it throws is logged and changes nothing.
 *
 * <p>Each request is told by {@link #received}; then, if its signature and its sender's limits
 * stand, by {@link #verified}; and at its end by {@link #answered} or {@link #refused}. In between
 * come the messages it has brought and what was given to it. An answer that was told may still not
 * arrive.
 *
 * <p>To be implemented by applications: a minor version adds to it only methods that have a
 * default.
 */
public interface ReceiverListener {

  /**
   * A request is complete, or was broken off by the server. Nothing of it is verified.
   *
   * @param request what is known of it
   */
  default void received(RequestEvent request) {}

  /**
   * A request was verified.
   *
   * @param request with its sender
   */
  default void verified(RequestEvent request) {}

  /**
   * A request was answered. Of a bundle each message may still be refused.
   *
   * @param answer the answer, without a code
   */
  default void answered(AnswerEvent answer) {}

  /**
   * A request was refused, before or after it was verified.
   *
   * @param answer the answer, with its code
   */
  default void refused(AnswerEvent answer) {}

  /**
   * A message was handled, recognised as a duplicate, or refused; also each of a bundle.
   *
   * @param message the message
   */
  default void message(MessageEvent message) {}

  /**
   * A batch has made a step.
   *
   * @param batch the batch
   */
  default void batch(BatchEvent batch) {}

  /**
   * Records or a file were read; they are about to be sent.
   *
   * @param read what was given
   */
  default void read(ReadEvent read) {}
}
