package io.github.citydc.cli;

import io.github.citydc.exchange.Inbox;
import io.github.citydc.naming.node.NodeId;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code cdx inbox list}. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description =
        "Prints a line of JSON for each message that was accepted, the newest first: messageId, type, operation,"
            + " sender, acceptedAt, bodyDigest.")
final class InboxListCommand implements Callable<Integer> {

  @Mixin private InboxOptions inbox = new InboxOptions();

  @Mixin private ListOptions which = new ListOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    try {
      Optional<NodeId> only = which.sender();
      return inbox.using(messages -> list(messages, only));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private int list(Inbox messages, Optional<NodeId> only) {
    PrintWriter out = spec.commandLine().getOut();
    messages.latest(only, which.max()).forEach(message -> out.println(InboxOptions.shown(message)));
    return 0;
  }
}
