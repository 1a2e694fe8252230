package io.github.citydc.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.citydc.exchange.message.SignedReceipt;
import io.github.citydc.signing.http.ReceiptVerifier;
import io.github.citydc.signing.http.VerifiedReceipt;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
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

  @Mixin private ProofOptions proofs = new ProofOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    return proofs.verify(spec.commandLine(), "receipts", VerifyReceiptCommand::verify);
  }

  private static void verify(ReceiptVerifier verifier, byte[] file, ObjectNode result) {
    SignedReceipt receipt = SignedReceipt.fromJson(file);
    VerifiedReceipt proof = verifier.verify(receipt);
    result
        .put("messageId", receipt.receipt().messageId().toString())
        .put("type", receipt.receipt().type().toString())
        .put("acceptedBy", proof.signer().toString())
        .put("acceptedAt", receipt.receipt().acceptedAt().toString())
        .put("keyId", proof.keyId().toString())
        .put("revocation", proof.revocation().name().toLowerCase(Locale.ROOT));
  }
}
