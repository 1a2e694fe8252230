package io.github.citydc.cli;

import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.node.NodeFolder;
import io.github.citydc.signing.node.NodeLink;
import io.github.citydc.signing.node.Passphrase;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The node to reach, and the own node that connects. */
final class NodeOptions {

  @Option(
      names = "--to",
      required = true,
      paramLabel = "URL",
      description = "Where the other node answers: http://127.0.0.1:8080/cdx/v1")
  private URI url = URI.create("");

  @Option(
      names = "--receiver",
      paramLabel = "NODEID",
      description =
          "Expected node id of the receiver. Default: any node whose certificate chains to the"
              + " city's root.")
  private Optional<String> receiver = Optional.empty();

  @Option(
      names = "--allow-http",
      description =
          "Allows plain http to another machine. Default: https only, and http to this machine itself.")
  private boolean plainHttp;

  @Mixin private KeyOptions key = new KeyOptions();

  @Mixin private ClientTlsOptions tls = new ClientTlsOptions();

  /**
   * Reads the key. Sends nothing yet.
   *
   * @throws IllegalArgumentException if an option, or a file it names, is not what it must be
   */
  NodeLink link() throws IOException {
    NodeFolder folder = key.folder();
    Passphrase passphrase = key.passphrase();
    NodeLink.Builder link = NodeLink.builder(url, folder.signingKey(passphrase), folder.trust());
    receiver.map(NodeId::parse).ifPresent(link::receiver);
    tls.transport(Optional.of(folder), passphrase).ifPresent(link::transport);
    if (plainHttp) {
      link.allowingPlainHttp();
    }
    return link.build();
  }
}
