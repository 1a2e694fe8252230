package io.github.citydc.cli;

import io.github.citydc.exchange.batch.reception.BatchArchive;
import io.github.citydc.exchange.jdbc.JdbcBatchStore;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code cdx batch archive}. */
@Command(
    name = "archive",
    mixinStandardHelpOptions = true,
    description = {
      "Moves batches that are done, each with its signature and its receipt, from the tables of a node to a file, and what"
          + " was rejected before each; the records are where the node has put them.",
      "By the time in their ids. From then on the node refuses batches made before that day, since it no longer knows what"
          + " it has accepted.",
      "A crash leaves each batch in the tables, in the file, or in both."
    })
final class BatchArchiveCommand implements Callable<Integer> {

  @Mixin private DatabaseOptions database = new DatabaseOptions();

  @Mixin private ArchiveOptions archive = new ArchiveOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    try {
      return database.using(
          source ->
              archive.run(
                  BatchArchive.FORM,
                  JdbcBatchStore.on(source)::forget,
                  spec.commandLine().getOut()));
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }
}
