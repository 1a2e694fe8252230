package io.github.citydc.cli;

import io.github.citydc.exchange.message.MessageId;
import io.github.citydc.naming.node.NodeId;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which of what was accepted is shown. */
final class ItemOptions {

  @Option(
      names = "--sender",
      required = true,
      paramLabel = "NODEID",
      description = "Who sent it: ids are the sender's own.")
  private String sender = "";

  @Parameters(paramLabel = "ID", description = "Its id.")
  private String id = "";

  /**
   * Who sent it.
   *
   * @throws IllegalArgumentException if it is no node id
   */
  NodeId sender() {
    return NodeId.parse(sender);
  }

  /**
   * Its id.
   *
   * @throws IllegalArgumentException if it is none
   */
  MessageId id() {
    return MessageId.parse(id);
  }
}
