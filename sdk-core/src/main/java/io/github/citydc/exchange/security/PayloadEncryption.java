package io.github.citydc.exchange.security;

import java.util.Optional;

/**
 * An encrypter of payloads for their receivers, so that hubs and front-end machines cannot read
 * what they forward: interface standard §3. Implementations are thread-safe.
 *
 * <p>To be implemented by applications: a minor version adds to it only methods that have a
 * default.
 */
@FunctionalInterface
public interface PayloadEncryption {

  /**
   * Encrypts a payload, bound to id, type, operation, sender and receiver of its message.
   *
   * @param message the message
   * @param payload its payload in JSON, UTF-8
   * @return the encrypted text; empty if payloads for this receiver go as they are
   * @throws io.github.citydc.exchange.message.VerificationException if the receiver has no
   *     certificate to encrypt for that is trusted
   */
  Optional<String> encrypt(EncryptedMessage message, byte[] payload);
}
