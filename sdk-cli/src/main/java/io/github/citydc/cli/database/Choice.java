package io.github.citydc.cli.database;

import io.github.citydc.naming.node.NodeId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Which of the nodes in a database is meant. */
final class Choice {

  private Choice() {}

  /**
   * The node that is named, or the only one.
   *
   * @throws IllegalArgumentException if there is none, or a choice
   */
  static NodeId of(List<NodeId> nodes, Optional<NodeId> named) {
    if (named.isPresent()) {
      if (!nodes.isEmpty() && !nodes.contains(named.get())) {
        throw new IllegalArgumentException(
            "The database has nothing of " + named.get() + ", only of " + list(nodes));
      }
      return named.get();
    }
    if (nodes.size() > 1) {
      throw new IllegalArgumentException(
          "Several nodes use this database; name one with --node: " + list(nodes));
    }
    if (nodes.isEmpty()) {
      throw new IllegalArgumentException(
          "No node has used this database yet; name yours with --node");
    }
    return nodes.get(0);
  }

  private static String list(List<NodeId> nodes) {
    return nodes.stream().map(NodeId::toString).collect(Collectors.joining(", "));
  }
}
