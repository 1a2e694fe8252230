package io.github.citydc.cli.send;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.citydc.cli.failure.Reasons;
import io.github.citydc.exchange.message.ExchangeException;
import io.github.citydc.exchange.message.InvalidPayloadException;
import io.github.citydc.exchange.message.MessageId;
import io.github.citydc.exchange.message.Problem;
import io.github.citydc.exchange.message.ProblemException;
import io.github.citydc.exchange.message.Receipt;
import io.github.citydc.exchange.message.UnverifiedRequestException;
import io.github.citydc.model.PayloadFormatException;
import io.github.citydc.validation.Violation;
import java.util.List;
import java.util.Locale;

/** What became of a line, as one line of JSON; never with a value of the payload. */
public final class Outcome {

  private final Locale language;

  /**
   * Tells outcomes.
   *
   * @param language the language of messages
   */
  public Outcome(Locale language) {
    this.language = language;
  }

  /** The receiver accepted the message, and its receipt was verified. */
  ObjectNode accepted(long line, Receipt receipt) {
    return outcome(line, "accepted")
        .put("messageId", receipt.messageId().toString())
        .put("type", receipt.type().toString())
        .put("operation", receipt.operation().wireName())
        .put("receiver", receipt.receiver().toString())
        .put("bodyDigest", receipt.bodyDigest().shortText())
        .put("acceptedAt", receipt.acceptedAt().toString());
  }

  /** The line is no payload of its type; nothing was sent. */
  ObjectNode malformed(long line, PayloadFormatException failure) {
    return outcome(line, "malformed")
        .put("pointer", failure.pointer())
        .put("code", failure.violation().code())
        .put("reason", failure.violation().message(language));
  }

  /** The line is longer than a message may be; nothing was sent. */
  ObjectNode tooLong(long line) {
    return outcome(line, "malformed")
        .put("pointer", "")
        .put("reason", "More than " + MessageLines.LONGEST + " bytes");
  }

  /** The payload breaks rules; nothing was sent. */
  ObjectNode invalid(long line, InvalidPayloadException failure) {
    ObjectNode json = outcome(line, "invalid");
    violations(json, failure.report().errors(), failure.report().moreErrors());
    return json;
  }

  /** The receiver, or the way to it, refused the message. */
  ObjectNode refused(long line, MessageId id, ExchangeException failure) {
    ObjectNode json = outcome(line, "refused").put("messageId", id.toString());
    if (failure instanceof ProblemException answered) {
      Problem problem = answered.problem();
      json.put("code", problem.code().wireName()).put("reason", problem.detail());
      violations(json, problem.violations(), problem.moreViolations());
    } else if (failure instanceof UnverifiedRequestException answered) {
      json.put("code", answered.code().wireName()).put("reason", Reasons.of(failure));
    } else {
      json.put("reason", Reasons.of(failure));
    }
    return json.put("retryable", failure.isRetryable());
  }

  /** The message went to the dead letters. */
  ObjectNode dead(long line, String id, String reason) {
    return outcome(line, "dead").put("messageId", id).put("reason", reason);
  }

  private static ObjectNode outcome(long line, String name) {
    return JsonNodeFactory.instance.objectNode().put("line", line).put("outcome", name);
  }

  private void violations(ObjectNode json, List<Violation> violations, int more) {
    ArrayNode array = json.putArray("violations");
    for (Violation violation : violations) {
      array
          .addObject()
          .put("pointer", violation.pointer())
          .put("code", violation.code())
          .put("standard", violation.standard())
          .put("message", violation.message(language));
    }
    if (more > 0) {
      json.put("moreViolations", more);
    }
  }
}
