package io.github.citydc.naming;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Knows the nodes of the network. Implementations are thread-safe. */
@FunctionalInterface
public interface NodeDirectory {

  /**
   * Looks a node up.
   *
   * @param node whom to look for
   * @return what is known, empty if the node is unknown
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
    Map<NodeId, NodeEntry> known =
        Arrays.stream(entries)
            .collect(Collectors.toUnmodifiableMap(NodeEntry::node, Function.identity()));
    return node -> Optional.ofNullable(known.get(node));
  }
}
