package io.github.citydc.exchange.message;

/**
 * Thrown when a store, such as the inbox or the archive of receipts, fails. What was to be stored
 * was not.
 */
public final class StorageException extends ExchangeException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception with a description of the failure.
   *
   * @param message what was attempted
   * @param cause the store's own words
   */
  public StorageException(String message, Throwable cause) {
    super(message, true, cause);
  }
}
