package io.github.citydc.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.citydc.cli.failure.Reasons;
import io.github.citydc.cli.input.InputFiles;
import io.github.citydc.exchange.message.ExchangeException;
import io.github.citydc.exchange.message.SignedReceipt;
import io.github.citydc.signing.http.ReceiptVerifier;
import io.github.citydc.signing.http.VerifiedReceipt;
import io.github.citydc.signing.trust.RevocationCheck;
import io.github.citydc.signing.trust.RevocationPolicy;
import io.github.citydc.signing.trust.TrustStore;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code cdx verify-receipt}. */
@Command(
    name = "verify-receipt",
    mixinStandardHelpOptions = true,
    description = {
      "Verifies stored receipts offline: signature, certificates and their revocation at that time.",
      "Prints a line of JSON for each receipt. Exit code 1 if any is refused."
    },
    footer = {"", "Example: cdx verify-receipt --trust cdx-demo/root.pem cdx-demo/receipts"})
final class VerifyReceiptCommand implements Callable<Integer> {

  private static final String SUFFIX = ".json";

  @Option(
      names = "--trust",
      required = true,
      paramLabel = "PEM",
      description = "File with the root certificates that are trusted.")
  private Path trust = Path.of("");

  @Option(
      names = "--crls",
      paramLabel = "DIR",
      description = {
        "Folder with revocation lists (*.crl, *.pem) of today: a receipt is refused if one says that"
            + " the signer had been revoked by then, even if that was not known yet."
      })
  private Optional<Path> crls = Optional.empty();

  @Option(
      names = "--require-revocation",
      description = {
        "Refuses receipts of which it is not known whether the signer was revoked.",
        "Without it, the member \"revocation\" of the result says \"unknown\"."
      })
  private boolean requireRevocation;

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE|DIR",
      description = "Receipts, or folders of receipts (*.json).")
  private List<Path> places = List.of();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    ReceiptVerifier verifier = verifier();
    PrintWriter out = spec.commandLine().getOut();
    int verified = 0;
    int refused = 0;
    for (Path place : places) {
      for (Path file : files(place)) {
        ObjectNode result = result(verifier, file);
        out.println(result);
        if (result.path("verified").booleanValue()) {
          verified++;
        } else {
          refused++;
        }
      }
    }
    spec.commandLine().getErr().printf("%d verified, %d refused%n", verified, refused);
    if (verified + refused == 0) {
      spec.commandLine()
          .getErr()
          .println("There are no receipts (*" + SUFFIX + ") in " + places.get(0));
    }
    return refused == 0 ? ExitCodes.GOOD : ExitCodes.FINDINGS;
  }

  private ReceiptVerifier verifier() throws IOException {
    TrustStore roots = TrustStore.ofPem(InputFiles.required(trust));
    ReceiptVerifier verifier =
        new ReceiptVerifier(crls.map(folder -> roots.revocation(lists(folder))).orElse(roots));
    return requireRevocation ? verifier.requiringRevocationState() : verifier;
  }

  private RevocationCheck lists(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new ParameterException(spec.commandLine(), "There is no folder " + folder);
    }
    return RevocationCheck.builder(RevocationPolicy.SOFT_FAIL).bundle(folder).offline().build();
  }

  private static List<Path> files(Path place) throws IOException {
    if (!Files.isDirectory(place)) {
      return List.of(place);
    }
    try (Stream<Path> files = Files.list(place)) {
      return files.filter(file -> file.toString().endsWith(SUFFIX)).sorted().toList();
    }
  }

  private static ObjectNode result(ReceiptVerifier verifier, Path file) throws IOException {
    ObjectNode result = JsonNodeFactory.instance.objectNode().put("file", file.toString());
    try {
      SignedReceipt receipt = SignedReceipt.fromJson(InputFiles.bytes(file));
      VerifiedReceipt proof = verifier.verify(receipt);
      return result
          .put("verified", true)
          .put("messageId", receipt.receipt().messageId().toString())
          .put("type", receipt.receipt().type().toString())
          .put("acceptedBy", proof.signer().toString())
          .put("acceptedAt", receipt.receipt().acceptedAt().toString())
          .put("keyId", proof.keyId().toString())
          .put("revocation", proof.revocation().name().toLowerCase(Locale.ROOT));
    } catch (ExchangeException e) {
      return result.put("verified", false).put("reason", Reasons.of(e));
    }
  }
}
