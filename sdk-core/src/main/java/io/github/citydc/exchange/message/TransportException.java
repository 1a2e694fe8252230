package io.github.citydc.exchange.message;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when there is no response: the other node was not reached, its response did not arrive, or
 * what arrived is not proved to be its response to this request. Whether the message was accepted
 * is not known; sending it again with the same id finds out without harm.
 */
public final class TransportException extends ExchangeException {

  private static final long serialVersionUID = 1L;

  private static final int DEEPEST = 20;

  private final @Nullable TlsFault tlsFault;

  /**
   * Creates an exception with a description of the failure.
   *
   * @param message what was attempted, and what happened
   */
  public TransportException(String message) {
    super(message, true);
    this.tlsFault = null;
  }

  /**
   * Creates an exception with a description of the failure.
   *
   * @param message what was attempted, and what happened
   * @param cause the network's own words; its TLS fault is this one's, too
   */
  public TransportException(String message, Throwable cause) {
    this(message, cause, faultOf(cause), Delivery.MAY_HAVE_ARRIVED);
  }

  /**
   * Creates an exception with a description of the failure in TLS.
   *
   * @param message what was attempted, and what happened
   * @param cause the network's own words
   * @param fault what they mean
   */
  public TransportException(String message, Throwable cause, TlsFault fault) {
    this(
        message,
        cause,
        fault,
        fault.isBeforeSending() ? Delivery.NOTHING_SENT : Delivery.MAY_HAVE_ARRIVED);
  }

  private TransportException(
      String message, Throwable cause, @Nullable TlsFault fault, Delivery delivery) {
    super(message, true, cause, delivery);
    this.tlsFault = fault;
  }

  /**
   * The other node, or the directory, was not reached, and nothing was sent.
   *
   * @param message what was attempted, and what happened
   * @param cause the network's own words; its TLS fault is this one's, too
   * @return the exception
   */
  public static TransportException beforeSending(String message, Throwable cause) {
    return new TransportException(message, cause, faultOf(cause), Delivery.NOTHING_SENT);
  }

  private static @Nullable TlsFault faultOf(Throwable cause) {
    Throwable reason = cause;
    for (int depth = 0; reason != null && depth < DEEPEST; depth++) {
      if (reason instanceof TransportException known && known.tlsFault != null) {
        return known.tlsFault;
      }
      reason = reason.getCause();
    }
    return null;
  }

  /**
   * The fault of the TLS connection. A retry helps only after the fault was repaired.
   *
   * @return the fault, empty if TLS was not the reason
   */
  public Optional<TlsFault> tlsFault() {
    return Optional.ofNullable(tlsFault);
  }
}
