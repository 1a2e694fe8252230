package io.github.citydc.signing;

import io.github.citydc.exchange.message.ExchangeException;

/**
 * Thrown when a ciphertext was changed on the way, or was encrypted for another key. It does not
 * say which: an answer to that is what attacks on encryption are made of. A retry of the same bytes
 * does not help.
 */
public final class DecryptionException extends ExchangeException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception with the reason.
   *
   * @param message what was to be decrypted, free of its content
   */
  public DecryptionException(String message) {
    super(message, false);
  }
}
