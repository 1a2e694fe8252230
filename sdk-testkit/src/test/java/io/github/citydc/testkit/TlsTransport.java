package io.github.citydc.testkit;

import io.github.citydc.exchange.http.HttpTransport;
import io.github.citydc.exchange.http.JdkHttpTransport;
import io.github.citydc.exchange.http.OkHttpTransport;
import io.github.citydc.signing.tls.TlsContext;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import okhttp3.ConnectionSpec;
import okhttp3.OkHttpClient;

/** The transports, set up for TLS as the documentation says. */
enum TlsTransport {
  JDK {
    @Override
    HttpTransport over(TlsContext tls) {
      return JdkHttpTransport.on(
          HttpClient.newBuilder()
              .sslContext(tls.sslContext())
              .sslParameters(tls.sslParameters())
              .build(),
          Duration.ofSeconds(20));
    }
  },
  OKHTTP {
    @Override
    HttpTransport over(TlsContext tls) {
      ConnectionSpec spec =
          new ConnectionSpec.Builder(ConnectionSpec.MODERN_TLS)
              .tlsVersions(tls.sslParameters().getProtocols())
              .cipherSuites(tls.sslParameters().getCipherSuites())
              .build();
      return OkHttpTransport.on(
          new OkHttpClient.Builder()
              .sslSocketFactory(tls.sslContext().getSocketFactory(), tls.trustManager())
              .connectionSpecs(List.of(spec))
              .build());
    }
  };

  abstract HttpTransport over(TlsContext tls);
}
