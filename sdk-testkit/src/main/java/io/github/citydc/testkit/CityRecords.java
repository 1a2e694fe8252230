package io.github.citydc.testkit;

import io.github.citydc.naming.node.NodeEntry;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.SigningKey;
import io.github.citydc.signing.Sm2DecryptionKey;
import io.github.citydc.signing.node.NodeFolder;
import io.github.citydc.signing.node.TlsKeys;
import io.github.citydc.signing.sandbox.SandboxCa;
import io.github.citydc.signing.trust.CertificateRequest;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What a city knows of its nodes, and where it keeps it. Implementations are thread-safe. */
interface CityRecords {

  /** The key the node got last. */
  Optional<SigningKey> key(NodeId node);

  /** The key the node got last to open what is encrypted for it. */
  Optional<Sm2DecryptionKey> decryptionKey(NodeId node);

  /** Has keys for signing and for encryption made, and keeps them. */
  SigningKey issue(SandboxCa ca, NodeId node);

  /** The authority for the JDK's TLS, made when it is asked for first. */
  SandboxCa tlsCa(String name);

  /** Keeps the TLS keys of a node in its folder. */
  NodeFolder keep(NodeId node, TlsKeys keys, CertificateRequest request);

  Optional<NodeEntry> find(NodeId node);

  /** All nodes, in the order of their ids. */
  List<NodeEntry> all();

  /** Puts another entry in the place of the one there is. */
  void change(NodeId node, Function<Optional<NodeEntry>, NodeEntry> changing);
}
