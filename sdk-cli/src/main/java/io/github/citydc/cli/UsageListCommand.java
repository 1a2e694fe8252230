package io.github.citydc.cli;

import io.github.citydc.exchange.usage.UseFilter;
import io.github.citydc.exchange.usage.UseLog;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code cdx usage list}. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = {
      "Prints a line of JSON for each record of use, the newest first: kind (pull, query, file), usedAt, reader, resource,"
          + " type, grant, purpose, reference, records, bytes."
    })
final class UsageListCommand implements Callable<Integer> {

  @Mixin private UsageOptions usage = new UsageOptions();

  @Option(
      names = "--max",
      paramLabel = "N",
      converter = AtLeastOne.class,
      defaultValue = "1000",
      description = "At the most so many. Default: ${DEFAULT-VALUE}")
  private int max = 1000;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    try {
      UseFilter filter = usage.filter();
      return usage.using(log -> list(log, filter));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private int list(UseLog log, UseFilter filter) {
    PrintWriter out = spec.commandLine().getOut();
    log.latest(filter, Long.MAX_VALUE, max)
        .forEach(logged -> out.println(new String(logged.use().toJson(), StandardCharsets.UTF_8)));
    return ExitCodes.GOOD;
  }
}
