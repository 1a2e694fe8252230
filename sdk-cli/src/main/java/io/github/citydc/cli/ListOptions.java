package io.github.citydc.cli;

import io.github.citydc.naming.node.NodeId;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How much of what was accepted is listed. */
final class ListOptions {

  @Option(names = "--sender", paramLabel = "NODEID", description = "Only what this node has sent.")
  private Optional<String> sender = Optional.empty();

  @Option(
      names = "--max",
      paramLabel = "N",
      converter = AtLeastOne.class,
      defaultValue = "1000",
      description = "The largest number of lines. Default: ${DEFAULT-VALUE}")
  private int max = 1000;

  /**
   * Whose only.
   *
   * @throws IllegalArgumentException if it is no node id
   */
  Optional<NodeId> sender() {
    return sender.map(NodeId::parse);
  }

  int max() {
    return max;
  }
}
