package io.github.citydc.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.citydc.model.PayloadJson;
import io.github.citydc.model.PayloadType;
import io.github.citydc.model.standard.InterfaceStandard;
import io.github.citydc.model.standard.PayloadTypes;
import io.github.citydc.model.standard.SpoiledExample;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code cdx schema}. */
@Command(
    name = "schema",
    mixinStandardHelpOptions = true,
    description = {
      "Prints the JSON Schema of a payload type, or an example of it.",
      "Without a type: the types, a line of JSON for each."
    },
    footer = {
      "",
      "Examples: cdx schema population.person",
      "          cdx schema --example community.event/1"
    })
final class SchemaCommand implements Callable<Integer> {

  private static final String FIRST_MAJOR = "/1";

  @Parameters(
      arity = "0..1",
      paramLabel = "TYPE",
      description = "For example population.person/1; without a major version, version 1.")
  private String type = "";

  @ArgGroup private What what = new What();

  @Spec private CommandSpec spec = CommandSpec.create();

  /** What to print in place of the schema. */
  private static final class What {

    @Option(names = "--example", description = "Print a valid example.")
    private boolean example;

    @Option(
        names = "--spoiled",
        description = "Print spoiled examples, a line of JSON for each, and what is wrong with it.")
    private boolean spoiled;

    @Option(names = "--openapi", description = "Print the OpenAPI description of the HTTP binding.")
    private boolean openApi;
  }

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    if (what.openApi) {
      out.print(InterfaceStandard.openApi());
    } else if (type.isEmpty()) {
      PayloadTypes.standard().types().forEach(known -> out.println(line(known)));
    } else if (what.spoiled) {
      InterfaceStandard.spoiledExamples(known()).forEach(example -> out.println(line(example)));
    } else {
      out.print(what.example ? required(InterfaceStandard.example(known())) : schema(known()));
    }
    out.flush();
    return 0;
  }

  private PayloadType known() {
    try {
      PayloadType parsed = PayloadType.parse(type.contains("/") ? type : type + FIRST_MAJOR);
      if (PayloadTypes.standard().find(parsed).isPresent()) {
        return parsed;
      }
    } catch (IllegalArgumentException e) {
      throw new CommandLine.ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
    }
    throw new CommandLine.ParameterException(
        spec.commandLine(), "There is no payload type " + type + "; cdx schema lists them");
  }

  private static ObjectNode line(PayloadType type) {
    ObjectNode schema =
        PayloadJson.standard().readObject(schema(type).getBytes(StandardCharsets.UTF_8));
    return JsonNodeFactory.instance
        .objectNode()
        .put("type", type.toString())
        .put("title", schema.path("title").textValue());
  }

  private static ObjectNode line(SpoiledExample example) {
    PayloadJson json = PayloadJson.standard();
    ObjectNode line = JsonNodeFactory.instance.objectNode().put("name", example.name());
    line.set("payload", json.readObject(example.json().getBytes(StandardCharsets.UTF_8)));
    example
        .violations()
        .forEach(
            violation ->
                line.withArray("violations")
                    .addObject()
                    .put("pointer", violation.pointer())
                    .put("code", violation.code()));
    return line;
  }

  private static String schema(PayloadType type) {
    return required(InterfaceStandard.schema(type));
  }

  private static String required(Optional<String> file) {
    return file.orElseThrow();
  }
}
