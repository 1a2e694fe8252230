package io.github.citydc.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.citydc.naming.domain.NameSuggestion;
import io.github.citydc.naming.domain.NamedOrgan;
import io.github.citydc.naming.domain.NamingFinding;
import io.github.citydc.naming.domain.NamingRules;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code cdx name suggest}. */
@Command(
    name = "suggest",
    mixinStandardHelpOptions = true,
    description = {
      "Suggests the English and the Chinese name of an organ, or of a system of it, by the rules.",
      "Prints one line of JSON. Whether the names are still free is for the registry to say."
    },
    footer = {
      "",
      "Example: cdx name suggest --division 440106 --organ 广州市天河区教育局",
      "Example: cdx name suggest --division 440100 --organ 广州市交通运输局 --system jtzl"
    })
final class NameSuggestCommand implements Callable<Integer> {

  @Mixin private OrganOptions options = new OrganOptions();

  @Option(
      names = "--system",
      paramLabel = "LABEL",
      description = "Suggest the place of this business system instead.")
  private Optional<String> system = Optional.empty();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    NamingRules rules = NamingRules.standard();
    try {
      NamedOrgan organ = options.organ();
      NameSuggestion names =
          system
              .map(label -> rules.suggestSystem(organ, label))
              .orElseGet(() -> rules.suggest(organ));
      spec.commandLine().getOut().println(json(organ, names));
      return 0;
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  private ObjectNode json(NamedOrgan organ, NameSuggestion names) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("organ", organ.name());
    json.put("kind", organ.kind().wireName());
    json.put("division", organ.division().value());
    names.english().ifPresent(name -> json.put("english", name.toString()));
    names
        .chinese()
        .ifPresent(
            name ->
                json.put("chinese", name.toString())
                    .put("chineseAscii", name.host().ascii() + name.path()));
    NamingFinding reason =
        new NamingFinding(names.rule(), NamingFinding.Weight.ADVICE, List.of(), Optional.empty());
    json.put("rule", names.rule().wireName());
    json.put("citation", names.rule().citation());
    json.put("message", reason.message(Language.of(spec).locale()));
    return json;
  }
}
