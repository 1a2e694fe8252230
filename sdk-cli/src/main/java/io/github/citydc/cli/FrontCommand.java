package io.github.citydc.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.citydc.cli.front.Front;
import io.github.citydc.cli.front.FrontCheck;
import io.github.citydc.cli.front.config.ConfigException;
import io.github.citydc.cli.front.config.ConfigReader;
import io.github.citydc.cli.front.config.FrontConfig;
import io.github.citydc.code.ChinaTime;
import io.github.citydc.exchange.Health;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code cdx front}. */
@Command(
    name = "front",
    mixinStandardHelpOptions = true,
    description = {
      "Runs a front-end machine for systems that do not embed the library, until it receives SIGTERM or Ctrl-C.",
      "It takes rows of a table, files of a folder and JSON over HTTP, sends each as a signed message, and gives the"
          + " result back in the same way; it puts what it receives into a table, a folder or a webhook.",
      "Prints one line of JSON when it is ready: front, http, inbound, pid. After a stop or a crash, the same command"
          + " continues."
    },
    footer = {
      "",
      "Example: cdx front --example > front.yaml",
      "         cdx front --script postgresql | psql front",
      "         cdx front --check front.yaml",
      "         cdx front front.yaml"
    })
final class FrontCommand implements Callable<Integer> {

  private static final String PLACE = "/META-INF/citydc/front/";

  /** The databases there is a script for. */
  enum Script {
    H2,
    POSTGRESQL
  }

  @Parameters(arity = "0..1", paramLabel = "FILE", description = "The settings, in YAML.")
  private Optional<Path> file = Optional.empty();

  @Option(
      names = "--check",
      description =
          "Only looks: prints what is wrong, and what would be done. Exit code 1 if anything is wrong.")
  private boolean check;

  @Option(names = "--example", description = "Prints settings to begin with.")
  private boolean example;

  @Option(
      names = "--script",
      paramLabel = "DATABASE",
      description = "Prints the script of the tables for a database: ${COMPLETION-CANDIDATES}.")
  private Optional<Script> script = Optional.empty();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (example) {
      return print("front.yaml");
    }
    if (script.isPresent()) {
      return print(script.get().name().toLowerCase(Locale.ROOT) + ".sql");
    }
    FrontConfig config;
    try {
      config = ConfigReader.read(required(), TypeName::record);
    } catch (ConfigException e) {
      return wrong(e);
    }
    return check ? check(config) : run(config);
  }

  private Path required() {
    return file.orElseThrow(
        () ->
            new ParameterException(
                spec.commandLine(), "The file of settings is missing; --example prints one"));
  }

  private int print(String resource) throws IOException {
    try (InputStream in = FrontCommand.class.getResourceAsStream(PLACE + resource)) {
      if (in == null) {
        throw new IllegalStateException("The file " + resource + " is not in this build");
      }
      spec.commandLine().getOut().print(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      spec.commandLine().getOut().flush();
      return ExitCodes.GOOD;
    }
  }

  private int wrong(ConfigException e) {
    if (!check) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
    e.faults()
        .forEach(
            fault ->
                spec.commandLine()
                    .getOut()
                    .println(
                        JsonNodeFactory.instance
                            .objectNode()
                            .put("line", fault.line())
                            .put("ok", false)
                            .put("detail", fault.message())));
    return ExitCodes.FINDINGS;
  }

  private int check(FrontConfig config) {
    List<Health.Check> found = FrontCheck.of(config, ChinaTime.clock());
    for (Health.Check each : found) {
      spec.commandLine()
          .getOut()
          .println(
              JsonNodeFactory.instance
                  .objectNode()
                  .put("check", each.name())
                  .put("ok", each.healthy())
                  .put("detail", each.detail()));
    }
    return found.stream().allMatch(Health.Check::healthy) ? ExitCodes.GOOD : ExitCodes.FINDINGS;
  }

  private int run(FrontConfig config) throws IOException, InterruptedException {
    Front front;
    try {
      front =
          Front.start(
              config,
              new Front.Surroundings(
                  TypeName::record, Language.of(spec).locale(), ChinaTime.clock()));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
    Runnable stopping =
        () -> {
          front.close();
          spec.commandLine().getErr().println("The front-end machine has stopped.");
        };
    Runtime.getRuntime().addShutdownHook(new Thread(stopping, "cdx-front-stop"));
    ObjectNode ready = JsonNodeFactory.instance.objectNode().put("front", front.self().toString());
    front.httpPort().ifPresent(port -> ready.put("http", port));
    front.inboundPort().ifPresent(port -> ready.put("inbound", port));
    spec.commandLine().getOut().println(ready.put("pid", ProcessHandle.current().pid()));
    new CountDownLatch(1).await();
    return ExitCodes.GOOD;
  }
}
