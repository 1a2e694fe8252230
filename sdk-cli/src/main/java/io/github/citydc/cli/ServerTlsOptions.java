package io.github.citydc.cli;

import io.github.citydc.cli.input.InputFiles;
import io.github.citydc.cli.tls.JsseProvider;
import io.github.citydc.cli.tls.TlsKind;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.Certificates;
import io.github.citydc.signing.node.NodeFolder;
import io.github.citydc.signing.node.Passphrase;
import io.github.citydc.signing.tls.TlsContextBuilder;
import io.github.citydc.signing.trust.HostNames;
import io.github.citydc.testkit.SandboxCity;
import io.github.citydc.testkit.SandboxNodeBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The https options of a node. */
final class ServerTlsOptions {

  private static final HostNames LOOPBACK = HostNames.of("localhost", "127.0.0.1");

  @Option(
      names = "--tls",
      paramLabel = "KIND",
      description =
          "Uses https with this TLS profile only: standard (TLS 1.3 and 1.2), sm4 (TLS 1.3"
              + " with TLS_SM4_GCM_SM3, RFC 8998), tlcp (GB/T 38636). With tls-key.pem and"
              + " tls-certificate.pem of its folder; made for localhost and 127.0.0.1 if they are"
              + " not there.")
  private Optional<TlsKind> kind = Optional.empty();

  @Option(
      names = "--tls-clients",
      paramLabel = "PEM",
      description = "Accepts only clients with a certificate that chains to these roots.")
  private Optional<Path> clients = Optional.empty();

  @Option(
      names = "--tls-provider",
      paramLabel = "NAME",
      description =
          "The TLS provider, a registered JSSE provider or a class on the class path. Default: for sm4"
              + " BouncyCastle, for tlcp any that is registered.")
  private Optional<String> provider = Optional.empty();

  /**
   * Configures a node as the options say.
   *
   * @param node a node to be
   * @param self which one
   * @param city has its keys
   * @param folder where the city is kept
   * @param passphrase decrypts the TLS keys if they are encrypted
   * @throws IllegalArgumentException if a file or the provider is not what it must be
   */
  void on(
      SandboxNodeBuilder node, NodeId self, SandboxCity city, Path folder, Passphrase passphrase)
      throws IOException {
    if (kind.isEmpty()) {
      if (clients.isPresent() || provider.isPresent()) {
        throw new IllegalArgumentException("--tls-clients and --tls-provider go with --tls");
      }
      return;
    }
    NodeFolder home = NodeFolder.in(folder, self);
    if (!home.hasTls()) {
      city.enrolTls(self, LOOPBACK, kind.get().profile());
    }
    TlsContextBuilder context = home.tls(kind.get().profile(), passphrase);
    JsseProvider.find(provider, kind.get()).ifPresent(context::provider);
    if (clients.isPresent()) {
      context.trusting(
          Certificates.fromPem(InputFiles.text(clients.get(), StandardCharsets.ISO_8859_1)));
      node.tlsWithClientCertificates(context.build());
    } else {
      node.tls(context.build());
    }
  }
}
