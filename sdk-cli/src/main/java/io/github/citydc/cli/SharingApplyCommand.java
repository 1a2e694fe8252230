package io.github.citydc.cli;

import io.github.citydc.code.ResourceCode;
import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.message.InvalidPayloadException;
import io.github.citydc.exchange.message.ProblemException;
import io.github.citydc.exchange.records.OfferedRecords;
import io.github.citydc.model.PayloadFormatException;
import io.github.citydc.model.Transition.Refusal;
import io.github.citydc.model.sharing.ApplicationFindings;
import io.github.citydc.model.sharing.SharingApplication;
import io.github.citydc.signing.node.NodeLink;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code cdx sharing apply}. */
@Command(
    name = "apply",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Compares applications for sharing with the published catalog of the provider (article 20), and sends them.",
      "Prints a line of JSON for each receipt. Exit code 1 if one does not go by the catalog, or is refused; then the rest is not sent."
    })
final class SharingApplyCommand implements Callable<Integer> {

  @Mixin private NodeOptions node = new NodeOptions();

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description = "The payloads sharing.application. Default: standard input")
  private Optional<Path> file = Optional.empty();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    SharingLines lines = new SharingLines(spec);
    try (NodeLink link = node.link();
        ExchangeClient client = link.client().build()) {
      for (SharingApplication application : PayloadLines.read(file, SharingApplication.class)) {
        List<Refusal> findings =
            ApplicationFindings.of(
                application,
                OfferedRecords.through(client)
                    .catalog(link.receiver(), ResourceCode.parse(application.resource())));
        if (!findings.isEmpty()) {
          findings.forEach(finding -> lines.refused(application.applicationNumber(), finding));
          return ExitCodes.FINDINGS;
        }
        lines.accepted(application.applicationNumber(), client.send(link.receiver(), application));
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
}
