package io.github.citydc.cli;

import io.github.citydc.exchange.audit.AuditFilter;
import io.github.citydc.exchange.audit.AuditLog;
import io.github.citydc.exchange.audit.LoggedEntry;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code cdx audit export}. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description =
        "Prints all entries, the oldest first, a line of JSON each, as an archive has them. They stay in the database.")
final class AuditExportCommand implements Callable<Integer> {

  private static final int AT_ONCE = 1000;

  @Mixin private AuditOptions audit = new AuditOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    try {
      AuditFilter filter = audit.filter();
      return audit.using(log -> export(log, filter));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private int export(AuditLog log, AuditFilter filter) {
    PrintWriter out = spec.commandLine().getOut();
    long count = 0;
    List<LoggedEntry> page = log.list(filter, 0, AT_ONCE);
    while (!page.isEmpty()) {
      page.forEach(
          logged -> out.println(new String(logged.entry().toJson(), StandardCharsets.UTF_8)));
      if (out.checkError()) {
        throw new UncheckedIOException(new IOException("The audit trail could not be written"));
      }
      count += page.size();
      page = log.list(filter, page.get(page.size() - 1).position(), AT_ONCE);
    }
    spec.commandLine().getErr().println(count + " entries");
    return ExitCodes.GOOD;
  }
}
