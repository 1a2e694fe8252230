package io.github.citydc.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.citydc.cli.input.InputFiles;
import io.github.citydc.cli.message.KeyFiles;
import io.github.citydc.cli.message.MessageOptions;
import io.github.citydc.cli.message.VerificationKeyOptions;
import io.github.citydc.exchange.message.VerificationException;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.VerificationKey;
import io.github.citydc.signing.doctor.Diagnosis;
import io.github.citydc.signing.doctor.SignatureDoctor;
import io.github.citydc.signing.doctor.SignatureFinding;
import io.github.citydc.signing.http.HttpMessage;
import io.github.citydc.signing.http.MessageSignature;
import io.github.citydc.signing.http.SignatureBase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code cdx explain}. */
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    description = {
      "Says why an HTTP message in a file does not verify, and what would make it pass: it tries the known mistakes one"
          + " by one until signature and digest fit.",
      "Prints a line of JSON; the signature base goes to standard error or --base. Exit code 0 if the message verifies."
    },
    footer = {
      "",
      "Example: cdx explain --cert sender.pem --at 2026-05-04T08:00:00Z request.http",
      "         cdx explain --public-key key.pem --label sig1 --sender-base base.txt request.http"
    })
final class ExplainCommand implements Callable<Integer> {

  @Mixin private MessageOptions message = new MessageOptions();

  @Option(
      names = "--cert",
      paramLabel = "PEM",
      description = "File with the certificate that the sender should sign with.")
  private Optional<Path> certificate = Optional.empty();

  @Mixin private VerificationKeyOptions keys = new VerificationKeyOptions();

  @Option(
      names = "--other-cert",
      paramLabel = "PEM",
      description =
          "Certificates that may have been used instead, such as former ones. Repeatable.")
  private List<Path> otherCertificates = List.of();

  @Option(
      names = "--other-key",
      paramLabel = "PEM",
      description = "Public keys that may have been used instead. Repeatable.")
  private List<Path> otherKeys = List.of();

  @Option(
      names = "--sender-base",
      paramLabel = "FILE",
      description = "The signature base of the sender, as from its log.")
  private Optional<Path> senderBase = Optional.empty();

  @Option(
      names = "--user-id",
      paramLabel = "TEXT",
      description = "A further SM2 user id to try. Repeatable.")
  private List<String> userIds = List.of();

  @Option(
      names = "--prefix",
      paramLabel = "PATH",
      description = "A prefix that a proxy may strip from paths. Repeatable.")
  private List<String> prefixes = List.of();

  @Option(
      names = "--label",
      paramLabel = "LABEL",
      defaultValue = "cdx",
      description =
          "Label of the signature; with any but cdx the profile is not examined. Default: ${DEFAULT-VALUE}")
  private String label = "cdx";

  @Option(
      names = "--self",
      paramLabel = "NODEID",
      description = "The node the message should be for.")
  private Optional<String> self = Optional.empty();

  @Option(
      names = "--at",
      paramLabel = "TIME",
      description =
          "When the message was received, such as 2026-05-04T08:00:00Z; now if not given.")
  private Optional<Instant> time = Optional.empty();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    try {
      HttpMessage read = message.message(message.read());
      SignatureDoctor doctor = doctor();
      Diagnosis diagnosis =
          senderBase.isPresent()
              ? doctor.examine(read, InputFiles.text(senderBase.get(), StandardCharsets.ISO_8859_1))
              : doctor.examine(read);
      showBase(read);
      print(diagnosis);
      return diagnosis.finding() == SignatureFinding.VERIFIES ? 0 : 1;
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private SignatureDoctor doctor() throws IOException {
    SignatureDoctor.Builder builder =
        certificate.isPresent()
            ? SignatureDoctor.builder(KeyFiles.certificates(certificate.get()).get(0))
            : SignatureDoctor.builder(keys.key("--cert"));
    for (Path other : otherCertificates) {
      builder.otherCertificates(KeyFiles.certificates(other));
    }
    List<VerificationKey> others = new ArrayList<>();
    for (Path other : otherKeys) {
      others.add(KeyFiles.publicKey(other));
    }
    self.map(NodeId::parse).ifPresent(builder::self);
    time.map(at -> Clock.fixed(at, ZoneOffset.UTC)).ifPresent(builder::clock);
    return builder.otherKeys(others).userIds(userIds).pathPrefixes(prefixes).label(label).build();
  }

  /** The base computed here, to be compared with the sender's; there may be none. */
  private void showBase(HttpMessage read) throws IOException {
    try {
      message.show(
          SignatureBase.of(read, MessageSignature.read(read.headers(), label).parameters()),
          spec.commandLine().getErr());
    } catch (VerificationException | IllegalArgumentException e) {
      spec.commandLine().getErr().println("no signature base: " + e.getMessage());
    }
  }

  private void print(Diagnosis diagnosis) {
    ObjectNode result =
        JsonNodeFactory.instance.objectNode().put("file", message.file().toString());
    ArrayNode findings = result.putArray("findings");
    diagnosis.findings().forEach(finding -> findings.add(finding.code()));
    result.put("explanation", diagnosis.explanation()).put("remedy", diagnosis.remedy());
    ObjectNode evidence = result.putObject("evidence");
    diagnosis.evidence().forEach(evidence::put);
    spec.commandLine().getOut().println(result);
  }
}
