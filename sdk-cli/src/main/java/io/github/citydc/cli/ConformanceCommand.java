package io.github.citydc.cli;

import io.github.citydc.cli.conformance.CommandClient;
import io.github.citydc.cli.conformance.CommandControl;
import io.github.citydc.cli.conformance.ResultLines;
import io.github.citydc.code.ChinaTime;
import io.github.citydc.internal.PrivateFiles;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.Certificates;
import io.github.citydc.signing.SigningKey;
import io.github.citydc.signing.node.NodeFolder;
import io.github.citydc.signing.node.Passphrase;
import io.github.citydc.testkit.SandboxCity;
import io.github.citydc.testkit.conformance.ClientConformanceBuilder;
import io.github.citydc.testkit.conformance.Conformance;
import io.github.citydc.testkit.conformance.ConformanceBuilder;
import io.github.citydc.testkit.conformance.ConformanceCheck;
import io.github.citydc.testkit.conformance.ConformanceKeys;
import io.github.citydc.testkit.conformance.ConformanceReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code cdx conformance}. */
@Command(
    name = "conformance",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Checks whether a node, or a client, keeps the interface standard, in whatever language it is written.",
      "With --to it is the client of a node under test: checks S-01 to S-68. It sends messages of made-up persons, which the"
          + " node stores: never run it against a node in use.",
      "With --send it is the node of a client under test: checks R-53 to R-60, R-69 and R-70. For each scene it runs the command, which"
          + " finds in its environment CDX_URL, the address of the node; CDX_TYPE, the payload type; and CDX_FILE, a file"
          + " with the payload (for --upload one record per line; for --verify-receipt the receipt, with CDX_ROOT, the root"
          + " certificate). It exits with 0 if the message was delivered or the receipt is good, with 1 if it was refused"
          + " permanently or the receipt is not good, else with 3. --pull prints a line of JSON for each record, with its id.",
      "Checks that cannot be run are listed with the reason. Exits with 1 if a check fails."
    },
    footer = {
      "",
      "Example: cdx node --port 8080 --data hub --keys city --offer population.person &",
      "         cdx conformance --to http://127.0.0.1:8080/cdx/v1 --city city --junit node.xml",
      "         cdx conformance --key city/440100_114401000074821105_hub --listen 8090 \\",
      "           --send 'node client.mjs'"
    })
final class ConformanceCommand implements Callable<Integer> {

  private static final String OWN = "440106:11440106007482911C:grid";
  private static final String SECOND = "440105:11440105007483025F:grid";

  @Option(
      names = "--to",
      paramLabel = "URL",
      description = "Where the node under test answers: http://127.0.0.1:8080/cdx/v1")
  private Optional<URI> url = Optional.empty();

  @Mixin private KeyOptions key = new KeyOptions();

  @Option(
      names = "--city",
      paramLabel = "DIR",
      description =
          "The folder of the sandbox city of the node: keys of a second node, and wrong certificates, are made there.")
  private Optional<Path> city = Optional.empty();

  @Option(
      names = "--extra",
      paramLabel = "DIR",
      description =
          "A folder with further keys, each in a folder of its own: second, unknown, other-root, expired, not-yet-valid,"
              + " may-not-sign, other-name, revoked, next, other-algorithm. The node under test has all certificates but unknown in its directory.")
  private Optional<Path> extra = Optional.empty();

  @Option(
      names = "--revoked-key",
      paramLabel = "DIR",
      description =
          "A folder with key.pem and certificate.pem, revoked, which the node under test has in its directory.")
  private Optional<Path> revoked = Optional.empty();

  @Option(
      names = "--encryption-certificate",
      paramLabel = "PEM",
      description = "The certificate to encrypt for, if the node under test publishes none.")
  private Optional<Path> encryption = Optional.empty();

  @Option(
      names = "--restart",
      paramLabel = "COMMAND",
      description =
          "Ends the node under test at once and starts it again; run by the shell. Without it nothing is tried over restarts.")
  private Optional<String> restart = Optional.empty();

  @ArgGroup(
      exclusive = false,
      heading = "For a client under test:%n",
      headingKey = "cdx.conformance.client")
  private @Nullable ClientOptions client;

  @Option(
      names = "--only",
      paramLabel = "ID",
      split = ",",
      description = "Only these checks, for example S-01,S-04.")
  private List<String> only = List.of();

  @Option(names = "--json", paramLabel = "FILE", description = "Writes the report as JSON.")
  private Optional<Path> json = Optional.empty();

  @Option(names = "--junit", paramLabel = "FILE", description = "Writes the report as JUnit XML.")
  private Optional<Path> junit = Optional.empty();

  @Option(names = "--list", description = "Prints all checks and tries none.")
  private boolean list;

  @Spec private CommandSpec spec = CommandSpec.create();

  /** How the client under test is run. */
  static final class ClientOptions {

    @Option(
        names = "--send",
        required = true,
        paramLabel = "COMMAND",
        description = "Sends the payload in CDX_FILE.")
    private String send = "";

    @Option(
        names = "--send-encrypted",
        paramLabel = "COMMAND",
        description = "Sends the payload in CDX_FILE encrypted.")
    private Optional<String> encrypted = Optional.empty();

