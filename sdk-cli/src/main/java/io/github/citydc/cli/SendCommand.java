package io.github.citydc.cli;

import io.github.citydc.cli.database.Database;
import io.github.citydc.cli.failure.Reasons;
import io.github.citydc.cli.lines.LineReader;
import io.github.citydc.cli.send.Attachments;
import io.github.citydc.cli.send.DirectSending;
import io.github.citydc.cli.send.DurableSending;
import io.github.citydc.cli.send.MessageLines;
import io.github.citydc.cli.send.Outcome;
import io.github.citydc.cli.send.Results;
import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.message.ExchangeException;
import io.github.citydc.model.Payload;
import io.github.citydc.model.document.OfficialDocument;
import io.github.citydc.naming.node.DirectoryException;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.node.NodeLink;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
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
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code cdx send}. */
@Command(
    name = "send",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Sends payloads to a node: each is validated, signed, sent, and its receipt verified.",
      "FILE holds one JSON object a line; a file named *.json holds a single one on any number of"
          + " lines.",
      "Prints a line of JSON for each: line, outcome (accepted, refused, dead, invalid, malformed),"
          + " the receipt or why there is none. Exit code 1 if any was not accepted, 3 if the node does not"
          + " answer and the rest was not tried."
    },
    footer = {
      "",
      "Without --durable, each receipt is waited for, and what is not accepted is not kept. If the"
          + " node is down, the",
      "command ends and names the line; --from goes on there.",
      "",
      "With --durable, messages are stored in an outbox before they are sent, together with how far"
          + " FILE was read, in",
      "one transaction. Then they are sent until each is delivered or a dead letter, through"
          + " restarts of the node. If",
      "this process is killed, run the same command again: it goes on with the messages that are"
          + " stored, with the same",
      "ids, and with the first line that was not read. Lines may be appended to FILE meanwhile;"
          + " lines that were read",
      "must be the same, which is checked. A job is known by --job, by default the path of FILE.",
      "",
      "Example: cdx send --to http://127.0.0.1:8080/cdx/v1 --key"
          + " city/440106_11440106007482911C_grid \\",
      "           --type population.person --durable outbox --receipts receipts persons.ndjson"
    })
final class SendCommand implements Callable<Integer> {

  private static final String JSON = ".json";

  @Mixin private NodeOptions node = new NodeOptions();

  @Option(
      names = "--type",
      required = true,
      paramLabel = "TYPE",
      description = "The payload type, for example population.person or population.person/1.")
  private String typeName = "";

  @Mixin private DeliveryOptions delivery = new DeliveryOptions();

  @Option(
      names = "--from",
      paramLabel = "LINE",
      defaultValue = "1",
      description = "The first line that is sent. Not with --durable.")
  private long first = 1;

  @Option(
      names = "--durable",
      paramLabel = "DB",
      description =
          "Through an outbox: the file of an H2 database, made if it is not there, or a JDBC URL.")
  private Optional<String> durable = Optional.empty();

  @Option(
      names = "--job",
      paramLabel = "NAME",
      description = "With --durable: what this input is known by. Default: the path of FILE.")
  private Optional<String> job = Optional.empty();

  @Option(
      names = "--in-order",
      description =
          "With --durable: one message after the other in the order of the lines; a dead letter"
              + " does not delay the next.")
  private boolean inOrder;

  @Option(
      names = "--attempts",
      paramLabel = "N",
      converter = AtLeastOne.class,
      defaultValue = "100",
      description =
          "With --durable: how often a message is tried before the receiver is asked for its receipt;"
              + " without one it is a dead letter. Pauses of up to ten seconds. Default:"
              + " ${DEFAULT-VALUE}")
  private int attempts = 100;

  @Option(
      names = "--attach",
      paramLabel = "TITLE=FILE",
      description =
          "A file to send before and to attach to each document.official-document; may be repeated."
              + " When it was broken off, only what is missing is sent again.")
  private Map<String, Path> attach = new LinkedHashMap<>();

  @Mixin private CharsetOption charset = new CharsetOption();

