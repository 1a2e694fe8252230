package io.github.citydc.signing.tls;

import io.github.citydc.signing.SigningKey;
import io.github.citydc.signing.trust.DualKeys;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** A builder of {@link TlsContext}. Not thread-safe. */
public final class TlsContextBuilder {

  private final TlsProfile profile;
  private Optional<Provider> provider = Optional.empty();
  private Optional<List<X509Certificate>> roots = Optional.empty();
  private Optional<ShownKeys> keys = Optional.empty();

  TlsContextBuilder(TlsProfile profile) {
    this.profile = profile;
  }

  /**
   * Sets the provider of TLS. By default the first of the JVM's providers that can.
   *
   * @param jsse a JSSE provider; used as an object, not registered
   * @return this builder
   */
  public TlsContextBuilder provider(Provider jsse) {
    this.provider = Optional.of(jsse);
    return this;
  }

  /**
   * Which authorities the certificates of the other side must come from. By default those that the
   * JVM trusts.
   *
   * @param certificates roots, at least one
   * @return this builder
   * @throws IllegalArgumentException if there is none
   */
  public TlsContextBuilder trusting(Collection<X509Certificate> certificates) {
    if (certificates.isEmpty()) {
      throw new IllegalArgumentException("Nobody could be trusted without a root certificate");
    }
    this.roots = Optional.of(List.copyOf(certificates));
    return this;
  }

  /**
   * Sets the certificate of this side: required for a server, sent by a client on request.
   *
   * @param key a key with its certificate; one that a provider does not give out goes into that
   *     provider's own key managers instead
   * @return this builder
   * @throws IllegalArgumentException if the key has no certificate
   * @throws IllegalStateException if a provider keeps the key
   */
  public TlsContextBuilder key(SigningKey key) {
    this.keys = Optional.of(ShownKeys.of(key));
    return this;
  }

  /**
   * Sets the two certificates of this side where it needs two keys, as in TLCP.
   *
   * @param both the key that signs and the key that decrypts
   * @return this builder
   * @throws IllegalStateException if a provider keeps a key
   */
  public TlsContextBuilder key(DualKeys both) {
    this.keys = Optional.of(ShownKeys.of(both));
    return this;
  }

  /**
   * Makes the context.
   *
   * @return the context
   * @throws IllegalArgumentException if the provider does not know the protocol, a version, a suite
   *     or the kind of a key; the message says which
   */
  public TlsContext build() {
    Jca jca = new Jca(provider);
    keys.ifPresent(shown -> shown.requireFit(profile, provider.isPresent()));
    try {
      SSLContext context = jca.context(profile.protocol());
      X509TrustManager trust = jca.trusting(roots);
      KeyManager[] shown =
          keys.isPresent() ? new KeyManager[] {keys.get().manager(jca)} : new KeyManager[0];
      context.init(shown, new TrustManager[] {trust}, new SecureRandom());
      return TlsContext.create(profile, context, trust);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException(
          provider.map(Provider::getName).orElse("The JVM")
              + " cannot make such TLS connections: "
              + e.getMessage(),
          e);
    }
  }
}
