package io.github.citydc.exchange.security;

import java.security.cert.X509Certificate;
import java.util.List;

/**
 * A decrypter of payloads that were encrypted for this node: interface standard §3.2.
 * Implementations are thread-safe.
 *
 * <p>To be implemented by applications: a minor version adds to it only methods that have a
 * default.
 */
@FunctionalInterface
public interface PayloadDecryption {

  /**
   * Decrypts a payload.
   *
   * @param message the message, whose signature and sender were verified
   * @param encrypted what {@link PayloadEncryption} made
   * @return the payload in JSON, UTF-8; or the part of a batch as it was before
   * @throws io.github.citydc.exchange.message.RefusedException with {@code decryption-failed} if it
   *     was changed, or encrypted for another message
   * @throws io.github.citydc.exchange.message.VerificationException if it was encrypted for another
   *     node or by another sender; with {@code unavailable} if the key is missing at present
   */
  byte[] open(EncryptedMessage message, String encrypted);

  /**
   * The certificates for which this opens payloads, for {@code GET /node}. By default none.
   *
   * @return the certificates, the newest first
   */
  default List<X509Certificate> certificates() {
    return List.of();
  }
}
