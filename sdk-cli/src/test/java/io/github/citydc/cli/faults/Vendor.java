package io.github.citydc.cli.faults;

import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.naming.node.NodeDirectory;
import io.github.citydc.naming.node.NodeEntry;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.http.HttpSignatures;
import io.github.citydc.signing.node.Passphrase;
import io.github.citydc.testkit.SandboxCity;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

/** The node that sends, and how it reaches the hub: over a wire, whatever the directory says. */
final class Vendor {

  static final NodeId HUB = NodeId.parse("440100:114401000074821105:hub");
  static final NodeId SELF = NodeId.parse("440106:11440106007482911C:grid");

  private static final int CIRCUIT_FAILURES = 5;
  private static final Duration CIRCUIT_PAUSE = Duration.ofSeconds(1);

  private Vendor() {}

  static SandboxCity city(Path folder) throws IOException {
    return SandboxCity.keptIn(folder, "Root of a City with Bad Wires", Passphrase.none());
  }

  static ExchangeClient client(SandboxCity city, int port, Clock clock) {
    return client(city, SELF, port, clock);
  }

  /** Another node's. */
  static ExchangeClient client(SandboxCity city, NodeId self, int port, Clock clock) {
    URI wire = URI.create("http://127.0.0.1:" + port + "/cdx/v1");
    NodeDirectory directory =
        node ->
            city.directory()
                .find(node)
                .map(
                    entry ->
                        node.equals(HUB) ? NodeEntry.at(wire, node, entry.certificates()) : entry);
    return ExchangeClient.builder()
        .self(self)
        .signer(HttpSignatures.signerBuilder(city.key(self)).clock(clock).build())
        .verifier(HttpSignatures.verifierBuilder(city.trust(), directory).clock(clock).build())
        .directory(directory)
        .clock(clock)
        .maxAttempts(2)
        .circuit(CIRCUIT_FAILURES, CIRCUIT_PAUSE)
        .build();
  }
}
