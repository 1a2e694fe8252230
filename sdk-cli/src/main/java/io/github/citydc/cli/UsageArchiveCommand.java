package io.github.citydc.cli;

import io.github.citydc.exchange.jdbc.JdbcUseLog;
import io.github.citydc.exchange.usage.Use;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code cdx usage archive}. */
@Command(
    name = "archive",
    mixinStandardHelpOptions = true,
    description = {
      "Moves old records of use from the database of a node to a file.",
      "Those of the last three years stay (Decree 809, article 29)."
    })
final class UsageArchiveCommand implements Callable<Integer> {

  @Mixin private DatabaseOptions database = new DatabaseOptions();

  @Mixin private ArchiveOptions archive = new ArchiveOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    try {
      return database.using(
          source ->
              archive.run(
                  Use.ARCHIVE_FORM, JdbcUseLog.on(source)::forget, spec.commandLine().getOut()));
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }
}
