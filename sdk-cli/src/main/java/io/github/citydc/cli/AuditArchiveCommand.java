package io.github.citydc.cli;

import io.github.citydc.exchange.audit.AuditEntry;
import io.github.citydc.exchange.jdbc.JdbcAuditLog;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code cdx audit archive}. */
@Command(
    name = "archive",
    mixinStandardHelpOptions = true,
    description = {
      "Moves old entries of the audit trail from the database of a node to a file.",
      "Those of the last six months stay."
    })
final class AuditArchiveCommand implements Callable<Integer> {

  @Mixin private DatabaseOptions database = new DatabaseOptions();

  @Mixin private ArchiveOptions archive = new ArchiveOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    try {
      return database.using(
          source ->
              archive.run(
                  AuditEntry.ARCHIVE_FORM,
                  JdbcAuditLog.on(source)::forget,
                  spec.commandLine().getOut()));
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }
}
