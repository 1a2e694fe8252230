package io.github.citydc.cli;

import io.github.citydc.exchange.outbox.OutboxAdministration;
import io.github.citydc.exchange.outbox.OutboxState;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code cdx outbox list}. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = {
      "Prints a line of JSON for each message: messageId, state, type, receiver, sentAt, attempts, nextAttempt, reason.",
      "Exit code 1 if there are dead letters among them."
    })
final class OutboxListCommand implements Callable<Integer> {

  @Mixin private OutboxOptions outbox = new OutboxOptions();

  @Option(
      names = "--state",
      paramLabel = "STATE",
      description = "Only pending, delivered or dead ones.")
  private Optional<OutboxState> state = Optional.empty();

  @Option(
      names = "--max",
      paramLabel = "N",
      converter = AtLeastOne.class,
      defaultValue = "1000",
      description = "The largest number of each state, oldest first. Default: ${DEFAULT-VALUE}")
  private int max = 1000;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    try {
      return outbox.using(this::list);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private int list(OutboxAdministration messages) {
    PrintWriter out = spec.commandLine().getOut();
    List<OutboxState> states = state.map(List::of).orElseGet(() -> List.of(OutboxState.values()));
    int dead = 0;
    for (OutboxState each : states) {
      var entries = messages.list(each, max + 1);
      entries.stream().limit(max).forEach(entry -> out.println(OutboxOptions.shown(entry)));
      dead += each == OutboxState.DEAD ? entries.size() : 0;
      if (entries.size() > max) {
        spec.commandLine()
            .getErr()
            .println(
                "There are more "
                    + each.name().toLowerCase(Locale.ROOT)
                    + " messages than these "
                    + max
                    + ": --max shows more");
      }
    }
    return dead == 0 ? 0 : 1;
  }
}
