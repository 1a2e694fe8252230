package io.github.citydc.cli;

import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.node.NodeFolder;
import io.github.citydc.signing.node.Passphrase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which node signs: its folder, as cdx keygen makes it. */
final class KeyOptions {

  @Option(
      names = "--key",
      paramLabel = "DIR",
      description =
          "The folder of the node that sends, as cdx keygen makes it (key.pem, certificate.pem,"
              + " root.pem); or the folder of its city, with --self.")
  private Optional<Path> folder = Optional.empty();

  @Option(
      names = "--self",
      paramLabel = "NODEID",
      description = "Which node of the city sends, if --key is the folder of a city.")
  private Optional<String> self = Optional.empty();

  @Mixin private PassphraseOptions protection = new PassphraseOptions();

  /** Whether a folder was given. */
  boolean isGiven() {
    return folder.isPresent();
  }

  /**
   * The folder of the node.
   *
   * @throws IllegalArgumentException if there is none with keys
   */
  NodeFolder folder() {
    Path given =
        folder.orElseThrow(
            () -> new IllegalArgumentException("--key, the folder of the node, is missing"));
    NodeFolder node =
        self.map(id -> NodeFolder.in(given, NodeId.parse(id)))
            .orElseGet(() -> NodeFolder.at(given));
    if (!node.exists()) {
      throw new IllegalArgumentException(
          "There are no key.pem and certificate.pem in "
              + node.path()
              + "; cdx keygen makes them, and prints the folder of the node");
    }
    return node;
  }

  /**
   * What decrypts its keys.
   *
   * @throws IllegalArgumentException if it cannot be had
   */
  Passphrase passphrase() throws IOException {
    return protection.passphrase();
  }
}
