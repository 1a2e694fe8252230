package io.github.citydc.testkit;

import io.github.citydc.naming.node.NodeEntry;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.SigningKey;
import io.github.citydc.signing.Sm2DecryptionKey;
import io.github.citydc.signing.node.NodeFolder;
import io.github.citydc.signing.node.TlsKeys;
import io.github.citydc.signing.sandbox.SandboxCa;
import io.github.citydc.signing.trust.CertificateRequest;
import io.github.citydc.signing.trust.DualKeys;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** The records of a city that ends with this JVM. */
final class CityInMemory implements CityRecords {

  private final Map<NodeId, DualKeys> keys = new ConcurrentHashMap<>();
  private final Map<NodeId, NodeEntry> nodes = new ConcurrentHashMap<>();
  private final Map<String, SandboxCa> tlsCas = new ConcurrentHashMap<>();

  @Override
  public Optional<SigningKey> key(NodeId node) {
    return Optional.ofNullable(keys.get(node)).map(DualKeys::signing);
  }

  @Override
  public SigningKey issue(SandboxCa ca, NodeId node) {
    DualKeys both = ca.issueDual(node);
    keys.put(node, both);
    return both.signing();
  }

  @Override
  public Optional<Sm2DecryptionKey> decryptionKey(NodeId node) {
    return Optional.ofNullable(keys.get(node)).map(DualKeys::decryption);
  }

  @Override
  public SandboxCa tlsCa(String name) {
    return tlsCas.computeIfAbsent(name, SandboxCa::createForTls);
  }

  /** Not supported: the keys could not be opened again. */
  @Override
  public NodeFolder keep(NodeId node, TlsKeys tls, CertificateRequest request) {
    throw new IllegalStateException("This city is kept in no folder");
  }

  @Override
  public Optional<NodeEntry> find(NodeId node) {
    return Optional.ofNullable(nodes.get(node));
  }

  @Override
  public List<NodeEntry> all() {
    return nodes.values().stream()
        .sorted(Comparator.comparing(entry -> entry.node().toString()))
        .toList();
  }

  @Override
  public void change(NodeId node, Function<Optional<NodeEntry>, NodeEntry> changing) {
    nodes.compute(node, (id, entry) -> changing.apply(Optional.ofNullable(entry)));
  }
}
