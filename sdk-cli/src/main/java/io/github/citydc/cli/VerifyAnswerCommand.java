package io.github.citydc.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.citydc.exchange.query.QueryAnswer;
import io.github.citydc.exchange.query.SignedAnswer;
import io.github.citydc.signing.http.AnswerVerifier;
import io.github.citydc.signing.http.ReceiptVerifier;
import io.github.citydc.signing.http.VerifiedReceipt;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code cdx verify-answer}. */
@Command(
    name = "verify-answer",
    mixinStandardHelpOptions = true,
    description = {
      "Verifies stored answers to queries offline: what was asked, what was answered, and by whom.",
      "Prints a line of JSON for each answer, without key and record. Exit code 1 if any is refused."
    },
    footer = {"", "Example: cdx verify-answer --trust root.pem answer.json"})
final class VerifyAnswerCommand implements Callable<Integer> {

  @Mixin private ProofOptions proofs = new ProofOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    return proofs.verify(spec.commandLine(), "answers", VerifyAnswerCommand::verify);
  }

  private static void verify(ReceiptVerifier verifier, byte[] file, ObjectNode result) {
    SignedAnswer signed = SignedAnswer.fromJson(file);
    VerifiedReceipt proof = new AnswerVerifier(verifier).verify(signed);
    QueryAnswer answer = signed.answer();
    result
        .put("queryId", answer.queryId().toString())
        .put("resource", answer.resource())
        .put("type", answer.type().toString())
        .put("verdict", answer.verdict().wireName())
        .put("answeredBy", proof.signer().toString())
        .put("askedBy", proof.receiver().toString())
        .put("answeredAt", answer.answeredAt().toString())
        .put("keyId", proof.keyId().toString())
        .put("revocation", proof.revocation().name().toLowerCase(Locale.ROOT));
  }
}
