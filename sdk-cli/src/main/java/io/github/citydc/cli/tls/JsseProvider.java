package io.github.citydc.cli.tls;

import java.lang.reflect.Constructor;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.Security;
import java.util.Arrays;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** Finds a TLS provider by name, by class or by profile. Registers none. */
public final class JsseProvider {

  private static final String BOUNCY_CASTLE =
      "org.bouncycastle.jsse.provider.BouncyCastleJsseProvider";

  private JsseProvider() {}

  /**
   * Finds a provider.
   *
   * @param name the name of one that is registered, or a class on the class path; if empty, one
   *     that supports the profile
   * @param kind what must be spoken
   * @return the provider; empty for the JVM's own
   * @throws IllegalArgumentException if there is none
   */
  public static Optional<Provider> find(Optional<String> name, TlsKind kind) {
    if (name.isPresent()) {
      return Optional.of(name.get().contains(".") ? made(name.get()) : registered(name.get()));
    }
    return switch (kind) {
      case STANDARD -> Optional.empty();
      case SM4 -> Optional.of(made(BOUNCY_CASTLE));
      case TLCP -> Optional.of(speaking(kind.profile().protocol()));
    };
  }

  private static Provider registered(String name) {
    return Optional.ofNullable(Security.getProvider(name))
        .orElseThrow(() -> new IllegalArgumentException("No provider " + name + " is registered"));
  }

  private static Provider speaking(String protocol) {
    return Arrays.stream(Security.getProviders())
        .filter(provider -> speaks(provider, protocol))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "No registered provider supports "
                        + protocol
                        + "; name one with --tls-provider, or register it: java"
                        + " -Djava.security.properties=FILE"));
  }

  private static boolean speaks(Provider provider, String protocol) {
    try {
      return SSLContext.getInstance(protocol, provider).getProvider().equals(provider);
    } catch (NoSuchAlgorithmException e) {
      return false;
    }
  }

  /** BouncyCastle's takes the provider that computes for it as an argument; others take none. */
  private static Provider made(String type) {
    try {
      Class<? extends Provider> its = Class.forName(type).asSubclass(Provider.class);
      Optional<Constructor<?>> computing =
          Arrays.stream(its.getConstructors())
              .filter(
                  each -> Arrays.equals(each.getParameterTypes(), new Class<?>[] {Provider.class}))
              .findFirst();
      return computing.isPresent()
          ? (Provider) computing.get().newInstance(new BouncyCastleProvider())
          : its.getConstructor().newInstance();
    } catch (ReflectiveOperationException | LinkageError | ClassCastException e) {
      throw new IllegalArgumentException(
          "The provider " + type + " is not on the class path, or cannot be made: " + e, e);
    }
  }
}
