package io.github.citydc.cli;

import io.github.citydc.cli.database.Database;
import io.github.citydc.cli.doctor.Checkup;
import io.github.citydc.cli.doctor.KeyCheck;
import io.github.citydc.cli.doctor.NeededKeysCheck;
import io.github.citydc.cli.doctor.RemoteCheck;
import io.github.citydc.cli.doctor.RuntimeCheck;
import io.github.citydc.code.ChinaTime;
import io.github.citydc.exchange.http.HttpTransport;
import io.github.citydc.exchange.http.OkHttpTransport;
import io.github.citydc.exchange.jdbc.JdbcInbox;
import io.github.citydc.exchange.jdbc.JdbcOutbox;
import io.github.citydc.exchange.jdbc.NodeDatabase;
import io.github.citydc.signing.node.NodeAtUrl;
import io.github.citydc.signing.node.NodeFolder;
import io.github.citydc.signing.trust.KeyId;
import io.github.citydc.signing.trust.TrustStore;
import java.io.IOException;
import java.net.URI;
import java.net.URLClassLoader;
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
          + " whether the node answers, its clock and its certificate; with --db, which keys encrypted"
          + " messages need. Changes nothing.",
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

  @Option(
      names = "--db",
      paramLabel = "DB",
      description =
          "The database of a node or an outbox, a file of H2 or a JDBC URL: before a key that opens"
              + " payloads is removed, which messages need it.")
  private Optional<String> place = Optional.empty();

  @Option(
      names = "--class-path",
      paramLabel = "PATH",
      description =
          "The class path of an application, whose libraries are looked at in place of those of cdx:"
              + " jars and folders, and FOLDER/* for all jars in it.")
  private Optional<String> classPath = Optional.empty();

  @Mixin private LoginOptions login = new LoginOptions();

  @Mixin private ClientTlsOptions tls = new ClientTlsOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    Checkup checkup = new Checkup(spec.commandLine().getOut(), Language.of(spec).locale());
    Clock clock = ChinaTime.clock();
    try {
      lookAtLibraries(checkup);
      TrustStore trust = TrustStore.of(List.of());
      Optional<NodeFolder> folder = key.isGiven() ? Optional.of(key.folder()) : Optional.empty();
      if (key.isGiven()) {
        new KeyCheck(key.folder(), key.passphrase(), clock.instant()).run(checkup);
        trust = key.folder().trust();
      }
      if (place.isPresent()) {
        lookAtNeededKeys(checkup, place.get(), clock);
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

  /** Those of cdx itself, or those an application is started with. */
  private void lookAtLibraries(Checkup checkup) throws IOException {
    if (classPath.isEmpty()) {
      new RuntimeCheck(DoctorCommand.class.getClassLoader()).run(checkup);
      return;
    }
    try (URLClassLoader classes =
        new URLClassLoader(ClassPath.urls(classPath.get()), ClassLoader.getPlatformClassLoader())) {
      new RuntimeCheck(classes).run(checkup);
    }
  }

  private void lookAtNeededKeys(Checkup checkup, String database, Clock clock) throws IOException {
    if (!Database.mayExist(database)) {
      throw new IllegalArgumentException("There is no database " + database);
    }
    Optional<KeyId> held =
        key.isGiven() ? key.folder().encryptionCertificate().map(KeyId::of) : Optional.empty();
    try (Database opened = login.open(database)) {
      NeededKeysCheck check = new NeededKeysCheck(held, clock.instant());
      for (NodeDatabase node : opened.nodes(held.map(KeyId::node))) {
        check.ofOutbox(JdbcOutbox.on(node), checkup);
        check.ofInbox(JdbcInbox.on(node, clock), checkup);
      }
    }
  }
}
