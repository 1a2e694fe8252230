package io.github.citydc.cli.front;

import io.github.citydc.cli.front.config.FrontConfig;
import io.github.citydc.cli.input.InputFiles;
import io.github.citydc.code.ChinaTime;
import io.github.citydc.exchange.ExchangeClientBuilder;
import io.github.citydc.exchange.http.HttpTransport;
import io.github.citydc.exchange.http.JdkHttpTransport;
import io.github.citydc.exchange.security.MessageVerifier;
import io.github.citydc.naming.node.HubDirectory;
import io.github.citydc.naming.node.NodeDirectory;
import io.github.citydc.signing.Certificates;
import io.github.citydc.signing.cms.CmsDirectorySignature;
import io.github.citydc.signing.http.HttpSignatures;
import io.github.citydc.signing.node.NodeFolder;
import io.github.citydc.signing.node.NodeLink;
import io.github.citydc.signing.tls.TlsContext;
import io.github.citydc.signing.tls.TlsContextBuilder;
import io.github.citydc.signing.tls.TlsProfile;
import io.github.citydc.signing.trust.DirectoryTrust;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The connection to the hub, and the directory of the city that it publishes. Close it behind its
 * clients.
 */
final class HubConnection implements AutoCloseable {

  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

  private final NodeLink link;
  private final NodeDirectory directory;
  private final MessageVerifier verifier;
  private final Optional<HttpTransport> transport;

  /** The connection of a node; nobody is asked yet. */
  HubConnection(FrontConfig.Hub hub, FrontKeys keys, Optional<Path> memory) throws IOException {
    Optional<HttpClient> client = client(hub, keys);
    transport = client.map(http -> JdkHttpTransport.on(http, TIMEOUT));
    NodeLink.Builder builder =
        NodeLink.builder(hub.url(), keys.signing(), keys.trust()).receiver(hub.node());
    transport.ifPresent(builder::transport);
    if (hub.plainHttp()) {
      builder.allowingPlainHttp();
    }
    link = builder.build();
    HubDirectory.Builder published =
        HubDirectory.builder(
                hub.node(),
                URI.create(hub.url().toString().replaceFirst("/+$", "") + "/directory"),
                new CmsDirectorySignature(hub.node(), keys.trust(), ChinaTime.clock()))
            .decoder(DirectoryTrust.decoder());
    client.ifPresent(published::client);
    memory.ifPresent(published::remembering);
    directory = NodeDirectory.layered(link.directory(), published.build());
    verifier = HttpSignatures.verifier(keys.trust(), directory);
  }

  private static Optional<HttpClient> client(FrontConfig.Hub hub, FrontKeys keys)
      throws IOException {
    boolean https = "https".equals(hub.url().getScheme());
    Optional<NodeFolder> folder = keys.folder();
    if (!https || (hub.tlsTrust().isEmpty() && folder.filter(NodeFolder::hasTls).isEmpty())) {
      return Optional.empty();
    }
    TlsContextBuilder context =
        folder.isPresent()
            ? folder.get().tls(TlsProfile.standard(), keys.passphrase())
            : TlsContext.builder(TlsProfile.standard());
    if (hub.tlsTrust().isPresent()) {
      context.trusting(
          Certificates.fromPem(InputFiles.text(hub.tlsTrust().get(), StandardCharsets.ISO_8859_1)));
    }
    TlsContext tls = context.build();
    return Optional.of(
        HttpClient.newBuilder()
            .sslContext(tls.sslContext())
            .sslParameters(tls.sslParameters())
            .connectTimeout(CONNECT_TIMEOUT)
            .build());
  }

  NodeLink link() {
    return link;
  }

  MessageVerifier verifier() {
    return verifier;
  }

  ExchangeClientBuilder client() {
    return link.client().directory(directory).verifier(verifier);
  }

  @Override
  public void close() {
    link.close();
    transport.ifPresent(HttpTransport::close);
  }
}
