package io.github.citydc.exchange.security;

/**
 * A decrypter of payloads that were encrypted for this node: interface standard §3. Implementations
 * are thread-safe.
 *
 * <p>To be implemented by applications: a minor version adds to it only methods that have a
 * default.
 */
@FunctionalInterface
public interface PayloadOpening {

  /**
   * Decrypts a payload.
   *
   * @param message the message, whose signature and sender were verified
   * @param sealed what {@link PayloadSealing} made
   * @return the payload in JSON, UTF-8; or the part of a batch as it was before
   * @throws io.github.citydc.exchange.message.RefusedException with {@code seal-invalid} if it was
   *     changed, or sealed for another message
   * @throws io.github.citydc.exchange.message.VerificationException if it was sealed for a key that
   *     is not here, or by another sender
   */
  byte[] open(SealedMessage message, String sealed);
}
