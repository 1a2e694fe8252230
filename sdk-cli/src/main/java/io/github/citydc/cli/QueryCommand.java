package io.github.citydc.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.citydc.cli.failure.Reasons;
import io.github.citydc.cli.input.InputFiles;
import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.message.ProblemException;
import io.github.citydc.exchange.query.Queries;
import io.github.citydc.exchange.query.Query;
import io.github.citydc.exchange.query.QueryAnswer;
import io.github.citydc.exchange.query.QueryVerdict;
import io.github.citydc.exchange.query.SignedAnswer;
import io.github.citydc.internal.PrivateFiles;
import io.github.citydc.internal.StrictJson;
import io.github.citydc.signing.node.NodeLink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code cdx query}. */
@Command(
    name = "query",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Asks the register of a node for one record, by its key.",
      "Prints a line of JSON: queryId, resource, type, provider, grant, answeredAt, verdict (found,"
          + " not-found, not-unique), record. Exit code 1 unless it was found."
    },
    footer = {
      "",
      "A key may name a person: what stands on the command line other users of the machine can see,"
          + " but not what is in --by-file.",
      "",
      "Example: cdx query --to https://dc.example.gov.cn --key"
          + " city/440106_11440106007482911C_grid \\",
      "           --resource 306001/000001 --by id=p-16 --purpose 核验身份 --grant g-2026-17"
    })
final class QueryCommand implements Callable<Integer> {

  @Mixin private NodeOptions node = new NodeOptions();

  @Option(
      names = "--resource",
      required = true,
      paramLabel = "CODE",
      description = "The information resource to ask, by its code.")
  private String resource = "";

  @Option(
      names = "--by",
      paramLabel = "NAME=VALUE",
      description =
          "A member of the key and its value; several if the key has several members."
              + " The provider says which keys there are.")
  private Map<String, String> key = new LinkedHashMap<>();

  @Option(
      names = "--by-file",
      paramLabel = "FILE",
      description = "A file with the key, a JSON object of texts, instead of --by.")
  private Optional<Path> keyFile = Optional.empty();

  @Option(
      names = "--purpose",
      required = true,
      paramLabel = "TEXT",
      description = "What for, in the words of the grant.")
  private String purpose = "";

  @Option(
      names = "--grant",
      paramLabel = "NUMBER",
      description = "The grant that allows it. Default: none, for what is shared unconditionally.")
  private Optional<String> grant = Optional.empty();

  @Option(
      names = "--proof",
      paramLabel = "FILE",
      description =
          "A new file for the answer with its signature, to be verified by cdx verify-answer. It"
              + " has the key and the record.")
  private Optional<Path> proof = Optional.empty();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    proof.ifPresent(this::requireNew);
    try (NodeLink link = node.link();
        ExchangeClient client = link.client().build()) {
      SignedAnswer signed = Queries.through(client).ask(link.receiver(), query());
      if (proof.isPresent()) {
        PrivateFiles.replace(proof.get(), signed.toJson());
      }
      spec.commandLine().getOut().println(shown(signed.answer()));
      return signed.answer().verdict() == QueryVerdict.FOUND ? ExitCodes.GOOD : ExitCodes.FINDINGS;
    } catch (ProblemException e) {
      return refused(e);
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  /** Before the register is asked: what is there may be an earlier answer, or a key. */
  private void requireNew(Path file) {
    Path folder = file.toAbsolutePath().resolveSibling(".").normalize();
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new ParameterException(
          spec.commandLine(),
          "--proof: " + file + " is there already and is left as it is. Name a file that is not");
    }
    if (!Files.isDirectory(folder)) {
      throw new ParameterException(
          spec.commandLine(), "--proof: there is no folder " + folder + ": make it first");
    }
  }

  /** What will be refused again is a finding; what may pass is a failure. */
  private int refused(ProblemException answer) {
    if (answer.isRetryable()) {
      throw answer;
    }
    spec.commandLine().getErr().println("cdx query: the node refuses it: " + Reasons.of(answer));
    return ExitCodes.FINDINGS;
  }

  private Query query() throws IOException {
    Map<String, String> values = keyFile.isPresent() ? read(keyFile.get()) : key;
    return Query.builder(resource).key(values).purpose(purpose).grant(grant).build();
  }

  /** The values stay out of messages. */
  private static Map<String, String> read(Path file) throws IOException {
    Map<String, String> values = new LinkedHashMap<>();
    StrictJson.read(InputFiles.bytes(file))
        .properties()
        .forEach(
            member -> {
              if (!member.getValue().isTextual()) {
                throw new IllegalArgumentException(file + " is no JSON object of texts");
              }
              values.put(member.getKey(), member.getValue().textValue());
            });
    return values;
  }

  private static ObjectNode shown(QueryAnswer answer) {
    ObjectNode line =
        JsonNodeFactory.instance
            .objectNode()
            .put("queryId", answer.queryId().toString())
            .put("resource", answer.resource())
            .put("type", answer.type().toString())
            .put("provider", answer.provider().toString());
    answer.grant().ifPresent(number -> line.put("grant", number));
    line.put("answeredAt", answer.answeredAt().toString());
    line.put("verdict", answer.verdict().wireName());
    answer.record().ifPresent(json -> line.set("record", StrictJson.read(json.toByteArray())));
    return line;
  }
}
