package io.github.citydc.cli;

import io.github.citydc.cli.doctor.Checkup;
import io.github.citydc.cli.doctor.KeyCheck;
import io.github.citydc.cli.doctor.RemoteCheck;
import io.github.citydc.cli.doctor.RuntimeCheck;
import io.github.citydc.code.ChinaTime;
import io.github.citydc.exchange.http.HttpTransport;
import io.github.citydc.exchange.http.OkHttpTransport;
import io.github.citydc.signing.node.NodeAtUrl;
import io.github.citydc.signing.node.NodeFolder;
import io.github.citydc.signing.trust.TrustStore;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code cdx doctor}. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description = {
      "Looks for what may stand in the way of an exchange: JVM, security providers in their order,"
          + " libraries and copies of them; with --key, the node's key and certificate; with --to,"
          + " whether the node answers, its clock and its certificate. Changes nothing.",
      "Prints a line of JSON for each: check, ok, detail. Exit code 1 if any is not ok."
    },
    footer = {
      "",
      "Example: cdx doctor --key city/440106_11440106007482911C_grid --to"
          + " http://127.0.0.1:8080/cdx/v1"
    })
final class DoctorCommand implements Callable<Integer> {

  @Option(
      names = "--to",
      paramLabel = "URL",
      description = "Where the other node answers: http://127.0.0.1:8080/cdx/v1")
  private Optional<URI> url = Optional.empty();

  @Mixin private KeyOptions key = new KeyOptions();

  @Mixin private ClientTlsOptions tls = new ClientTlsOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    Checkup checkup = new Checkup(spec.commandLine().getOut());
    Clock clock = ChinaTime.clock();
    try {
      new RuntimeCheck(DoctorCommand.class.getClassLoader()).run(checkup);
      TrustStore trust = TrustStore.of(List.of());
      Optional<NodeFolder> folder = key.isGiven() ? Optional.of(key.folder()) : Optional.empty();
      if (key.isGiven()) {
        new KeyCheck(key.folder(), key.passphrase(), clock.instant()).run(checkup);
        trust = key.folder().trust();
      }
      if (url.isPresent()) {
        HttpTransport transport =
            tls.transport(folder, key.passphrase()).orElseGet(OkHttpTransport::create);
        NodeAtUrl other = NodeAtUrl.of(url.get(), transport, trust, clock);
        new RemoteCheck(other, clock).run(checkup, key.isGiven());
      }
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
    return checkup.findings() == 0 ? 0 : 1;
  }
}
