package io.github.citydc.cli;

import io.github.citydc.exchange.audit.AuditFilter;
import io.github.citydc.exchange.audit.AuditLog;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code cdx audit list}. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = {
      "Prints a line of JSON for each entry, the newest first: at, self, node (if verified), address, action, subject, type,"
          + " verdict (accepted, duplicate, refused, lost), code, bytes, times, trace."
    })
final class AuditListCommand implements Callable<Integer> {

  @Mixin private AuditOptions audit = new AuditOptions();

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
      AuditFilter filter = audit.filter();
      return audit.using(log -> list(log, filter));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private int list(AuditLog log, AuditFilter filter) {
    PrintWriter out = spec.commandLine().getOut();
    log.latest(filter, Long.MAX_VALUE, max)
        .forEach(
            logged -> out.println(new String(logged.entry().toJson(), StandardCharsets.UTF_8)));
    return ExitCodes.GOOD;
  }
}
