package io.github.citydc.exchange.message;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/**
 * The root of all exceptions of the exchange. Unchecked; each says whether a retry can help. No
 * message carries a key, an authorisation value, a citizen identification number or a phone number.
 */
public abstract class ExchangeException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final boolean retryable;
  private final Delivery delivery;

  /**
   * For subclasses.
   *
   * @param message what happened and what to do, free of secrets
   * @param retryable whether the same message may succeed later
   */
  protected ExchangeException(String message, boolean retryable) {
    this(message, retryable, Delivery.MAY_HAVE_ARRIVED);
  }

  /**
   * For subclasses.
   *
   * @param message what happened and what to do, free of secrets
   * @param retryable whether the same message may succeed later
   * @param delivery what became of the request
   */
  protected ExchangeException(String message, boolean retryable, Delivery delivery) {
    super(message);
    this.retryable = retryable;
    this.delivery = delivery;
  }

  /**
   * For subclasses.
   *
   * @param message what happened and what to do, free of secrets
   * @param retryable whether the same message may succeed later
   * @param cause what lies beneath
   */
  protected ExchangeException(String message, boolean retryable, Throwable cause) {
    this(message, retryable, cause, Delivery.MAY_HAVE_ARRIVED);
  }

  /**
   * For subclasses.
   *
   * @param message what happened and what to do, free of secrets
   * @param retryable whether the same message may succeed later
   * @param cause what lies beneath
   * @param delivery what became of the request
   */
  protected ExchangeException(
      String message, boolean retryable, Throwable cause, Delivery delivery) {
    super(message, cause);
    this.retryable = retryable;
    this.delivery = delivery;
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

  /**
   * What became of the request that failed. Where a call was tried several times, the earlier tries
   * are suppressed exceptions of this one, and count.
   *
   * @return {@link Delivery#NOTHING_SENT} only if no try has left this node; {@link
   *     Delivery#REFUSED} only if the other node has verified the request and refused its content
   */
  public final Delivery delivery() {
    return delivery == Delivery.NOTHING_SENT && somethingWasSentBefore()
        ? Delivery.MAY_HAVE_ARRIVED
        : delivery;
  }

  private boolean somethingWasSentBefore() {
    return Arrays.stream(getSuppressed())
        .anyMatch(earlier -> earlier instanceof ExchangeException e && !e.nothingWasSent());
  }

  /**
   * Whether the other side cannot have accepted anything, so that something else may be sent
   * instead.
   *
   * @return false if the request was answered, or may have arrived
   */
  public final boolean nothingWasSent() {
    return delivery() == Delivery.NOTHING_SENT;
  }
}
