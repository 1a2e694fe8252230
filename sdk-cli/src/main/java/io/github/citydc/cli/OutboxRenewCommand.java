package io.github.citydc.cli;

import io.github.citydc.code.ChinaTime;
import io.github.citydc.exchange.message.MessageId;
import io.github.citydc.exchange.outbox.Outbox;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code cdx outbox renew}. */
@Command(
    name = "renew",
    mixinStandardHelpOptions = true,
    description = {
      "Makes new messages of dead letters, on purpose: for a receiver that refuses the old ones since it no longer knows",
      "what it accepted then. Each has the same payload, a new id, and the old id as its member \"replaces\".",
      "The receiver takes it as another message: make sure before, with its operator, that it has not got the old one.",
      "Prints both ids of each. Exit code 1 if one is no dead letter."
    })
final class OutboxRenewCommand implements Callable<Integer> {

  @Mixin private OutboxOptions outbox = new OutboxOptions();

  @Parameters(arity = "1..*", paramLabel = "ID", description = "Ids of dead letters.")
  private List<String> ids = List.of();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    try {
      List<MessageId> named = ids.stream().map(MessageId::parse).toList();
      return outbox.using(messages -> renew(messages, named));
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private int renew(Outbox messages, List<MessageId> named) {
    int exitCode = 0;
    for (MessageId id : named) {
      Optional<MessageId> renewed = messages.renew(id, ChinaTime.clock().instant());
      if (renewed.isPresent()) {
        spec.commandLine()
            .getOut()
            .println(
                "{\"messageId\":\""
                    + renewed.get()
                    + "\",\"replaces\":\""
                    + id
                    + "\",\"state\":\"pending\"}");
      } else {
        spec.commandLine().getErr().println(OutboxOptions.noDeadLetter(messages, id));
        exitCode = 1;
      }
    }
    return exitCode;
  }
}
