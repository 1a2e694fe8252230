package io.github.citydc.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.citydc.cli.check.CheckKind;
import io.github.citydc.cli.check.CheckKinds;
import io.github.citydc.cli.check.CheckVerdict;
import io.github.citydc.cli.lines.Line;
import io.github.citydc.code.Strictness;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code cdx check}. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = {
      "Checks identifiers, names and codes, one a line, and prints a line of JSON for each.",
      "Exit code 1 if any is not valid."
    },
    footer = {
      "",
      "Examples: echo 11010519491231002X | cdx check citizen-id",
      "          cdx check credit-code --strict organizations.txt",
      "          cdx check --list"
    })
final class CheckCommand implements Callable<Integer> {

  private static final int LONGEST = 64 * 1024;
  private static final int SHOWN = 200;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "KIND",
      description = "What the values should be; see --list.")
  private Optional<String> kindName = Optional.empty();

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "FILE",
      description = "The values, one a line, in UTF-8. Default: standard input")
  private Optional<Path> file = Optional.empty();

  @Option(names = "--list", description = "Prints every kind with its title and standard.")
  private boolean list;

  @Option(
      names = "--strict",
      description = "Refuses what is accepted with a remark by default, as a division of 1986.")
  private boolean strict;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    if (list) {
      CheckKinds.all().forEach(kind -> spec.commandLine().getOut().println(describe(kind)));
      return 0;
    }
    return check(kind());
  }

  private CheckKind kind() {
    String name =
        kindName.orElseThrow(
            () -> new ParameterException(spec.commandLine(), "Which KIND? See cdx check --list"));
    return CheckKinds.find(name)
        .orElseThrow(
            () ->
                new ParameterException(
                    spec.commandLine(), "There is no kind " + name + "; see cdx check --list"));
  }

  private int check(CheckKind kind) throws IOException {
    long[] counts = new long[2];
    new LineRun(file, LONGEST)
        .through(
            spec,
            (line, results) -> {
              CheckVerdict verdict = verdict(kind, line);
              results.accept(describe(line, verdict));
              counts[verdict.valid() ? 0 : 1]++;
            });
    spec.commandLine().getErr().printf("%d valid, %d not valid%n", counts[0], counts[1]);
    return counts[1] == 0 ? 0 : 1;
  }

  private CheckVerdict verdict(CheckKind kind, Line line) {
    if (line.isCut()) {
      return CheckVerdict.refused(
          "line.too-long", -1, say("Line: it has more than %d bytes", "行：超过%d字节", LONGEST));
    }
    int malformed = line.malformedAt();
    return malformed < 0
        ? kind.check(
            line.text(),
            strict ? Strictness.STRICT : Strictness.LENIENT,
            Language.of(spec).locale())
        : CheckVerdict.refused(
            "line.utf-8",
            -1,
            say("Line: byte %d does not belong to UTF-8", "行：第%d字节不是 UTF-8 编码", malformed + 1));
  }

  private String say(String english, String chinese, int number) {
    return String.format(Locale.ROOT, Language.of(spec).choose(english, chinese), number);
  }

  private ObjectNode describe(CheckKind kind) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("kind", kind.name())
        .put("title", kind.title(Language.of(spec).locale()))
        .put("standard", kind.standard());
  }

  private static ObjectNode describe(Line line, CheckVerdict verdict) {
    String text = line.text();
    ObjectNode result =
        JsonNodeFactory.instance
            .objectNode()
            .put("value", line.isCut() ? text.substring(0, SHOWN) + "…" : text)
            .put("valid", verdict.valid());
    verdict
        .remark()
        .ifPresent(
            remark ->
                result
                    .put("code", remark.code())
                    .put("position", remark.position())
                    .put("message", remark.message()));
    if (verdict.valid()) {
      ObjectNode parsed = result.putObject("parsed");
      verdict.parts().forEach(parsed::put);
    }
    return result;
  }
}
