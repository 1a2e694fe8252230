package io.github.citydc.cli;

import io.github.citydc.exchange.InboxEntry;
import io.github.citydc.exchange.jdbc.JdbcInbox;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code cdx inbox archive}. */
@Command(
    name = "archive",
    mixinStandardHelpOptions = true,
    description = {
      "Moves accepted messages, each with its signature and its receipt, from the inbox of a node to a file.",
      "By the time in their ids. From then on the node refuses messages made before that day, since it no longer knows what"
          + " it has accepted.",
      "A crash leaves each message in the inbox, in the file, or in both."
    })
final class InboxArchiveCommand implements Callable<Integer> {

  @Mixin private DatabaseOptions database = new DatabaseOptions();

  @Mixin private ArchiveOptions archive = new ArchiveOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    try {
      return database.using(
          source ->
              archive.run(
                  InboxEntry.ARCHIVE_FORM,
                  JdbcInbox.on(source)::forget,
                  spec.commandLine().getOut()));
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }
}
