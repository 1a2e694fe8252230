package io.github.citydc.testkit;

import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.Security;
import java.util.Arrays;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * The JSSE provider that speaks TLCP, where one is registered, for example Tencent Kona's on the
 * class path with {@code -Djava.security.properties=FILE} and a line {@code
 * security.provider.13=com.tencent.kona.KonaProvider} in the file. It is not loaded by its name
 * here: Kona works only registered, and the providers of this JVM are not ours to change.
 */
final class TlcpProviders {

  private TlcpProviders() {}

  static Optional<Provider> present() {
    return Arrays.stream(Security.getProviders()).filter(TlcpProviders::speaksTlcp).findFirst();
  }

  private static boolean speaksTlcp(Provider provider) {
    try {
      return SSLContext.getInstance("TLCP", provider).getProvider().equals(provider);
    } catch (NoSuchAlgorithmException e) {
      return false;
    }
  }
}
