package io.github.citydc.signing.gateway;

import io.github.citydc.exchange.message.ExchangeException;

/** Thrown when the key service of a gateway returned no secret. */
public final class GatewayException extends ExchangeException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception with the reason.
   *
   * @param message what happened and what to do, free of secrets
   * @param retryable whether the service may answer later
   */
  public GatewayException(String message, boolean retryable) {
    super(message, retryable);
  }
}
