package io.github.citydc.signing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Private keys with their certificates, from files and from key stores of the platform. */
final class KeyStores {

  private KeyStores() {}

  /** What a key store has under an alias. */
  record Entry(PrivateKey key, List<X509Certificate> chain) {

    /** The key as PKCS#8; null if the store does not give it out. */
    byte @Nullable [] pkcs8() {
      return "PKCS#8".equals(key.getFormat()) ? key.getEncoded() : null;
    }

    byte[] requirePkcs8() {
      byte[] pkcs8 = pkcs8();
      if (pkcs8 == null) {
        throw new IllegalArgumentException("The key store does not give the private key out");
      }
      return pkcs8;
    }
  }

  static Entry onlyKeyOfPkcs12(Path file, char[] password) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      KeyStore store = KeyStore.getInstance("PKCS12", Certificates.BOUNCY_CASTLE);
      store.load(in, password);
      List<String> keys = keysOf(store);
      if (keys.size() != 1) {
        throw new IllegalArgumentException(
            "The PKCS#12 file holds "
                + keys.size()
                + " private keys, not one"
                + (keys.isEmpty() ? "" : "; open it as a KeyStore and name one of " + keys));
      }
      return entry(store, keys.get(0), password);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("Not a usable PKCS#12 file", e);
    }
  }

  static Entry entry(KeyStore store, String alias, char[] password) {
    try {
      if (!(store.getKey(alias, password) instanceof PrivateKey key)) {
        throw new IllegalArgumentException(
            "The key store has no private key '" + alias + "', only " + keysOf(store));
      }
      List<X509Certificate> chain =
          Stream.ofNullable(store.getCertificateChain(alias))
              .flatMap(Arrays::stream)
              .map(X509Certificate.class::cast)
              .toList();
      if (chain.isEmpty()) {
        throw new IllegalArgumentException("The private key '" + alias + "' has no certificate");
      }
      return new Entry(key, chain);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException(
          "The key store does not open the private key '" + alias + "': is its password right?", e);
    }
  }

  private static List<String> keysOf(KeyStore store) throws GeneralSecurityException {
    return Collections.list(store.aliases()).stream().filter(a -> isKey(store, a)).toList();
  }

  private static boolean isKey(KeyStore store, String alias) {
    try {
      return store.isKeyEntry(alias);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The key store was loaded", e);
    }
  }
}
