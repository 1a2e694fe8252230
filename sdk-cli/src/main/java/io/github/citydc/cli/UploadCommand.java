package io.github.citydc.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.citydc.cli.input.InputFiles;
import io.github.citydc.exchange.ExchangeClientBuilder;
import io.github.citydc.exchange.batch.PartEncoding;
import io.github.citydc.exchange.batch.Rejection;
import io.github.citydc.exchange.batch.upload.CsvCharset;
import io.github.citydc.exchange.batch.upload.CsvFormatException;
import io.github.citydc.exchange.batch.upload.ProgressListener;
import io.github.citydc.exchange.batch.upload.RecordSource;
import io.github.citydc.exchange.batch.upload.UploadOptions;
import io.github.citydc.exchange.batch.upload.UploadReport;
import io.github.citydc.exchange.batch.upload.Uploader;
import io.github.citydc.exchange.content.AbortSwitch;
import io.github.citydc.model.Payload;
import io.github.citydc.model.PayloadJson;
import io.github.citydc.signing.node.NodeLink;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code cdx upload}. */
@Command(
    name = "upload",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Uploads many payloads to a node as one batch: validated, compressed, sent in parts, under"
          + " one signature; then waits until the node has stored or rejected each.",
      "FILE holds one JSON object per line; a file named *.csv has a header of member names, such as"
          + " residenceAddress.division, or of their Chinese titles, and is checked as a whole"
          + " before anything is sent.",
      "Prints a line of JSON for each rejected record, at most --list, then one with the totals."
          + " Exit code 1 if any was rejected, 3 if the node does not answer for longer than"
          + " --patience."
    },
    footer = {
      "",
      "With --journal, run the same command again after a crash: nothing that has arrived is sent"
          + " twice.",
      "The journal belongs to one FILE, node and set of options, and one process at a time uses it;"
          + " for others it is refused.",
      "It stays at the end, so that the same command tells the same result again; then it may be"
          + " removed.",
      "Ctrl-C (SIGINT, SIGTERM) aborts: without --journal the node removes again what has arrived, and"
          + " nothing is stored.",
      "",
      "Example: cdx upload population.person --to http://127.0.0.1:8080/cdx/v1 \\",
      "           --key city/440106_11440106007482911C_grid --journal persons.journal"
          + " persons.ndjson"
    })
final class UploadCommand implements Callable<Integer> {

  private static final String CSV = ".csv";
  private static final PayloadJson JSON = PayloadJson.standard();

  @Mixin private NodeOptions node = new NodeOptions();

  @Mixin private DeliveryOptions delivery = new DeliveryOptions();

  @Option(
      names = "--journal",
      paramLabel = "FILE",
      description = "Remembers how far the upload is; one for each upload.")
  private Optional<Path> journal = Optional.empty();

  @Option(
      names = "--encoding",
      paramLabel = "NAME",
      description = "zstd, gzip or identity. Default: the best that both sides know")
  private Optional<String> encoding = Optional.empty();

  @Option(
      names = "--patience",
      paramLabel = "SECONDS",
      converter = AtLeastOne.class,
      defaultValue = "300",
      description =
          "How long to go on trying while the node does not answer, from the first request on."
              + " Default: ${DEFAULT-VALUE}")
  private int patience = 300;

  @Option(
      names = "--list",
      paramLabel = "N",
      converter = AtLeastOne.class,
      defaultValue = "1000",
      description =
          "The largest number of rejected records that are listed; all are counted. Default:"
              + " ${DEFAULT-VALUE}")
  private int listed = 1000;

  @Mixin private CharsetOption charset = new CharsetOption();

  @Option(
      names = "--no-check",
      description = "Leaves checking the records to the node, which does it in any case.")
  private boolean unchecked;