    @Option(
        names = "--upload",
        paramLabel = "COMMAND",
        description =
            "Uploads the records in CDX_FILE in parts of 1,000 bytes, and goes on where it was.")
    private Optional<String> upload = Optional.empty();

    @Option(
        names = "--pull",
        paramLabel = "COMMAND",
        description = "Pulls all records of CDX_TYPE.")
    private Optional<String> pull = Optional.empty();

    @Option(
        names = "--verify-receipt",
        paramLabel = "COMMAND",
        description = "Verifies the receipt in CDX_FILE with the root in CDX_ROOT.")
    private Optional<String> verify = Optional.empty();

    @Option(
        names = "--send-bundle",
        paramLabel = "COMMAND",
        description = "Sends the payloads in CDX_FILE, one a line, in bundles.")
    private Optional<String> bundle = Optional.empty();

    @Option(
        names = "--send-document",
        paramLabel = "COMMAND",
        description =
            "Sends the official document in CDX_FILE, with the file CDX_ATTACHMENT, to the organ of the node.")
    private Optional<String> document = Optional.empty();

    @Option(
        names = "--listen",
        paramLabel = "PORT",
        description = "The port of the suite on 127.0.0.1. Default: any that is free")
    private int port;

    CommandClient client() {
      return new CommandClient(send, encrypted, upload, pull, verify, bundle, document);
    }
  }

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    ResultLines lines = new ResultLines(out, Language.of(spec) == Language.ZH);
    if (list) {
      ConformanceCheck.all().forEach(lines::print);
      return ExitCodes.GOOD;
    }
    Conformance suite;
    try {
      suite = suite(lines);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
    ConformanceReport report = suite.run();
    lines.print(report);
    if (json.isPresent()) {
      PrivateFiles.write(json.get(), report.toJson());
    }
    if (junit.isPresent()) {
      PrivateFiles.write(junit.get(), report.toJunitXml());
    }
    return report.isPassed() ? ExitCodes.GOOD : ExitCodes.FINDINGS;
  }

  private Conformance suite(ResultLines lines) throws IOException {
    ClientOptions tested = client;
    if (url.isPresent() == (tested != null)) {
      throw new IllegalArgumentException(
          "Either --to, the node under test, or --send, the client under test, is needed");
    }
    requireKnown(tested == null ? ConformanceCheck.Role.NODE : ConformanceCheck.Role.CLIENT);
    Predicate<ConformanceCheck> chosen = check -> only.isEmpty() || only.contains(check.id());
    if (tested != null) {
      return ofClient(tested, chosen, lines);
    }
    ConformanceBuilder builder =
        Conformance.node(url.orElseThrow(), keys()).only(chosen).listener(lines::print);
    restart.ifPresent(command -> builder.control(new CommandControl(command, url.orElseThrow())));
    if (encryption.isPresent()) {
      builder.encryptionCertificate(certificate(encryption.get()));
    }
    return builder.build();
  }

  private void requireKnown(ConformanceCheck.Role role) {
    List<String> known =
        ConformanceCheck.all().stream()
            .filter(check -> check.role() == role)
            .map(ConformanceCheck::id)
            .toList();
    for (String id : only) {
      if (!known.contains(id)) {
        throw new IllegalArgumentException(
            "There is no check \"%s\" of a %s; --list prints all"
                .formatted(id, role.name().toLowerCase(Locale.ROOT)));
      }
    }
  }

  private ConformanceKeys keys() throws IOException {
    Passphrase passphrase = key.passphrase();
    ConformanceKeys keys;
    if (city.isPresent()) {
      SandboxCity kept = SandboxCity.keptIn(city.get(), NodeCommand.CITY_NAME, passphrase);
      keys = ConformanceKeys.of(kept, NodeId.parse(OWN), NodeId.parse(SECOND), clock());
    } else {
      NodeFolder folder = key.folder();
      keys = ConformanceKeys.of(folder.signingKey(passphrase), folder.trust());
    }
    if (extra.isPresent()) {
      keys = keys.with(extra.get(), passphrase);
    }
    return revoked.isPresent() ? keys.revoked(revoked.get(), passphrase) : keys;
  }

  private static Clock clock() {
    return ChinaTime.clock();
  }

  private static X509Certificate certificate(Path pem) throws IOException {
    return Certificates.fromPem(Files.readString(pem)).get(0);
  }

  private Conformance ofClient(
      ClientOptions options, Predicate<ConformanceCheck> chosen, ResultLines lines)
      throws IOException {
    NodeFolder folder = key.folder();
    Passphrase passphrase = key.passphrase();
    SigningKey own = folder.signingKey(passphrase);
    ClientConformanceBuilder builder =
        Conformance.client(options.client(), own, certificate(folder.path().resolve("root.pem")))
            .port(options.port)
            .only(chosen)
            .listener(lines::print);
    if (folder.encryptionCertificate().isPresent()) {
      builder.decryption(folder.decryptionKey(passphrase));
    }
    if (city.isPresent()) {
      SandboxCity kept = SandboxCity.keptIn(city.get(), NodeCommand.CITY_NAME, passphrase);
      builder.directory(kept.directory()).other(kept.key(NodeId.parse(SECOND)));
    }
    return builder.build();
  }
}
