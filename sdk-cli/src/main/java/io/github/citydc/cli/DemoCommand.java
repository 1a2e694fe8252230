package io.github.citydc.cli;

import io.github.citydc.cli.demo.Demonstration;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code cdx demo}. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = {
      "Runs a whole exchange on this machine: a city hub with a database, a district's system that sends it a real notice"
          + " and 1,000 persons, and five attacks. Everything is signed with SM2 and verified.",
      "Exit code 1 if anything differs from what it should be."
    })
final class DemoCommand implements Callable<Integer> {

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "cdx-demo",
      description =
          "Where database, receipts and root certificate are left. Default: ${DEFAULT-VALUE}")
  private Path out = Path.of("cdx-demo");

  @Option(
      names = "--persons",
      paramLabel = "N",
      defaultValue = "1000",
      description = "How many persons are sent; every 50th is spoiled. Default: ${DEFAULT-VALUE}")
  private int persons = 1000;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    return new Demonstration(out, persons, spec.commandLine().getOut()).run() ? 0 : 1;
  }
}
