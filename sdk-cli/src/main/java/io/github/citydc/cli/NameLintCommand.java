package io.github.citydc.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.citydc.naming.domain.GovDomain;
import io.github.citydc.naming.domain.InvalidDomainException;
import io.github.citydc.naming.domain.NameStatus;
import io.github.citydc.naming.domain.NamingFinding;
import io.github.citydc.naming.domain.NamingRules;
import io.github.citydc.naming.domain.WebName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code cdx name lint}. */
@Command(
    name = "lint",
    mixinStandardHelpOptions = true,
    description = {
      "Checks names, one a line: hosts, hosts with a path, or URLs; # begins a comment.",
      "Prints a line of JSON for each. Exit code 1 if any has an error; advice is none."
    },
    footer = {"", "Example: cdx name lint names.txt"})
final class NameLintCommand implements Callable<Integer> {

  private static final int LONGEST = 16 * 1024;

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description = "Names in UTF-8; standard input without it.")
  private Optional<Path> file = Optional.empty();

  @ArgGroup(exclusive = false, heading = "%nIf all names are those of one organ:%n")
  private @Nullable OrganOptions owner;

  @Option(
      names = "--proposed",
      description = "The names are still to be registered: what breaks a rule is an error.")
  private boolean proposed;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    if (proposed && owner == null) {
      throw new ParameterException(
          spec.commandLine(), "A proposed name is judged by its owner: add --division");
    }
    int[] counts = new int[2];
    new LineRun(file, LONGEST)
        .through(
            spec,
            (line, results) -> {
              String name = line.text().replaceFirst("#.*", "").strip();
              if (!name.isEmpty()) {
                List<NamingFinding> findings = check(name);
                results.accept(json(name, findings));
                boolean refused = findings.stream().anyMatch(NamingFinding::isError);
                counts[0] += refused ? 1 : 0;
                counts[1] += !refused && !findings.isEmpty() ? 1 : 0;
              }
            });
    spec.commandLine().getErr().printf("%d with errors, %d with advice%n", counts[0], counts[1]);
    return counts[0] == 0 ? 0 : 1;
  }

  private List<NamingFinding> check(String name) {
    NamingRules rules = NamingRules.standard();
    if (owner == null) {
      return rules.check(name);
    }
    try {
      NameStatus status = proposed ? NameStatus.PROPOSED : NameStatus.IN_USE;
      return rules.check(name, owner.organ(), status);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private ObjectNode json(String name, List<NamingFinding> findings) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("value", name);
    json.put("valid", findings.stream().noneMatch(NamingFinding::isError));
    try {
      describe(WebName.parse(name).host(), json);
    } catch (InvalidDomainException e) {
      json.put("code", e.finding().rule().wireName());
    }
    ArrayNode list = json.putArray("findings");
    for (NamingFinding finding : findings) {
      ObjectNode entry = list.addObject();
      entry.put("rule", finding.rule().wireName());
      entry.put("weight", finding.weight().name().toLowerCase(Locale.ROOT));
      entry.put("message", finding.message(Language.of(spec).locale()));
      entry.put("citation", finding.rule().citation());
      finding.suggestion().ifPresent(text -> entry.put("suggestion", text));
    }
    return json;
  }

  private static void describe(GovDomain host, ObjectNode json) {
    json.put("ascii", host.ascii());
    json.put("kind", host.kind().wireName());
    host.division().ifPresent(code -> json.put("division", code.value()));
    host.organ().ifPresent(organ -> json.put("organ", organ));
  }
}
