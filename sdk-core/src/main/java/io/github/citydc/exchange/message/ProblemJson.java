package io.github.citydc.exchange.message;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.citydc.exchange.internal.ViolationJson;
import io.github.citydc.model.PayloadJson;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The JSON form of a problem: RFC 9457 with the members of interface standard §5. */
final class ProblemJson {

  private static final PayloadJson JSON = PayloadJson.standard();

  /** Those that may be meant by their status alone. */
  private static final Set<ProblemCode> PASSING =
      Set.of(
          ProblemCode.REQUEST_TIMEOUT,
          ProblemCode.REPLAYED,
          ProblemCode.RATE_LIMITED,
          ProblemCode.INTERNAL,
          ProblemCode.UNAVAILABLE);

  private ProblemJson() {}

  /**
   * Writes a problem.
   *
   * @param problem what to write
   * @return UTF-8
   */
  static byte[] write(Problem problem) {
    ObjectNode object = JSON.newObject();
    object.put("type", problem.code().type());
    object.put("code", problem.code().wireName());
    object.put("status", problem.status());
    object.put("title", problem.title());
    object.put("titleZh", problem.titleZh());
    object.put("detail", problem.detail());
    object.put("detailZh", problem.detailZh());
    problem.messageId().ifPresent(id -> object.put("messageId", id.toString()));
    problem.batchId().ifPresent(id -> object.put("batchId", id.toString()));
    object.put("retryable", problem.retryable());
    problem.retryAfter().ifPresent(pause -> object.put("retryAfter", pause.toSeconds()));
    if (!problem.violations().isEmpty()) {
      object.set("violations", ViolationJson.write(problem.violations()));
    }
    ViolationJson.writeMore(problem.moreViolations(), object);
    if (!problem.missing().isEmpty()) {
      ArrayNode missing = object.putArray("missing");
      problem.missing().forEach(part -> missing.add(part.value()));
    }
    return JSON.write(object);
  }

  /**
   * Reads a problem.
   *
   * @param status the HTTP status it came with
   * @param body as received
   * @return the problem
   * @throws MalformedMessageException if it is not one
   */
  static Problem read(int status, byte[] body) {
    JsonMembers members = JsonMembers.read(body);
    return Problem.builder()
        .code(ProblemCode.ofWireName(members.text("code")))
        .status(status)
        .title(members.text("title"))
        .titleZh(members.optionalText("titleZh").orElse(""))
        .detail(members.optionalText("detail").orElse(""))
        .detailZh(members.optionalText("detailZh").orElse(""))
        .messageId(members.optionalValue("messageId", MessageId::parse))
        .batchId(members.optionalValue("batchId", MessageId::parse))
        .retryable(members.optional("retryable").map(JsonNode::asBoolean).orElse(false))
        .violations(members.optional("violations").map(ViolationJson::read).orElse(List.of()))
        .moreViolations(members.optional("moreViolations").map(ViolationJson::more).orElse(0))
        .missing(members.optional("missing").map(ProblemJson::parts).orElse(List.of()))
        .retryAfter(retryAfter(members))
        .build();
  }

  /**
   * The problem of an answer that has no body because it is one to {@code HEAD}, if it may pass.
   *
   * @param status its HTTP status
   * @return the problem that has this status; empty if asking again does not help
   */
  static Optional<Problem> passing(int status) {
    return PASSING.stream()
        .filter(code -> code.status() == status)
        .findFirst()
        .map(code -> Problem.of(code, "HEAD was answered with status " + status));
  }

  /** Anything else than a number of seconds from 1 is as good as nothing. */
  private static Optional<Duration> retryAfter(JsonMembers members) {
    return members
        .optional("retryAfter")
        .filter(seconds -> seconds.canConvertToInt() && seconds.intValue() > 0)
        .map(seconds -> Duration.ofSeconds(seconds.intValue()));
  }

  private static List<ContentHash> parts(JsonNode digests) {
    List<ContentHash> parts = new ArrayList<>();
    try {
      digests.forEach(digest -> parts.add(ContentHash.parse(digest.asText())));
    } catch (IllegalArgumentException e) {
      throw new MalformedMessageException("/missing", String.valueOf(e.getMessage()));
    }
    return parts;
  }
}
