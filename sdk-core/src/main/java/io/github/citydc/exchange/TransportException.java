package io.github.citydc.exchange;

/**
 * No answer: the other node was not reached, or its answer did not arrive. Whether the message was
 * accepted is not known; sending it again with the same id finds out without harm.
 */
public final class TransportException extends ExchangeException {

  private static final long serialVersionUID = 1L;

  /**
   * Says what failed.
   *
   * @param message what was attempted, and what happened
   */
  public TransportException(String message) {
    super(message, true);
  }

  /**
   * Says what failed.
   *
   * @param message what was attempted, and what happened
   * @param cause the network's own words
   */
  public TransportException(String message, Throwable cause) {
    super(message, true, cause);
  }
}
