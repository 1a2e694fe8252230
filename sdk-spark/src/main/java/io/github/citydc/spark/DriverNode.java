package io.github.citydc.spark;

import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.Certificates;
import io.github.citydc.signing.SigningKey;
import io.github.citydc.signing.http.SignatureBase;
import io.github.citydc.signing.node.NodeFolder;
import io.github.citydc.signing.node.NodeLink;
import io.github.citydc.signing.node.Passphrase;
import io.github.citydc.signing.trust.TrustStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Predicate;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.SparkSession;

/** This node on the driver, where its key is, and its link to the other one. */
final class DriverNode implements AutoCloseable {

  private static final String ROOT = "root.pem";
  private static final String PLUGINS = "spark.plugins";
  private static final String PLAIN_RPC = "spark.citydc.allowPlainRpc";

  private final CityOptions options;
  private final SigningKey key;
  private final String root;
  private final NodeLink link;
  private final ExchangeClient client;

  private DriverNode(CityOptions options, SigningKey key, String root, NodeLink link) {
    this.options = options;
    this.key = key;
    this.root = root;
    this.link = link;
    this.client = link.client().build();
  }

  static DriverNode open(CityOptions options) {
    try {
      NodeFolder folder = NodeFolder.at(options.folder());
      SigningKey key = folder.signingKey(passphrase(options));
      String root = Files.readString(options.folder().resolve(ROOT), StandardCharsets.ISO_8859_1);
      NodeLink.Builder link = NodeLink.builder(options.url(), key, TrustStore.ofPem(root));
      options.receiver().ifPresent(link::receiver);
      return new DriverNode(
          options, key, root, (options.plainHttp() ? link.allowingPlainHttp() : link).build());
    } catch (IOException e) {
      throw new UncheckedIOException("The folder of the node cannot be read on the driver", e);
    }
  }

  private static Passphrase passphrase(CityOptions options) throws IOException {
    if (options.passphraseFile().isEmpty()) {
      return Passphrase.none();
    }
    Path file = options.passphraseFile().get();
    return Passphrase.of(Files.readString(file, StandardCharsets.UTF_8).strip().toCharArray());
  }

  ExchangeClient client() {
    return client;
  }

  NodeId receiver() {
    return link.receiver();
  }

  /**
   * Lets tasks have requests signed.
   *
   * @param receiver the node they go to
   * @param ticket opened for them
   */
  TaskAccess access(NodeId receiver, String ticket) {
    return new TaskAccess(
        options.url(),
        receiver,
        options.plainHttp(),
        Certificates.toPem(key.certificates()),
        root,
        ticket);
  }

  /**
   * Opens a ticket.
   *
   * @param rule what tasks may have signed
   * @throws IllegalStateException if executors could not ask, or would ask over a wire in clear
   */
  String ticket(Predicate<SignatureBase> rule) {
    requireProtectedRpc(SparkSession.active().sparkContext());
    return SigningDesk.ofThisDriver().open(key, rule);
  }

  /** The ticket of reads of a node, as {@link #ticket}. */
  String readingTicket(NodeId source) {
    requireProtectedRpc(SparkSession.active().sparkContext());
    return SigningDesk.ofThisDriver().reading(key, source);
  }

  private static void requireProtectedRpc(SparkContext context) {
    if (context.isLocal()) {
      return;
    }
    String plugins = context.getConf().get(PLUGINS, "");
    if (!Arrays.asList(plugins.split(",")).contains(CityPlugin.class.getName())) {
      throw new IllegalStateException(
          "Executors cannot have requests signed: set %s=%s before the application starts"
              .formatted(PLUGINS, CityPlugin.class.getName()));
    }
    boolean isProtected =
        context.getConf().getBoolean("spark.authenticate", false)
            && (context.getConf().getBoolean("spark.network.crypto.enabled", false)
                || context.getConf().getBoolean("spark.ssl.rpc.enabled", false));
    if (!isProtected && !context.getConf().getBoolean(PLAIN_RPC, false)) {
      throw new IllegalStateException(
          "Whoever can read the RPC of this application could have parts signed: set"
              + " spark.authenticate=true and spark.network.crypto.enabled=true, or "
              + PLAIN_RPC
              + "=true where the network itself is protected");
    }
  }

  @Override
  public void close() {
    client.close();
    link.close();
  }
}
