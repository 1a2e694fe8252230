package io.github.citydc.signing;

/**
 * A key the SDK does not use: of another kind, or at odds with itself. Its message says what is
 * wrong and nothing of the key, so it may be passed on.
 */
final class UnsupportedKeyException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  UnsupportedKeyException(String message) {
    super(message);
  }
}
