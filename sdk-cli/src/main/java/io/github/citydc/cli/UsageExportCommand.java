package io.github.citydc.cli;

import io.github.citydc.exchange.usage.LoggedUse;
import io.github.citydc.exchange.usage.UseFilter;
import io.github.citydc.exchange.usage.UseLog;
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

/** {@code cdx usage export}. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description = {
      "Prints all records of use, the oldest first, a line of JSON each, as an archive has them.",
      "For the authority, which may look into them (Decree 809, article 29). They stay in the database."
    })
final class UsageExportCommand implements Callable<Integer> {

  private static final int AT_ONCE = 1000;

  @Mixin private UsageOptions usage = new UsageOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    try {
      UseFilter filter = usage.filter();
      return usage.using(log -> export(log, filter));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private int export(UseLog log, UseFilter filter) {
    PrintWriter out = spec.commandLine().getOut();
    long count = 0;
    List<LoggedUse> page = log.list(filter, 0, AT_ONCE);
    while (!page.isEmpty()) {
      page.forEach(
          logged -> out.println(new String(logged.use().toJson(), StandardCharsets.UTF_8)));
      if (out.checkError()) {
        throw new UncheckedIOException(new IOException("The records of use could not be written"));
      }
      count += page.size();
      page = log.list(filter, page.get(page.size() - 1).position(), AT_ONCE);
    }
    spec.commandLine().getErr().println(count + " records of use");
    return ExitCodes.GOOD;
  }
}
