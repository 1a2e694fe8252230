package io.github.citydc.cli;

import io.github.citydc.cli.check.PayloadCheck;
import io.github.citydc.code.Strictness;
import io.github.citydc.exchange.batch.upload.ProgressBar;
import io.github.citydc.model.Payload;
import io.github.citydc.validation.PayloadValidator;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code cdx validate}. */
@Command(
    name = "validate",
    mixinStandardHelpOptions = true,
    description = {
      "Validates payloads, one JSON object a line, and prints a line of JSON for each violation.",
      "Files may be of any size. Exit code 1 if any payload is refused."
    },
    footer = {"", "Example: cdx validate population.person persons.ndjson"})
final class ValidateCommand implements Callable<Integer> {

  @Parameters(
      index = "0",
      paramLabel = "TYPE",
      description = "The payload type, for example population.person or population.person/1.")
  private String typeName = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "FILE.ndjson",
      description = "The payloads, one a line, in UTF-8. Default: standard input")
  private Optional<Path> file = Optional.empty();

  @Option(names = "--strict", description = "Refuses what is only remarkable by default.")
  private boolean strict;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    Class<? extends Payload> type = type();
    PayloadValidator validator =
        PayloadValidator.builder()
            .strictness(strict ? Strictness.STRICT : Strictness.LENIENT)
            .build();
    PayloadCheck check = new PayloadCheck(type, validator, Language.of(spec).locale());
    ProgressBar progress = new LineRun(file, PayloadCheck.LONGEST).through(spec, check::check);
    spec.commandLine()
        .getErr()
        .println(check.totals() + "; " + progress.perSecond(check.records()) + " records a second");
    return check.hasFoundNothing() ? 0 : 1;
  }

  private Class<? extends Payload> type() {
    try {
      return TypeName.record(typeName);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }
}
