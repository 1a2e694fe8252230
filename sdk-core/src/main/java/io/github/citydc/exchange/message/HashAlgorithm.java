package io.github.citydc.exchange.message;

import io.github.citydc.internal.Sha256;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The hash algorithms that name content: interface standard §14. */
public enum HashAlgorithm {
  /** SHA-256, which the JDK has. */
  SHA_256,
  /** SM3 (GB/T 32905), which a {@link HashProvider} has. */
  SM3;

  /**
   * The name on the wire.
   *
   * @return {@code sha-256} or {@code sm3}
   */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Finds an algorithm by its name on the wire.
   *
   * @param name for example {@code sm3}
   * @return the algorithm, empty if there is none of this name
   */
  static Optional<HashAlgorithm> ofWireName(String name) {
    return Arrays.stream(values()).filter(known -> known.wireName().equals(name)).findFirst();
  }

  /**
   * Tells whether this process can compute it.
   *
   * @return false for SM3 without a {@link HashProvider}
   */
  public boolean isAvailable() {
    return this == SHA_256 || HashProviders.find().isPresent();
  }

  /**
   * Begins a digest.
   *
   * @return a new digest
   * @throws IllegalStateException for SM3 if there is no {@link HashProvider}
   */
  public MessageDigest newDigest() {
    return this == SHA_256 ? Sha256.digest() : HashProviders.require().sm3();
  }
}
