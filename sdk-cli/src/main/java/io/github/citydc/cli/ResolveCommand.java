package io.github.citydc.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.citydc.cli.failure.Reasons;
import io.github.citydc.cli.input.InputFiles;
import io.github.citydc.code.ChinaTime;
import io.github.citydc.naming.dns.DnsDirectory;
import io.github.citydc.naming.node.CertificateDecoder;
import io.github.citydc.naming.node.DirectoryException;
import io.github.citydc.naming.node.DirectoryUnavailableException;
import io.github.citydc.naming.node.NodeCertificateCheck;
import io.github.citydc.naming.node.NodeDirectory;
import io.github.citydc.naming.node.NodeEntry;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.naming.plan.NamingPlan;
import io.github.citydc.signing.trust.DirectoryTrust;
import io.github.citydc.signing.trust.TrustStore;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code cdx resolve}. */
@Command(
    name = "resolve",
    mixinStandardHelpOptions = true,
    description = {
      "Finds a node: its host by the naming plan, and where it answers by a file or by DNS.",
      "Prints one line of JSON. Exit code 1 if it is not found or not trusted, 3 if no source answered."
    },
    footer = {
      "",
      "Example: cdx resolve 440106:11440106007482911C:grid",
      "Example: cdx resolve --trust city-ca.pem --dns 10.1.1.53 440106:11440106007482911C:grid"
    })
final class ResolveCommand implements Callable<Integer> {

  private static final int DNS_PORT = 53;

  @Parameters(paramLabel = "NODEID", description = "<division>:<organization>:<system>")
  private String id = "";

  @Option(
      names = "--plan",
      paramLabel = "JSON",
      description = "The naming plan; without it, the one of Guangzhou.")
  private Optional<Path> plan = Optional.empty();

  @Option(names = "--directory", paramLabel = "JSON", description = "A file with nodes.")
  private Optional<Path> file = Optional.empty();

  @Option(
      names = "--trust",
      paramLabel = "PEM",
      description = "Query DNS, and trust certificates that chain to these roots.")
  private Optional<Path> trust = Optional.empty();

  @Option(
      names = "--dns",
      paramLabel = "HOST[:PORT]",
      description = "The DNS server; without it, those of the system.")
  private Optional<String> server = Optional.empty();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("node", id);
    try {
      NodeId node = NodeId.parse(id);
      NamingPlan names =
          plan.isPresent()
              ? NamingPlan.parse(InputFiles.text(plan.get(), StandardCharsets.UTF_8))
              : NamingPlan.guangzhou();
      names.host(node).ifPresent(host -> json.put("host", host.ascii()));
      names.baseUrl(node).ifPresent(url -> json.put("planned", url.toString()));
      boolean planOnly = file.isEmpty() && trust.isEmpty();
      int exitCode =
          planOnly ? found(names.host(node).isPresent()) : find(directory(names), node, json);
      spec.commandLine().getOut().println(json);
      return exitCode;
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private NodeDirectory directory(NamingPlan names) throws IOException {
    List<NodeDirectory> layers = new ArrayList<>();
    CertificateDecoder decoder = DirectoryTrust.decoder();
    if (file.isPresent()) {
      layers.add(NodeDirectory.fromFile(InputFiles.required(file.get()), decoder));
    }
    if (trust.isPresent()) {
      NodeCertificateCheck check =
          DirectoryTrust.check(
              TrustStore.ofPem(InputFiles.required(trust.get())), ChinaTime.clock());
      DnsDirectory.Builder dns = DnsDirectory.builder(names, check).decoder(decoder);
      server.ifPresent(text -> dns.servers(address(text)));
      layers.add(dns.build());
    }
    return NodeDirectory.layered(layers.toArray(NodeDirectory[]::new));
  }

  private static InetSocketAddress address(String text) {
    int colon = text.lastIndexOf(':');
    boolean alone = colon < 0 || text.indexOf(':') != colon;
    return alone
        ? new InetSocketAddress(text, DNS_PORT)
        : new InetSocketAddress(
            text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
  }

  private static int find(NodeDirectory directory, NodeId node, ObjectNode json) {
    try {
      Optional<NodeEntry> found = directory.find(node);
      json.put("outcome", found.isPresent() ? "found" : "not-found");
      found.flatMap(NodeEntry::baseUrl).ifPresent(url -> json.put("baseUrl", url.toString()));
      found.ifPresent(entry -> json.put("certificates", entry.certificates().size()));
      return found(found.isPresent());
    } catch (DirectoryException e) {
      boolean unavailable = e instanceof DirectoryUnavailableException;
      json.put("outcome", unavailable ? "unavailable" : "untrusted");
      json.put("reason", Reasons.of(e));
      return unavailable ? ExitCodes.FAILED : ExitCodes.FINDINGS;
    }
  }

  private static int found(boolean isThere) {
    return isThere ? ExitCodes.GOOD : ExitCodes.FINDINGS;
  }
}
