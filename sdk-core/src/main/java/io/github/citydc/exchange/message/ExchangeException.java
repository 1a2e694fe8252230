package io.github.citydc.exchange.message;

import java.time.Duration;
import java.util.Optional;

/**
 * The root of all exceptions of the exchange. Unchecked; each says whether a retry can help. No
 * message carries a key, an authorisation value, a resident id or a phone number.
 */
public abstract class ExchangeException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final boolean retryable;

  /**
   * For subclasses.
   *
   * @param message what happened and what to do, free of secrets
   * @param retryable whether the same message may succeed later
   */
  protected ExchangeException(String message, boolean retryable) {
    super(message);
    this.retryable = retryable;
  }

  /**
   * For subclasses.
   *
   * @param message what happened and what to do, free of secrets
   * @param retryable whether the same message may succeed later
   * @param cause what lies beneath
   */
  protected ExchangeException(String message, boolean retryable, Throwable cause) {
    super(message, cause);
    this.retryable = retryable;
  }

  /**
   * Tells whether the same message, with the same id and a new signature, may succeed later.
   *
   * @return true if a retry makes sense
   */
  public boolean isRetryable() {
    return retryable;
  }

  /**
   * The time to wait before the same message is sent again, if the other node, verifiably, or this
   * one specifies it.
   *
   * @return the pause, empty if nothing is known
   */
  public Optional<Duration> retryAfter() {
    return Optional.empty();
  }
}
