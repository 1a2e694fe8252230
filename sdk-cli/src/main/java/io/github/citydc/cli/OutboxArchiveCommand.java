package io.github.citydc.cli;

import io.github.citydc.exchange.outbox.DeliveredMessage;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code cdx outbox archive}. */
@Command(
    name = "archive",
    mixinStandardHelpOptions = true,
    description = {
      "Moves delivered messages with their receipts from the outbox to a file.",
      "Reconcile first: what is not in the outbox any more cannot be sent again.",
      "A crash leaves each message in the outbox, in the file, or in both."
    })
final class OutboxArchiveCommand implements Callable<Integer> {

  @Mixin private OutboxOptions outbox = new OutboxOptions();

  @Mixin private ArchiveOptions archive = new ArchiveOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    try {
      return outbox.using(
          messages ->
              archive.run(
                  DeliveredMessage.ARCHIVE_FORM, messages::forget, spec.commandLine().getOut()));
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }
}
