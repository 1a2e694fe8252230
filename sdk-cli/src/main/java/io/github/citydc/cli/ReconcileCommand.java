package io.github.citydc.cli;

import io.github.citydc.code.ChinaTime;
import io.github.citydc.exchange.outbox.OutboxHistory;
import io.github.citydc.exchange.reconciliation.Reconciler;
import io.github.citydc.exchange.reconciliation.ReconciliationQuery;
import io.github.citydc.exchange.reconciliation.ReconciliationReport;
import io.github.citydc.model.PayloadType;
import io.github.citydc.signing.node.NodeLink;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code cdx reconcile}. */
@Command(
    name = "reconcile",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Compares what an outbox has sent on a day with what the node has accepted.",
      "Prints a line of JSON for each message on which they do not agree, with what was done about"
          + " it, and a last one with the totals. Exit code 1 if there was any."
    },
    footer = {
      "",
      "With --repair, what the node acknowledged and has lost is sent again by the next cdx send"
          + " --durable, with the same",
      "id and the same body, and receipts that were lost on the way are fetched. A message the node"
          + " has with another",
      "body is only told.",
      "",
      "Example: cdx reconcile --to http://127.0.0.1:8080/cdx/v1 --key"
          + " city/440106_11440106007482911C_grid \\",
      "           --db outbox --date 2026-11-24 --repair"
    })
final class ReconcileCommand implements Callable<Integer> {

  @Mixin private NodeOptions node = new NodeOptions();

  @Mixin private OutboxOptions outbox = new OutboxOptions();

  @Option(
      names = "--date",
      paramLabel = CalendarDate.LABEL,
      converter = CalendarDate.class,
      description = "The day, of UTC+8, on which the messages were made. Default: today")
  private Optional<LocalDate> date = Optional.empty();

  @Option(
      names = "--type",
      paramLabel = "TYPE",
      description = "Messages of this payload type only, for example population.person.")
  private Optional<String> type = Optional.empty();

  @Option(
      names = "--repair",
      description = "Resend messages that the receiver lost, and fetch missing receipts.")
  private boolean repair;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    try {
      ReconciliationQuery query =
          ReconciliationQuery.builder(day())
              .type(type.map(name -> PayloadType.of(TypeName.record(name))))
              .build();
      NodeLink link = node.link();
      return outbox.using(link.self(), messages -> reconcile(link, messages, query));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private int reconcile(NodeLink link, OutboxHistory messages, ReconciliationQuery query) {
    PrintWriter out = spec.commandLine().getOut();
    Reconciler reconciler =
        Reconciler.builder(link.client().build(), messages)
            .listener(finding -> out.println(text(finding.toJson())))
            .build();
    ReconciliationReport report =
        repair
            ? reconciler.repair(link.receiver(), query)
            : reconciler.compare(link.receiver(), query);
    out.println(text(report.totalsToJson()));
    return report.isAgreed() ? 0 : 1;
  }

  private LocalDate day() {
    return date.orElseGet(() -> LocalDate.now(ChinaTime.clock()));
  }

  private static String text(byte[] json) {
    return new String(json, StandardCharsets.UTF_8);
  }
}
