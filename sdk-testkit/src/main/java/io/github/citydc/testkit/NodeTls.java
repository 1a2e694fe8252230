package io.github.citydc.testkit;

import io.github.citydc.signing.tls.TlsContext;
import java.util.List;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** The clients that the TLS server of a node accepts. */
enum NodeTls {
  /** All clients. */
  ANYBODY,
  /** Only clients with a certificate that the server trusts. */
  CERTIFIED;

  /** What stands between the wire and HTTP, the outermost first. */
  List<ConnectionFactory> connections(TlsContext tls, HttpConfiguration http) {
    // Without the check of the requested host name, because the client checks the certificate.
    http.addCustomizer(new SecureRequestCustomizer(false));
    return List.of(
        new SslConnectionFactory(factory(tls), HttpVersion.HTTP_1_1.asString()),
        new HttpConnectionFactory(http));
  }

  /** Sets the suites and versions explicitly, because Jetty excludes some by its own patterns. */
  private SslContextFactory.Server factory(TlsContext tls) {
    SslContextFactory.Server factory = new SslContextFactory.Server();
    factory.setSslContext(tls.sslContext());
    factory.setExcludeProtocols();
    factory.setExcludeCipherSuites();
    factory.setIncludeProtocols(tls.sslParameters().getProtocols());
    factory.setIncludeCipherSuites(tls.sslParameters().getCipherSuites());
    factory.setNeedClientAuth(this == CERTIFIED);
    return factory;
  }
}
