package io.github.citydc.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.citydc.cli.tls.TlsKind;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.SigningKey;
import io.github.citydc.signing.node.NodeFolder;
import io.github.citydc.signing.node.Passphrase;
import io.github.citydc.signing.trust.HostNames;
import io.github.citydc.signing.trust.KeyId;
import io.github.citydc.testkit.SandboxCity;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code cdx keygen}. */
@Command(
    name = "keygen",
    mixinStandardHelpOptions = true,
    description = {
      "Enrols a node in a sandbox city: makes its SM2 keys and certificates, one to sign and one to"
          + " decrypt, and enters it into the directory. The first time it also makes the city's"
          + " CA. Again for the same node, it makes new keys; the directory keeps the old"
          + " certificate, too. For sandboxes and tests: in production the city's CA certifies.",
      "Prints one line of JSON: node, folder, keyId, notAfter."
    },
    footer = {
      "",
      "Below DIR: ca-key.pem, root.pem, nodes.json (the directory), and for each node a folder"
          + " named after it, which is",
      "all that its owner needs: key.pem, certificate.pem, encryption-key.pem,"
          + " encryption-certificate.pem, root.pem.",
      "With --tls-host also tls-key.pem, tls-certificate.pem, tls-root.pem (the root that other sides must trust),",
      "tls-request.pem (to have the key certified by another CA, whose answer goes into",
      "tls-certificate.pem), and for SM2 tls-encryption-key.pem and tls-encryption-certificate.pem.",
      "Private keys are readable by their owner only.",
      "",
      "Example: cdx keygen --node 440100:114401000074821105:hub --out city",
      "         cdx keygen --node 440106:11440106007482911C:grid --out city --passphrase-env"
          + " CITY_PASSPHRASE",
      "         cdx keygen --node 440100:114401000074821105:hub --out city --tls-host hub.example"
          + " --tls-host 10.1.1.8"
    })
final class KeygenCommand implements Callable<Integer> {

  @Option(
      names = "--node",
      required = true,
      paramLabel = "NODEID",
      description = "Who is enrolled: <division>:<organization>:<system>.")
  private String node = "";

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "The folder of the city.")
  private Path out = Path.of("");

  @Option(
      names = "--url",
      paramLabel = "URL",
      description =
          "Where the node answers, up to and with /cdx/v1. cdx node enters it automatically;"
              + " a node that only sends has none.")
  private Optional<URI> url = Optional.empty();

  @Option(
      names = "--tls-host",
      paramLabel = "HOST",
      description =
          "Makes a TLS key with a certificate for this host name or address, to be shown by the"
              + " server and by the client of the node; may be repeated. Of a node that is enrolled"
              + " already the other keys stay.")
  private List<String> hosts = List.of();

  @Option(
      names = "--tls",
      paramLabel = "KIND",
      defaultValue = "STANDARD",
      description =
          "With --tls-host, what the key is for: standard (P-256, by an authority of its own), sm4 or"
              + " tlcp (two SM2 keys, by the CA of the city). Default: ${DEFAULT-VALUE}")
  private TlsKind tls = TlsKind.STANDARD;

  @Mixin private PassphraseOptions protection = new PassphraseOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    try {
      spec.commandLine().getOut().println(enrol(NodeId.parse(node)));
      return 0;
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private ObjectNode enrol(NodeId id) throws IOException {
    Passphrase passphrase = protection.passphrase();
    SandboxCity city = SandboxCity.keptIn(out, NodeCommand.CITY_NAME, passphrase);
    SigningKey key = hosts.isEmpty() ? city.enrol(id) : city.key(id);
    if (!hosts.isEmpty()) {
      city.enrolTls(id, HostNames.of(hosts), tls.profile());
    }
    url.ifPresent(baseUrl -> city.announce(id, baseUrl));
    NodeFolder folder = NodeFolder.in(out, id);
    if (!passphrase.isSet()) {
      spec.commandLine()
          .getErr()
          .println(
              "Warning: the private keys in "
                  + out
                  + " are not encrypted. Anyone who can read them can sign in the node's name; use"
                  + " --passphrase-env or --passphrase-file.");
    }
    return JsonNodeFactory.instance
        .objectNode()
        .put("node", id.toString())
        .put("folder", folder.path().toString())
        .put("keyId", KeyId.of(key.certificates().get(0)).toString())
        .put("notAfter", key.certificates().get(0).getNotAfter().toInstant().toString());
  }
}
