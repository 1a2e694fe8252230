package io.github.citydc.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.citydc.exchange.Inbox;
import io.github.citydc.exchange.InboxEntry;
import io.github.citydc.exchange.message.Envelope;
import io.github.citydc.exchange.message.MessageId;
import io.github.citydc.exchange.message.PreparedMessage;
import io.github.citydc.naming.node.NodeId;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code cdx inbox show}. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description = {
      "Prints one accepted message as a line of JSON, with the signature base its sender signed; without its content"
          + " unless --payload.",
      "Exit code 1 if nothing was accepted under this id."
    })
final class InboxShowCommand implements Callable<Integer> {

  @Mixin private InboxOptions inbox = new InboxOptions();

  @Mixin private ItemOptions which = new ItemOptions();

  @Option(
      names = "--payload",
      description = "With the payload as it came, which may hold personal data.")
  private boolean payload;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    try {
      NodeId from = which.sender();
      MessageId message = which.id();
      return inbox.using(messages -> show(messages, from, message));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private int show(Inbox messages, NodeId from, MessageId message) {
    Optional<InboxEntry> found = messages.find(from, message);
    if (found.isEmpty()) {
      spec.commandLine().getErr().println("There is no message " + message + " of " + from);
      return 1;
    }
    InboxEntry entry = found.get();
    Envelope envelope = PreparedMessage.of(entry.body()).envelope();
    ObjectNode json =
        InboxOptions.shown(entry.summary())
            .put("receiver", envelope.receiver().toString())
            .put("sentAt", envelope.sentAt().toString())
            .put("bodySize", entry.body().size())
            .put("signatureBase", entry.evidence().signatureBase());
    if (payload) {
      json.set("payload", envelope.payload());
    }
    spec.commandLine().getOut().println(json);
    return 0;
  }
}
