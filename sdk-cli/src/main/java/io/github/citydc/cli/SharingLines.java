package io.github.citydc.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.citydc.cli.failure.Reasons;
import io.github.citydc.exchange.message.ProblemException;
import io.github.citydc.exchange.message.SignedReceipt;
import io.github.citydc.model.PayloadJson;
import io.github.citydc.model.Transition.Refusal;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Model.CommandSpec;

/** What the commands of sharing print. */
final class SharingLines {

  private static final PayloadJson JSON = PayloadJson.standard();

  private final CommandSpec command;

  SharingLines(CommandSpec command) {
    this.command = command;
  }

  /** A payload that the other node has taken. */
  void accepted(String number, SignedReceipt receipt) {
    ObjectNode line = JSON.newObject().put("number", number).put("outcome", "accepted");
    line.put("messageId", receipt.receipt().messageId().toString());
    line.put("acceptedAt", receipt.receipt().acceptedAt().toString());
    print(line);
  }

  /** A payload that is not sent, since it would be against the law. */
  void refused(String number, Refusal refusal) {
    ObjectNode line = JSON.newObject().put("number", number).put("outcome", "refused");
    print(line.put("reason", refusal.message()).put("reasonZh", refusal.messageZh()));
  }

  /** A payload that breaks rules; nothing is printed as a result. */
  int invalid(RuntimeException failure) {
    tell(String.valueOf(failure.getMessage()));
    return ExitCodes.FINDINGS;
  }

  /** What will be refused again is a finding; what may pass is a failure. */
  int refused(ProblemException answer) {
    if (answer.isRetryable()) {
      throw answer;
    }
    tell("the node refuses it: " + Reasons.of(answer));
    return ExitCodes.FINDINGS;
  }

  void tell(String words) {
    command.commandLine().getErr().println("cdx sharing " + command.name() + ": " + words);
  }

  void print(Object json) {
    command.commandLine().getOut().println(new String(JSON.write(json), StandardCharsets.UTF_8));
  }
}
