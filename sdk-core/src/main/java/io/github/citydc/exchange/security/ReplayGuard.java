package io.github.citydc.exchange.security;

import java.time.Instant;

/**
 * A memory of the nonces of each key, which lasts as long as their signatures could be accepted.
 * Implementations are thread-safe.
 *
 * <p>To be implemented by applications: a minor version adds to it only methods that have a
 * default.
 */
@FunctionalInterface
public interface ReplayGuard {

  /**
   * Claims a nonce; exactly one caller succeeds.
   *
   * @param keyId the key that signed
   * @param nonce the nonce of the signature
   * @param until when the signature stops being acceptable; the claim may be forgotten then
   * @throws io.github.citydc.exchange.message.VerificationException with {@code replayed} if it was
   *     claimed before
   */
  void claim(String keyId, String nonce, Instant until);
}
