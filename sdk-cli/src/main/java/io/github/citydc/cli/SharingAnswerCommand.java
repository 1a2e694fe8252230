package io.github.citydc.cli;

import io.github.citydc.code.ChinaTime;
import io.github.citydc.code.ShareType;
import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.message.InvalidPayloadException;
import io.github.citydc.exchange.message.ProblemException;
import io.github.citydc.model.Payload;
import io.github.citydc.model.PayloadFormatException;
import io.github.citydc.model.Transition.Refusal;
import io.github.citydc.model.sharing.ApplicationLife;
import io.github.citydc.model.sharing.Deadline;
import io.github.citydc.model.sharing.SharingAnswer;
import io.github.citydc.model.sharing.SharingApplication;
import io.github.citydc.model.sharing.SharingDeadlines;
import io.github.citydc.model.sharing.WorkingCalendar;
import io.github.citydc.signing.node.NodeLink;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code cdx sharing answer}. */
@Command(
    name = "answer",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Sends the answer to an application, if it may follow those before (articles 21 and 22), and says which term is missed.",
      "Prints a line of JSON for its receipt. Exit code 1 if it may not follow, or is refused."
    })
final class SharingAnswerCommand implements Callable<Integer> {

  @Mixin private NodeOptions node = new NodeOptions();

  @Option(
      names = "--application",
      required = true,
      paramLabel = "FILE",
      description = "The payload sharing.application, as it was received last.")
  private Path application = Path.of("");

  @Option(
      names = "--before",
      paramLabel = "FILE",
      description = "The answers given before, payloads sharing.answer. Default: none")
  private Optional<Path> before = Optional.empty();

  @Option(
      names = "--unconditional",
      description = "The resource is shared unconditionally: one working day in place of ten.")
  private boolean unconditional;

  @Parameters(paramLabel = "FILE", description = "The payload sharing.answer.")
  private Path file = Path.of("");

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    SharingLines lines = new SharingLines(spec);
    try {
      SharingApplication asked = one(Optional.of(application), SharingApplication.class);
      SharingAnswer answer = one(Optional.of(file), SharingAnswer.class);
      List<SharingAnswer> given = given(asked);
      Optional<Refusal> refusal = refusal(asked, given, answer);
      if (refusal.isPresent()) {
        lines.refused(answer.answerNumber(), refusal.get());
        return ExitCodes.FINDINGS;
      }
      tellWhatIsLate(asked, given, answer, lines);
      try (NodeLink link = node.link();
          ExchangeClient client = link.client().build()) {
        lines.accepted(answer.answerNumber(), client.send(link.receiver(), answer));
      }
      return ExitCodes.GOOD;
    } catch (InvalidPayloadException | PayloadFormatException e) {
      return lines.invalid(e);
    } catch (ProblemException e) {
      return lines.refused(e);
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private List<SharingAnswer> given(SharingApplication asked) throws IOException {
    List<SharingAnswer> all =
        before.isEmpty() ? List.of() : PayloadLines.read(before, SharingAnswer.class);
    return all.stream()
        .filter(answer -> answer.applicationNumber().equals(asked.applicationNumber()))
        .sorted(Comparator.comparing(answer -> answer.at().toInstant()))
        .toList();
  }

  private static Optional<Refusal> refusal(
      SharingApplication asked, List<SharingAnswer> given, SharingAnswer answer) {
    if (!answer.applicationNumber().equals(asked.applicationNumber())) {
      throw new IllegalArgumentException("The answer is to another application");
    }
    return ApplicationLife.cycle()
        .next(given.stream().map(SharingAnswer::decision).toList(), answer.decision())
        .refusal();
  }

  private void tellWhatIsLate(
      SharingApplication asked,
      List<SharingAnswer> given,
      SharingAnswer answer,
      SharingLines lines) {
    WorkingCalendar calendar = WorkingCalendar.announced();
    LocalDate today = LocalDate.now(ChinaTime.clock());
    List<SharingAnswer> all = new ArrayList<>(given);
    all.add(answer);
    ShareType type = unconditional ? ShareType.UNCONDITIONAL : ShareType.CONDITIONAL;
    for (Deadline deadline : SharingDeadlines.ofApplication(asked, all, type, calendar)) {
      if (deadline.lateBy(today, calendar) > 0) {
        lines.tell(deadline.message(today, calendar));
      }
    }
  }

  private static <P extends Payload> P one(Optional<Path> file, Class<P> type) throws IOException {
    List<P> payloads = PayloadLines.read(file, type);
    if (payloads.size() != 1) {
      throw new IllegalArgumentException(
          file.map(Path::toString).orElse("") + " has " + payloads.size() + " payloads, not one");
    }
    return payloads.get(0);
  }
}
