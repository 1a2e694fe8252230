package io.github.citydc.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.citydc.cli.input.InputFiles;
import io.github.citydc.code.ChinaTime;
import io.github.citydc.exchange.message.InvalidPayloadException;
import io.github.citydc.model.Organ;
import io.github.citydc.model.Payload;
import io.github.citydc.model.PayloadFormatException;
import io.github.citydc.model.PayloadJson;
import io.github.citydc.model.catalog.CatalogEntry;
import io.github.citydc.model.sharing.AssignedDuty;
import io.github.citydc.model.sharing.CorrectionResult;
import io.github.citydc.model.sharing.Deadline;
import io.github.citydc.model.sharing.DutyBoard;
import io.github.citydc.model.sharing.SharingAnswer;
import io.github.citydc.model.sharing.SharingApplication;
import io.github.citydc.model.sharing.SharingChange;
import io.github.citydc.model.sharing.SharingCorrection;
import io.github.citydc.model.sharing.SharingGrant;
import io.github.citydc.model.sharing.WorkingCalendar;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code cdx sharing deadlines}. */
@Command(
    name = "deadlines",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Says what is due when under Decree 809, articles 17, 21, 22, 26 and 27: a line of JSON for each duty, open ones",
      "first, by their last day.",
      "Files hold one payload a line; a file named *.json holds a single one.",
      "Exit code 1 if a duty is late, or was done late."
    })
final class SharingDeadlinesCommand implements Callable<Integer> {

  private static final PayloadJson JSON = PayloadJson.standard();

  @Option(
      names = "--applications",
      paramLabel = "FILE",
      description = "Payloads sharing.application, each as it was sent last.")
  private Optional<Path> applications = Optional.empty();

  @Option(names = "--answers", paramLabel = "FILE", description = "Payloads sharing.answer.")
  private Optional<Path> answers = Optional.empty();

  @Option(
      names = "--grants",
      paramLabel = "FILE",
      description = "Payloads sharing.grant: each is the yes to its application.")
  private Optional<Path> grants = Optional.empty();

  @Option(
      names = "--changes",
      paramLabel = "FILE",
      description = "Payloads sharing.change: terms set with suspensions.")
  private Optional<Path> changes = Optional.empty();

  @Option(
      names = "--corrections",
      paramLabel = "FILE",
      description = "Payloads sharing.correction.")
  private Optional<Path> corrections = Optional.empty();

  @Option(
      names = "--results",
      paramLabel = "FILE",
      description = "Payloads sharing.correction-result.")
  private Optional<Path> results = Optional.empty();

  @Option(
      names = "--catalog",
      paramLabel = "FILE",
      description =
          "Payloads catalog.entry: their reviews, and how the resources are shared. Default:"
              + " conditionally.")
  private Optional<Path> catalog = Optional.empty();

  @Option(
      names = "--calendar",
      paramLabel = "FILE",
      description =
          "Years whose holidays are not known here, one a line: 2027|0101 0208|0130, the year, its"
              + " holidays on weekdays, its working weekends.")
  private Optional<Path> years = Optional.empty();

  @Option(
      names = "--today",
      paramLabel = CalendarDate.LABEL,
      converter = CalendarDate.class,
      description = "The present day. Default: today")
  private Optional<LocalDate> today = Optional.empty();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    try {
      return list();
    } catch (InvalidPayloadException | PayloadFormatException e) {
      spec.commandLine().getErr().println("cdx sharing deadlines: " + e.getMessage());
      return ExitCodes.FINDINGS;
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private int list() throws IOException {
    WorkingCalendar calendar = calendar();
    LocalDate day = today.orElseGet(() -> LocalDate.now(ChinaTime.clock()));
    List<Payload> payloads = new ArrayList<>();
    payloads.addAll(payloads(applications, SharingApplication.class));
    payloads.addAll(payloads(answers, SharingAnswer.class));
    payloads.addAll(payloads(grants, SharingGrant.class));
    payloads.addAll(payloads(changes, SharingChange.class));
    payloads.addAll(payloads(corrections, SharingCorrection.class));
    payloads.addAll(payloads(results, CorrectionResult.class));
    payloads.addAll(payloads(catalog, CatalogEntry.class));
    boolean late = false;
    for (AssignedDuty duty : DutyBoard.of(payloads, calendar).duties()) {
      late |= print(duty, day, calendar);
    }
    return late ? ExitCodes.FINDINGS : ExitCodes.GOOD;
  }

  private WorkingCalendar calendar() throws IOException {
    if (years.isEmpty()) {
      return WorkingCalendar.announced();
    }
    try (InputStream in = InputFiles.open(years.get())) {
      return WorkingCalendar.announced()
          .plus(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  private static <P extends Payload> List<P> payloads(Optional<Path> file, Class<P> type)
      throws IOException {
    return file.isEmpty() ? List.of() : PayloadLines.read(file, type);
  }

  /** Returns whether it is late. */
  private boolean print(AssignedDuty duty, LocalDate day, WorkingCalendar calendar) {
    Deadline deadline = duty.deadline();
    int days = deadline.lateBy(day, calendar);
    ObjectNode line = JSON.newObject();
    line.put("number", duty.number());
    line.put("article", deadline.duty().article());
    line.put("duty", deadline.duty().nameEn());
    line.put("dutyZh", deadline.duty().nameZh());
    line.put("by", deadline.duty().party().nameEn());
    duty.organ().map(Organ::name).ifPresent(name -> line.put("organ", name));
    line.put("due", deadline.due().toString());
    line.put("provisional", deadline.provisional());
    deadline.done().ifPresent(done -> line.put("done", done.toString()));
    line.put("lateBy", days);
    spec.commandLine().getOut().println(new String(JSON.write(line), StandardCharsets.UTF_8));
    return days > 0;
  }
}
