package io.github.citydc.exchange.security;

import io.github.citydc.naming.node.NodeId;
import java.util.Optional;

/**
 * An encrypter of payloads for their receivers, so that hubs and front-end machines cannot read
 * what they forward: interface standard §3.2. Implementations are thread-safe.
 *
 * <p>To be implemented by applications: a minor version adds to it only methods that have a
 * default.
 */
@FunctionalInterface
public interface PayloadEncryption {

  /**
   * Encrypts a payload, bound to id, type, operation, sender and receiver of its message; or a part
   * of a batch, bound to its place, too.
   *
   * @param message the message
   * @param payload its payload in JSON, UTF-8; or the part, compressed or not
   * @return the encrypted text; empty if payloads for this receiver go as they are
   * @throws io.github.citydc.exchange.message.VerificationException if the receiver has no
   *     certificate to encrypt for that is trusted
   */
  Optional<String> encrypt(EncryptedMessage message, byte[] payload);

  /**
   * Returns whether what goes to a receiver is to be encrypted, so that nothing leaves for it in
   * clear.
   *
   * @param receiver the receiving node
   * @return true, unless overridden, for every receiver
   */
  default boolean isFor(NodeId receiver) {
    return true;
  }
}
