package io.github.citydc.cli;

import io.github.citydc.code.ChinaTime;
import io.github.citydc.exchange.message.MessageId;
import io.github.citydc.exchange.outbox.Outbox;
import io.github.citydc.exchange.outbox.OutboxEntry;
import io.github.citydc.exchange.outbox.OutboxState;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code cdx outbox retry}. */
@Command(
    name = "retry",
    mixinStandardHelpOptions = true,
    description = {
      "Takes dead letters out, to be sent again with the same id and the same body by the next cdx send --durable, or by",
      "whatever dispatches this outbox. Prints the id of each. Exit code 1 if one is no dead letter."
    })
final class OutboxRetryCommand implements Callable<Integer> {

  private static final int AT_ONCE = 1000;

  @Mixin private OutboxOptions outbox = new OutboxOptions();

  @Option(names = "--all", description = "All dead letters.")
  private boolean all;

  @Parameters(arity = "0..*", paramLabel = "ID", description = "Ids of dead letters.")
  private List<String> ids = List.of();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    try {
      if (all != ids.isEmpty()) {
        throw new IllegalArgumentException("Either ids of dead letters, or --all");
      }
      List<MessageId> named = ids.stream().map(MessageId::parse).toList();
      return outbox.using(messages -> all ? retryAll(messages) : retry(messages, named));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private int retryAll(Outbox messages) {
    int missed = 0;
    List<OutboxEntry> dead = messages.list(OutboxState.DEAD, AT_ONCE);
    while (!dead.isEmpty() && missed == 0) {
      missed = retry(messages, dead.stream().map(entry -> entry.message().messageId()).toList());
      dead = messages.list(OutboxState.DEAD, AT_ONCE);
    }
    return missed;
  }

  private int retry(Outbox messages, List<MessageId> named) {
    int exitCode = 0;
    for (MessageId id : named) {
      if (messages.retry(id, ChinaTime.clock().instant())) {
        spec.commandLine().getOut().println("{\"messageId\":\"" + id + "\",\"state\":\"pending\"}");
      } else {
        spec.commandLine().getErr().println(OutboxOptions.noDeadLetter(messages, id));
        exitCode = 1;
      }
    }
    return exitCode;
  }
}
