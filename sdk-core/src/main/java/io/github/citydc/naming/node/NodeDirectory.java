package io.github.citydc.naming.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A directory of the nodes of the network, with their ids, addresses and certificates.
 *
 * <pre>{@code
 * NodeDirectory directory =
 *     CachedDirectory.of(
 *         NodeDirectory.layered(
 *             NodeDirectory.fromFile(Path.of("nodes.json"), CertificateDecoder.standard()),
 *             hub,    // a HubDirectory
 *             dns));  // a DnsDirectory
 * }</pre>
 *
 * <p>An empty answer and an exception are different things: the one says that there is no such
 * node, the other that nobody could tell. Implementations are thread-safe.
 *
 * <p>To be implemented by applications: a minor version adds to it only methods that have a
 * default.
 */
@FunctionalInterface
public interface NodeDirectory {

  /**
   * Finds a node.
   *
   * @param node whom to look for
   * @return what is known, empty if there is no such node
   * @throws DirectoryUnavailableException if the directory was not reached
   * @throws UntrustedDirectoryException if it gave an answer that is not genuine
   */
  Optional<NodeEntry> find(NodeId node);

  /**
   * A directory of exactly these nodes.
   *
   * @param entries the nodes, each once
   * @return an immutable directory
   * @throws IllegalStateException if a node appears twice
   */
  static NodeDirectory of(NodeEntry... entries) {
    return of(Arrays.asList(entries));
  }

  /**
   * A directory of exactly these nodes.
   *
   * @param entries the nodes, each once
   * @return an immutable directory
   * @throws IllegalStateException if a node appears twice
   */
  static NodeDirectory of(Collection<NodeEntry> entries) {
    Map<NodeId, NodeEntry> known =
        entries.stream()
            .collect(Collectors.toUnmodifiableMap(NodeEntry::node, Function.identity()));
    return node -> Optional.ofNullable(known.get(node));
  }

  /**
   * The nodes of a file, read once: {@code {"nodes":[{"node":…,"baseUrl":…,"certificates":[…]}]}},
   * the certificates as Base64 of their DER form. Everyone who can write the file is trusted.
   *
   * @param file JSON in UTF-8
   * @param decoder reads the certificates
   * @return an immutable directory
   * @throws IOException if the file cannot be read
   * @throws IllegalArgumentException if it has another form; the message says where
   */
  static NodeDirectory fromFile(Path file, CertificateDecoder decoder) throws IOException {
    return of(NodeJson.readList(Files.readAllBytes(file), decoder));
  }

  /**
   * Several directories, asked one after the other until one knows the node. If none does, and one
   * of them was unavailable, its exception is thrown.
   *
   * @param layers the directories, the most trusted first
   * @return a directory
   */
  static NodeDirectory layered(NodeDirectory... layers) {
    return new LayeredDirectory(List.of(layers));
  }
}
