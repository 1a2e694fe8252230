package io.github.citydc.signing.tls;

import java.util.Arrays;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.X509TrustManager;

/**
 * The configuration of one side of TLS connections, client or server: trust anchors, own
 * certificates, protocols and cipher suites. Nothing is registered with the JVM; a JSSE provider is
 * used as the object it is.
 *
 * <pre>{@code
 * TlsContext tls = TlsContext.builder(TlsProfile.sm4())
 *     .provider(new BouncyCastleJsseProvider(new BouncyCastleProvider()))
 *     .trusting(List.of(root))
 *     .build();
 * HttpClient client = HttpClient.newBuilder()
 *     .sslContext(tls.sslContext())
 *     .sslParameters(tls.sslParameters())
 *     .build();
 * }</pre>
 *
 * <p>Thread-safe.
 *
 * <p><b>Security guarantees.</b> Every socket and engine of {@link #sslContext()} begins with the
 * versions and suites of the profile, so that what forgets to set them does not fall back to
 * others. Whether a certificate is for the host that was called is checked by the HTTP client.
 */
public final class TlsContext {

  private final SSLContext context;
  private final TlsProfile profile;
  private final X509TrustManager trustManager;

  private TlsContext(SSLContext context, TlsProfile profile, X509TrustManager trustManager) {
    this.context = context;
    this.profile = profile;
    this.trustManager = trustManager;
  }

  /**
   * Returns a new builder.
   *
   * @param profile the allowed protocols and cipher suites
   * @return a builder
   */
  public static TlsContextBuilder builder(TlsProfile profile) {
    return new TlsContextBuilder(profile);
  }

  static TlsContext create(TlsProfile profile, SSLContext initialised, X509TrustManager trust) {
    Connections connections = Connections.of(profile, initialised);
    return new TlsContext(new ProfiledContext(initialised, connections), profile, trust);
  }

  /**
   * Makes the sockets and engines.
   *
   * @return a context that is initialised already
   */
  public SSLContext sslContext() {
    return context;
  }

  /**
   * The protocols and suites of the profile, for clients that ask for them beside the context, as
   * the one of the JDK does: without them it would take its own.
   *
   * @return a new instance, which the caller may change
   */
  public SSLParameters sslParameters() {
    return context.getDefaultSSLParameters();
  }

  /**
   * The trust manager, for clients that need it in addition to the context, such as OkHttp.
   *
   * @return the trust manager
   */
  public X509TrustManager trustManager() {
    return trustManager;
  }

  /**
   * The allowed protocols and cipher suites.
   *
   * @return the profile
   */
  public TlsProfile profile() {
    return profile;
  }

  /** Provider, versions and suites. */
  @Override
  public String toString() {
    SSLParameters parameters = sslParameters();
    return "TlsContext["
        + context.getProvider().getName()
        + ", "
        + Arrays.toString(parameters.getProtocols())
        + ", "
        + Arrays.toString(parameters.getCipherSuites())
        + "]";
  }
}
