package io.github.citydc.signing;

/**
 * A key of a kind the SDK does not use. Its message names the kind only, so it may be passed on.
 */
final class UnsupportedKeyException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  UnsupportedKeyException(String message) {
    super(message);
  }
}
