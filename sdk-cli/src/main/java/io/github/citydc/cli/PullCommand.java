package io.github.citydc.cli;

import io.github.citydc.cli.pull.ChangeLines;
import io.github.citydc.cli.pull.CursorFile;
import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.batch.upload.ProgressBar;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.ProblemException;
import io.github.citydc.exchange.records.CursorKey;
import io.github.citydc.exchange.records.OfferedRecords;
import io.github.citydc.exchange.records.RecordPage;
import io.github.citydc.exchange.records.RecordQuery;
import io.github.citydc.exchange.sharing.ReadIntent;
import io.github.citydc.model.PayloadType;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.node.NodeLink;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code cdx pull}. */
@Command(
    name = "pull",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Pulls the records a node offers, until there is nothing more at present.",
      "Prints a line of JSON for each change, in the order they were committed: type, resource, id,"
          + " operation (upsert, delete), changedAt, payload."
    },
    footer = {
      "",
      "With --cursor, the same command goes on where it was. The file is replaced when the changes"
          + " of a page are written;",
      "if the process is killed in between, the last page is printed again: drop what you have by"
          + " resource and id.",
      "The file belongs to one node, type and resource, and one process at a time uses it; for"
          + " others it is refused.",
      "",
      "Example: cdx pull --to http://127.0.0.1:8080/cdx/v1 --key"
          + " city/440106_11440106007482911C_grid \\",
      "           --type population.person --cursor persons.cursor >> persons.ndjson"
    })
final class PullCommand implements Callable<Integer> {

  @Mixin private NodeOptions node = new NodeOptions();

  @Option(
      names = "--type",
      required = true,
      paramLabel = "TYPE",
      description = "The payload type, for example population.person or population.person/1.")
  private String typeName = "";

  @Option(
      names = "--resource",
      paramLabel = "CODE",
      description = "Records of this information resource only. Default: all this node may read.")
  private Optional<String> resource = Optional.empty();

  @Option(
      names = "--grant",
      paramLabel = "NUMBER",
      description = "The grant it is read under, if this node has several of the resource.")
  private Optional<String> grant = Optional.empty();

  @Option(
      names = "--purpose",
      paramLabel = "WORDS",
      description = "The purpose of use, in the words of the grant.")
  private Optional<String> purpose = Optional.empty();

  @Option(
      names = "--cursor",
      paramLabel = "FILE",
      description = "Where to keep how far it is; made if it is not there. Default: nowhere")
  private Optional<Path> cursor = Optional.empty();

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "1000",
      description = "The largest number of changes per page, 1 to 10000. Default: ${DEFAULT-VALUE}")
  private int limit = RecordQuery.DEFAULT_LIMIT;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    try {
      PayloadType type = PayloadType.of(TypeName.record(typeName));
      RecordQuery query =
          RecordQuery.builder(type)
              .resource(resource)
              .intent(new ReadIntent(grant, purpose))
              .limit(limit)
              .build();
      try {
        pull(query);
        return ExitCodes.GOOD;
      } catch (ProblemException e) {
        if (e.problem().code().equals(ProblemCode.NOT_FOUND)) {
          return nothingThere(query, e);
        }
        throw e;
      }
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private void pull(RecordQuery query) throws IOException {
    NodeLink link = node.link();
    ExchangeClient client = link.client().build();
    NodeId source = link.receiver();
    if (cursor.isEmpty()) {
      pull(client, source, query, Optional.empty(), next -> {});
      return;
    }
    try (CursorFile file =
        CursorFile.open(cursor.get(), new CursorKey(source, query.type(), query.resource()))) {
      try {
        pull(client, source, query, file.cursor(), file::write);
      } catch (ProblemException e) {
        if (file.cursor().isPresent() && e.problem().code().equals(ProblemCode.NOT_FOUND)) {
          throw new IllegalStateException(
              ("The node has no log any more in which the cursor in %s stands: its database was restored or"
                      + " replaced (%s). Remove the file to begin again; all records come once more, from the"
                      + " first one on")
                  .formatted(cursor.get(), e.problem().detail()),
              e);
        }
        throw e;
      }
    }
  }

  private int nothingThere(RecordQuery query, ProblemException answer) {
    spec.commandLine()
        .getErr()
        .println(
            "cdx pull: the node offers no records of "
                + query.type()
                + query.resource().map(code -> " in the resource " + code).orElse("")
                + " to this node: "
                + answer.problem().detail()
                + ". Ask its operator; a sandbox node offers what cdx node --offer names");
    return ExitCodes.FINDINGS;
  }

  /** Keeps how far it is. */
  @FunctionalInterface
  private interface Keeping {

    void keep(String next) throws IOException;
  }

  private void pull(
      ExchangeClient client,
      NodeId source,
      RecordQuery query,
      Optional<String> from,
      Keeping keeping)
      throws IOException {
    ChangeLines lines = new ChangeLines(spec.commandLine().getOut());
    Optional<String> next = from;
    ProgressBar progress = ProgressBar.onStandardError();
    long pulled = 0;
    boolean more = true;
    while (more) {
      RecordPage page =
          OfferedRecords.through(client).page(source, query.toBuilder().cursor(next).build());
      lines.print(page.changes());
      keeping.keep(page.next());
      pulled += page.changes().size();
      next = Optional.of(page.next());
      more = page.more();
      progress.at(pulled, 0, "changes");
    }
    progress.end();
    spec.commandLine().getErr().println(pulled + " changes");
  }
}
