package io.github.citydc.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.citydc.exchange.message.Envelope;
import io.github.citydc.exchange.message.MessageId;
import io.github.citydc.exchange.outbox.OutboxEntry;
import io.github.citydc.exchange.outbox.OutboxHistory;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code cdx outbox show}. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description = {
      "Prints one message as a line of JSON, with its receipt if it was delivered; without its content unless --payload.",
      "Exit code 1 if there is no such message."
    })
final class OutboxShowCommand implements Callable<Integer> {

  @Mixin private OutboxOptions outbox = new OutboxOptions();

  @Option(names = "--payload", description = "With the payload, which may hold personal data.")
  private boolean payload;

  @Parameters(paramLabel = "ID", description = "The id of the message.")
  private String id = "";

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    try {
      MessageId message = MessageId.parse(id);
      return outbox.using(messages -> show(messages, message));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private int show(OutboxHistory messages, MessageId message) {
    Optional<OutboxEntry> found = messages.find(message);
    if (found.isEmpty()) {
      spec.commandLine().getErr().println("There is no message " + message);
      return 1;
    }
    Envelope envelope = found.get().message().envelope();
    ObjectNode json =
        OutboxOptions.shown(found.get())
            .put("operation", envelope.operation().wireName())
            .put("sender", envelope.sender().toString())
            .put("bodySize", found.get().message().body().size());
    messages
        .receipt(message)
        .ifPresent(
            receipt ->
                json.putObject("receipt")
                    .put("acceptedAt", receipt.receipt().acceptedAt().toString())
                    .put("bodyDigest", receipt.receipt().bodyDigest().shortText()));
    if (payload) {
      json.set("payload", envelope.payload());
    }
    spec.commandLine().getOut().println(json);
    return 0;
  }
}
