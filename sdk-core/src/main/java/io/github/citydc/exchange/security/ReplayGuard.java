package io.github.citydc.exchange.security;

import java.time.Instant;

/**
 * A memory of the nonces of each key, which lasts as long as their signatures could be accepted.
 * Implementations are thread-safe, and give each node no more than a share: no node can use up the
 * memory for the others.
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
   * @throws io.github.citydc.exchange.message.RefusedException with {@code rate-limited} if the
   *     node of this key has used up its share of the memory; other nodes are not affected
   */
  void claim(String keyId, String nonce, Instant until);
}
