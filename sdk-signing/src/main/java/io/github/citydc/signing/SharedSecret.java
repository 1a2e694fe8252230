package io.github.citydc.signing;

/**
 * A secret that two nodes share, for the HMAC algorithms. A type of its own so that raw key bytes
 * enter the SDK in one place that says so, and so that no text shows them.
 *
 * <p><b>Security guarantees.</b> Every holder who can verify with it can also sign with it: an HMAC
 * proves nothing to a third party. It must come from a random source; a password is not one. Prefer
 * a key pair.
 */
public final class SharedSecret {

  private static final int MINIMUM = 32;

  private final byte[] bytes;

  private SharedSecret(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * A secret of these bytes, which came over a confidential channel and are kept by the caller.
   *
   * @param bytes at least 32 random bytes, copied
   * @return the secret
   * @throws IllegalArgumentException if there are fewer than 32
   */
  public static SharedSecret fromRawBytes(byte[] bytes) {
    if (bytes.length < MINIMUM) {
      throw new IllegalArgumentException(
          "A shared secret has at least 32 bytes, this has " + bytes.length);
    }
    return new SharedSecret(bytes.clone());
  }

  byte[] bytes() {
    return bytes;
  }

  /** The length only. */
  @Override
  public String toString() {
    return "SharedSecret[" + bytes.length + " bytes]";
  }
}
