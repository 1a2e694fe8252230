package io.github.citydc.exchange.message;

import java.security.MessageDigest;

/**
 * A provider of hash algorithms that the JDK does not have, found by {@link
 * java.util.ServiceLoader}; sdk-signing brings one. To be implemented by applications that do
 * without it; implementations are thread-safe.
 */
@FunctionalInterface
public interface HashProvider {

  /**
   * Begins a digest by SM3, GB/T 32905.
   *
   * @return a new digest
   */
  MessageDigest sm3();
}