  @Parameters(
      index = "0",
      paramLabel = "TYPE",
      description = "The payload type, for example population.person or population.person/1.")
  private String typeName = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "FILE",
      description = "The payloads. Default: standard input, a JSON object a line")
  private Optional<Path> file = Optional.empty();

  @Spec private CommandSpec spec = CommandSpec.create();

  private final AbortSwitch abort = AbortSwitch.create();

  @Override
  public Integer call() throws IOException {
    EndOfProcess end = EndOfProcess.aborting(abort, spec.commandLine().getErr());
    try {
      return upload();
    } finally {
      end.over();
    }
  }

  private int upload() throws IOException {
    try {
      NodeLink link = node.link();
      ExchangeClientBuilder client = delivery.keepingReceipts(link.client());
      if (unchecked) {
        client.withoutLocalValidation();
      }
      RecordSource<?> records = source(TypeName.record(typeName));
      UploadReport report =
          Uploader.through(client.build())
              .upload(link.receiver(Duration.ofSeconds(patience)), records, options());
      print(report);
      return report.rejected() == 0 ? ExitCodes.GOOD : ExitCodes.FINDINGS;
    } catch (CancellationException e) {
      spec.commandLine().getErr().println(aborted());
      return ExitCodes.FAILED;
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private String aborted() {
    return "cdx upload: aborted. "
        + (journal.isPresent()
            ? "What has arrived stays with the node; run the same command again to go on"
            : "What was sent was taken back, unless its manifest was under way");
  }

  private <P extends Payload> RecordSource<P> source(Class<P> type) throws IOException {
    if (file.isPresent() && file.get().toString().toLowerCase(Locale.ROOT).endsWith(CSV)) {
      return table(type, file.get());
    }
    return RecordSource.ndjson(
        type, new Source(file).openText(charset.charset(), spec.commandLine().getErr()));
  }

  private <P extends Payload> RecordSource<P> table(Class<P> type, Path csv) throws IOException {
    InputFiles.required(csv);
    try {
      Charset decided =
          charset.charset().isPresent() ? charset.charset().get() : CsvCharset.of(csv);
      if (charset.charset().isEmpty() && !decided.equals(StandardCharsets.UTF_8)) {
        spec.commandLine().getErr().println(csv + " is read as " + decided);
      }
      return RecordSource.csv(type, csv, decided);
    } catch (CsvFormatException e) {
      throw new IllegalArgumentException(csv + ": " + e.getMessage(), e);
    }
  }

  private UploadOptions options() {
    return UploadOptions.builder()
        .operation(delivery.operation())
        .listener(ProgressListener.toConsole())
        .journal(journal)
        .encoding(encoding.map(PartEncoding::ofWireName))
        .listed(listed)
        .patience(Duration.ofSeconds(patience))
        .abort(abort)
        .build();
  }

  private void print(UploadReport report) {
    PrintWriter out = spec.commandLine().getOut();
    for (Rejection rejection : report.rejections()) {
      ObjectNode line = JSON.newObject();
      line.put("record", rejection.record());
      line.put("code", rejection.code());
      line.put("detail", rejection.detail());
      line.set("violations", ViolationLines.json(rejection.violations()));
      if (rejection.moreViolations() > 0) {
        line.put("moreViolations", rejection.moreViolations());
      }
      out.println(new String(JSON.write(line), StandardCharsets.UTF_8));
    }
    ObjectNode totals = JSON.newObject();
    totals.put("batchId", report.batchId().toString());
    totals.put("records", report.records());
    totals.put("accepted", report.accepted());
    totals.put("rejected", report.rejected());
    totals.put("listed", report.rejections().size());
    out.println(new String(JSON.write(totals), StandardCharsets.UTF_8));
    if (report.unlisted() > 0) {
      spec.commandLine()
          .getErr()
          .println(
              ("Only the first %d of %d rejected records are listed. cdx batch show at the node shows"
                      + " those it rejected; --list %d here shows all%s")
                  .formatted(
                      report.rejections().size(),
                      report.rejected(),
                      report.rejected(),
                      journal.isPresent() ? "" : ", and sends them again"));
    }
  }
}
