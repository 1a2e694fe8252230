package io.github.citydc.testkit;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.citydc.signing.tls.TlsContextBuilder;
import io.github.citydc.signing.tls.TlsProfile;
import io.github.citydc.signing.trust.HostNames;
import java.security.Provider;
import java.util.Optional;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.jsse.provider.BouncyCastleJsseProvider;

/** Who speaks TLS, and which. */
enum TlsStack {
  JDK(TlsProfile.standard()) {
    @Override
    Optional<Provider> provider() {
      return Optional.empty();
    }
  },
  /** RFC 8998, with SM2 certificates. */
  BOUNCY_CASTLE_SM4(TlsProfile.sm4()) {
    @Override
    Optional<Provider> provider() {
      return Optional.of(new BouncyCastleJsseProvider(new BouncyCastleProvider()));
    }
  },
  /** GB/T 38636, by whatever provider is registered. */
  TLCP(TlsProfile.tlcp()) {
    @Override
    Optional<Provider> provider() {
      Optional<Provider> found = TlcpProviders.present();
      assumeTrue(
          found.isPresent(), "No JSSE provider with TLCP is registered in this JVM: not tested");
      return found;
    }
  };

  @SuppressWarnings("ImmutableEnumChecker") // a record of strings
  private final TlsProfile profile;

  TlsStack(TlsProfile profile) {
    this.profile = profile;
  }

  abstract Optional<Provider> provider();

  TlsProfile profile() {
    return profile;
  }

  TlsContextBuilder client(SandboxCity city) {
    return by(city.tls(profile));
  }

  TlsContextBuilder host(SandboxCity city, String... names) {
    return by(city.tls(profile, HostNames.of(names)));
  }

  TlsContextBuilder by(TlsContextBuilder context) {
    provider().ifPresent(context::provider);
    return context;
  }
}
