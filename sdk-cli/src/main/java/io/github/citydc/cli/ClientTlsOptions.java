package io.github.citydc.cli;

import io.github.citydc.cli.input.InputFiles;
import io.github.citydc.cli.tls.JsseProvider;
import io.github.citydc.cli.tls.TlsKind;
import io.github.citydc.exchange.http.HttpTransport;
import io.github.citydc.exchange.http.JdkHttpTransport;
import io.github.citydc.signing.Certificates;
import io.github.citydc.signing.node.NodeFolder;
import io.github.citydc.signing.node.Passphrase;
import io.github.citydc.signing.tls.TlsContext;
import io.github.citydc.signing.tls.TlsContextBuilder;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The https options of a command that connects: trusted roots, own certificate, TLS profile. */
final class ClientTlsOptions {

  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

  @Option(
      names = "--tls-trust",
      paramLabel = "PEM",
      description =
          "https: the roots that the certificate of the server must come from. Default: tls-root.pem"
              + " in the folder of the TLS key, else the authorities this JVM trusts.")
  private Optional<Path> trust = Optional.empty();

  @Option(
      names = "--tls-key",
      paramLabel = "DIR",
      description =
          "https: a folder with tls-key.pem and tls-certificate.pem, sent to a server that requests"
              + " a certificate (cdx keygen --tls-host makes them). Default: the folder of --key.")
  private Optional<Path> key = Optional.empty();

  @Option(
      names = "--tls",
      paramLabel = "KIND",
      defaultValue = "STANDARD",
      description =
          "https: the only TLS profile to use: standard (TLS 1.3 and 1.2), sm4 (TLS 1.3 with"
              + " TLS_SM4_GCM_SM3, RFC 8998), tlcp (GB/T 38636). Default: ${DEFAULT-VALUE}")
  private TlsKind kind = TlsKind.STANDARD;

  @Option(
      names = "--tls-provider",
      paramLabel = "NAME",
      description =
          "https: the TLS provider, a registered JSSE provider or a class on the class path. Default:"
              + " for sm4 BouncyCastle, for tlcp any that is registered.")
  private Optional<String> provider = Optional.empty();

  /**
   * Carries requests as the options say; empty if they say nothing.
   *
   * @param home the folder of the node, empty if there is none
   * @param passphrase decrypts the TLS keys if they are encrypted
   * @throws IllegalArgumentException if a file or the provider is not what it must be
   */
  Optional<HttpTransport> transport(Optional<NodeFolder> home, Passphrase passphrase)
      throws IOException {
    Optional<NodeFolder> folder = key.map(NodeFolder::at).or(() -> home.filter(NodeFolder::hasTls));
    if (trust.isEmpty() && folder.isEmpty() && kind == TlsKind.STANDARD && provider.isEmpty()) {
      return Optional.empty();
    }
    if (key.isPresent() && !NodeFolder.at(key.get()).hasTls()) {
      throw new IllegalArgumentException(
          "There are no tls-key.pem and tls-certificate.pem in " + key.get());
    }
    TlsContextBuilder context =
        folder.isPresent()
            ? folder.get().tls(kind.profile(), passphrase)
            : TlsContext.builder(kind.profile());
    if (trust.isPresent()) {
      context.trusting(
          Certificates.fromPem(InputFiles.text(trust.get(), StandardCharsets.ISO_8859_1)));
    }
    JsseProvider.find(provider, kind).ifPresent(context::provider);
    return Optional.of(over(context.build()));
  }

  private static HttpTransport over(TlsContext tls) {
    return JdkHttpTransport.on(
        HttpClient.newBuilder()
            .sslContext(tls.sslContext())
            .sslParameters(tls.sslParameters())
            .connectTimeout(CONNECT_TIMEOUT)
            .build(),
        TIMEOUT);
  }
}
