package io.github.citydc.exchange.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.citydc.code.Severity;
import io.github.citydc.exchange.MalformedMessageException;
import io.github.citydc.exchange.MessageId;
import io.github.citydc.exchange.Problem;
import io.github.citydc.model.PayloadJson;
import io.github.citydc.validation.Violation;
import java.util.ArrayList;
import java.util.List;

/** The JSON form of a problem: RFC 9457 with the members of interface standard §5. */
public final class ProblemJson {

  /** The media type of RFC 9457. */
  public static final String MEDIA_TYPE = "application/problem+json";

  private static final PayloadJson JSON = PayloadJson.standard();
  private static final String TYPE_PREFIX = "urn:cdx:problem:";

  private ProblemJson() {}

  /**
   * Writes a problem.
   *
   * @param problem what to write
   * @return UTF-8
   */
  public static byte[] write(Problem problem) {
    ObjectNode object = JSON.newObject();
    object.put("type", TYPE_PREFIX + problem.code());
    object.put("code", problem.code());
    object.put("status", problem.status());
    object.put("title", problem.title());
    object.put("titleZh", problem.titleZh());
    object.put("detail", problem.detail());
    problem.messageId().ifPresent(id -> object.put("messageId", id.toString()));
    object.put("retryable", problem.retryable());
    if (!problem.violations().isEmpty()) {
      ArrayNode violations = object.putArray("violations");
      problem.violations().forEach(violation -> violations.add(write(violation)));
    }
    return JSON.write(object);
  }

  private static ObjectNode write(Violation violation) {
    ObjectNode object = JSON.newObject();
    object.put("pointer", violation.pointer());
    object.put("code", violation.code());
    object.put("standard", violation.standard());
    object.put("message", violation.message());
    object.put("messageZh", violation.messageZh());
    return object;
  }

  /**
   * Reads a problem.
   *
   * @param status the HTTP status it came with
   * @param body as received
   * @return the problem
   * @throws MalformedMessageException if it is not one
   */
  public static Problem read(int status, byte[] body) {
    Members members = new Members(EnvelopeJson.readObject(JSON, body));
    return new Problem(
        members.text("code"),
        status,
        members.text("title"),
        members.optionalText("titleZh").orElse(""),
        members.optionalText("detail").orElse(""),
        members.optionalValue("messageId", MessageId::parse),
        members.optional("retryable").map(JsonNode::asBoolean).orElse(false),
        violations(members));
  }

  private static List<Violation> violations(Members members) {
    List<Violation> violations = new ArrayList<>();
    members
        .optional("violations")
        .ifPresent(
            nodes ->
                nodes.forEach(
                    node ->
                        violations.add(
                            new Violation(
                                node.path("pointer").asText(),
                                node.path("code").asText(),
                                Severity.ERROR,
                                node.path("standard").asText(),
                                node.path("message").asText(),
                                node.path("messageZh").asText()))));
    return violations;
  }
}
