package io.github.citydc.exchange.message;

import java.util.Optional;
import java.util.ServiceLoader;

/** The provider of hash algorithms of this process, looked for once. */
final class HashProviders {

  private static final Optional<HashProvider> FOUND =
      ServiceLoader.load(HashProvider.class, HashProvider.class.getClassLoader()).findFirst();

  private HashProviders() {}

  static Optional<HashProvider> find() {
    return FOUND;
  }

  static HashProvider require() {
    return FOUND.orElseThrow(
        () ->
            new IllegalStateException(
                "SM3 needs io.github.citydc:sdk-signing on the class path, or a HashProvider"));
  }
}