  @Mixin private LoginOptions login = new LoginOptions();

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description = "The payloads. Default: standard input")
  private Optional<Path> file = Optional.empty();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException, InterruptedException {
    Results results = new Results(spec.commandLine().getOut());
    try (InputStream in =
        new Source(file).openText(charset.charset(), spec.commandLine().getErr())) {
      LineReader lines =
          isSingle()
              ? LineReader.whole(in, MessageLines.LONGEST)
              : new LineReader(in, MessageLines.LONGEST);
      Class<? extends Payload> type = TypeName.record(typeName);
      NodeLink link = node.link();
      boolean tried =
          durable.isPresent()
              ? sendDurably(durable.get(), lines, type, link, results)
              : sendDirectly(lines, type, link, results);
      spec.commandLine().getErr().println(results.totals());
      if (!tried) {
        return ExitCodes.FAILED;
      }
      return results.areGood() ? ExitCodes.GOOD : ExitCodes.FINDINGS;
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private boolean isSingle() {
    return file.map(path -> path.toString().endsWith(JSON)).orElse(false);
  }

  private boolean sendDirectly(
      LineReader lines, Class<? extends Payload> type, NodeLink link, Results results)
      throws IOException {
    ExchangeClient client = delivery.keepingReceipts(link.client()).build();
    MessageLines messages = messages(client, link.receiver(), type);
    Optional<Long> ended =
        new DirectSending(client, messages, new Outcome(Language.of(spec).locale()), results)
            .send(lines, first);
    ended.ifPresent(
        line ->
            spec.commandLine()
                .getErr()
                .println("Ended at line " + line + "; go on later with --from " + line));
    return ended.isEmpty();
  }

  private boolean sendDurably(
      String place, LineReader lines, Class<? extends Payload> type, NodeLink link, Results results)
      throws IOException, InterruptedException {
    try (Database database = login.openForSending(place)) {
      DurableSending sending =
          new DurableSending(
              database.ofSender(link.self()),
              jobName(),
              new Outcome(Language.of(spec).locale()),
              results,
              spec.commandLine().getErr());
      if (!Database.isUrl(place)) {
        sending.takeOver();
      }
      NodeId receiver = receiver(sending, link);
      ExchangeClient client =
          delivery.keepingReceipts(DurableSending.patient(link.client())).build();
      sending.send(
          lines,
          messages(client, receiver, type),
          receiver,
          client,
          new DurableSending.Manner(inOrder, attempts));
      return true;
    }
  }

  private MessageLines messages(
      ExchangeClient client, NodeId receiver, Class<? extends Payload> type) {
    if (!attach.isEmpty() && type != OfficialDocument.class) {
      throw new IllegalArgumentException("--attach is for document.official-document");
    }
    try {
      return new MessageLines(
          client,
          receiver,
          type,
          delivery.operation(),
          Attachments.send(client, receiver, attach, spec.commandLine().getErr()));
    } catch (ExchangeException | UncheckedIOException e) {
      throw new IllegalStateException("A file was not sent: " + Reasons.of(e), e);
    }
  }

  private String jobName() {
    return job.or(() -> file.map(path -> path.toAbsolutePath().normalize().toString()))
        .orElseThrow(
            () -> new IllegalArgumentException("Standard input has no name: --job is needed"));
  }

  /** That of the earlier run, so that the node need not be there; else the one that is. */
  private static NodeId receiver(DurableSending sending, NodeLink link) {
    Optional<NodeId> before = sending.receiver();
    if (before.isPresent()) {
      link.demanded()
          .filter(demanded -> !demanded.equals(before.get()))
          .ifPresent(
              demanded -> {
                throw new IllegalArgumentException(
                    "This job sends to "
                        + before.get()
                        + "; for "
                        + demanded
                        + " take another --job");
              });
      return before.get();
    }
    try {
      return link.receiver();
    } catch (DirectoryException e) {
      throw new IllegalStateException(
          Reasons.of(e) + ". With --receiver its messages are stored until it answers", e);
    }
  }
}
