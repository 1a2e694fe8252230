package io.github.citydc.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.citydc.cli.failure.Reasons;
import io.github.citydc.cli.input.InputFiles;
import io.github.citydc.exchange.message.ExchangeException;
import io.github.citydc.signing.http.ReceiptVerifier;
import io.github.citydc.signing.trust.RevocationCheck;
import io.github.citydc.signing.trust.RevocationPolicy;
import io.github.citydc.signing.trust.TrustStore;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** Which stored proofs are verified offline, and by what. */
final class ProofOptions {

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
        "Folder with revocation lists (*.crl, *.pem) of today: a file is refused if one says that"
            + " the signer had been revoked by then, even if that was not known yet."
      })
  private Optional<Path> crls = Optional.empty();

  @Option(
      names = "--require-revocation",
      description = {
        "Refuses files of which it is not known whether the signer was revoked.",
        "Without it, the member \"revocation\" of the result says \"unknown\"."
      })
  private boolean requireRevocation;

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE|DIR",
      description = "The files, or folders of them (*.json).")
  private List<Path> places = List.of();

  /** Reads a file and verifies what is in it. */
  @FunctionalInterface
  interface Verifying {

    /** Adds to the result what a file proves. */
    void verify(ReceiptVerifier verifier, byte[] file, ObjectNode result);
  }

  /** Verifies each file and prints a line for it. */
  int verify(CommandLine commandLine, String noun, Verifying verifying) throws IOException {
    ReceiptVerifier verifier = verifier(commandLine);
    PrintWriter out = commandLine.getOut();
    int verified = 0;
    int refused = 0;
    for (Path place : places) {
      for (Path file : files(place)) {
        ObjectNode result = result(verifier, file, verifying);
        out.println(result);
        if (result.path("verified").booleanValue()) {
          verified++;
        } else {
          refused++;
        }
      }
    }
    commandLine.getErr().printf("%d verified, %d refused%n", verified, refused);
    if (verified + refused == 0) {
      commandLine
          .getErr()
          .println("There are no " + noun + " (*" + SUFFIX + ") in " + places.get(0));
    }
    return refused == 0 ? ExitCodes.GOOD : ExitCodes.FINDINGS;
  }

  private ReceiptVerifier verifier(CommandLine commandLine) throws IOException {
    TrustStore roots = TrustStore.ofPem(InputFiles.required(trust));
    ReceiptVerifier verifier =
        new ReceiptVerifier(
            crls.map(folder -> roots.revocation(lists(commandLine, folder))).orElse(roots));
    return requireRevocation ? verifier.requiringRevocationState() : verifier;
  }

  private static RevocationCheck lists(CommandLine commandLine, Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new ParameterException(commandLine, "There is no folder " + folder);
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

  private static ObjectNode result(ReceiptVerifier verifier, Path file, Verifying verifying)
      throws IOException {
    ObjectNode result = JsonNodeFactory.instance.objectNode().put("file", file.toString());
    try {
      ObjectNode proved = result.deepCopy().put("verified", true);
      verifying.verify(verifier, InputFiles.bytes(file), proved);
      return proved;
    } catch (ExchangeException e) {
      return result.put("verified", false).put("reason", Reasons.of(e));
    }
  }
}
