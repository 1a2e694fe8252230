package io.github.citydc.signing;

import io.github.citydc.exchange.message.Delivery;
import io.github.citydc.exchange.message.ExchangeException;

/**
 * Thrown when a provider could not use a key that it keeps: the cipher machine is unreachable, its
 * session has ended, or it is busy. This is no fault of what was to be decrypted; try again later.
 */
public final class KeyProviderException extends ExchangeException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception with a description of the failure.
   *
   * @param message what, and by which provider
   * @param cause what the provider says
   */
  public KeyProviderException(String message, Throwable cause) {
    super(message, true, cause, Delivery.NOTHING_SENT);
  }
}
