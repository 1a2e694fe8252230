package io.github.citydc.testkit.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.citydc.exchange.http.HttpHeaders;
import io.github.citydc.exchange.message.Problem;
import io.github.citydc.exchange.message.VerificationException;
import io.github.citydc.internal.StrictJson;
import io.github.citydc.naming.node.NodeDirectory;
import io.github.citydc.naming.node.NodeEntry;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.signing.doctor.Diagnosis;
import io.github.citydc.signing.doctor.SignatureDoctor;
import io.github.citydc.signing.http.CdxProfile;
import io.github.citydc.signing.http.HttpMessage;
import io.github.citydc.signing.http.MessageSignature;
import io.github.citydc.signing.http.SignatureBase;
import io.github.citydc.validation.Violation;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Requests as the console shows them: without the values of payloads and credentials. */
final class SightingJson {

  private static final Set<String> CREDENTIALS =
      Set.of("authorization", "proxy-authorization", "cookie", "set-cookie");
  private static final String HIDDEN = "•••";

  private final NodeDirectory directory;
  private final NodeId self;

  SightingJson(NodeDirectory directory, NodeId self) {
    this.directory = directory;
    this.self = self;
  }

  /** A line of the list. */
  ObjectNode summary(Sighting sighting) {
    HttpHeaders headers = sighting.request().headers();
    ObjectNode json =
        StrictJson.newObject()
            .put("number", sighting.number())
            .put("at", sighting.at().toString())
            .put("millis", sighting.took().toMillis())
            .put("method", sighting.request().method())
            .put("path", sighting.request().uri().getPath())
            .put("sender", headers.value(CdxProfile.SENDER_FIELD).orElse(""))
            .put("status", sighting.response().status())
            .put("size", sighting.size());
    sighting
        .json()
        .ifPresent(
            body -> {
              copy(body, "type", json);
              copy(body, "messageId", json);
              copy(body, "batchId", json);
              copy(body, "operation", json);
            });
    sighting
        .problem()
        .ifPresent(
            problem ->
                json.put("problem", problem.code().wireName())
                    .put("title", problem.title())
                    .put("titleZh", problem.titleZh()));
    return json;
  }

  private static void copy(JsonNode body, String member, ObjectNode to) {
    if (body.path(member).isTextual()) {
      to.put(member, body.path(member).textValue());
    }
  }

  /** All but the values of the payload. */
  ObjectNode whole(Sighting sighting) {
    ObjectNode json = summary(sighting);
    json.set("requestHeaders", headers(sighting.request().headers()));
    json.set("responseHeaders", headers(sighting.response().headers()));
    base(sighting).ifPresent(text -> json.put("signatureBase", text));
    sighting.json().ifPresent(body -> json.set("body", withoutValues(body)));
    sighting.problem().ifPresent(problem -> problem(problem, json));
    return json;
  }

  private static ArrayNode headers(HttpHeaders headers) {
    ArrayNode fields = StrictJson.newObject().putArray("fields");
    headers.forEach(
        (name, value) ->
            fields
                .addObject()
                .put("name", name)
                .put(
                    "value", CREDENTIALS.contains(name.toLowerCase(Locale.ROOT)) ? HIDDEN : value));
    return fields;
  }

  private static Optional<String> base(Sighting sighting) {
    try {
      MessageSignature signature =
          MessageSignature.read(sighting.request().headers(), CdxProfile.LABEL);
      return Optional.of(
          SignatureBase.of(HttpMessage.of(sighting.request()), signature.parameters()).text());
    } catch (VerificationException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The envelope as it is, the payload and whatever else is no envelope without its values. */
  private static JsonNode withoutValues(JsonNode body) {
    if (!body.has("payload")) {
      return hidden(body);
    }
    ObjectNode copy = ((ObjectNode) body).deepCopy();
    copy.set("payload", hidden(body.get("payload")));
    return copy;
  }

  private static JsonNode hidden(JsonNode value) {
    if (value.isArray()) {
      ArrayNode copy = StrictJson.newObject().putArray("all");
      value.forEach(element -> copy.add(hidden(element)));
      return copy;
    }
    ObjectNode copy = StrictJson.newObject();
    if (!value.isObject()) {
      return copy.textNode(HIDDEN);
    }
    value.properties().forEach(member -> copy.set(member.getKey(), hidden(member.getValue())));
    return copy;
  }

  private static void problem(Problem problem, ObjectNode json) {
    json.put("detail", problem.detail())
        .put("retryable", problem.retryable())
        .put("moreViolations", problem.moreViolations());
    json.set("violations", violations(problem.violations()));
  }

  static ArrayNode violations(Iterable<Violation> violations) {
    ArrayNode all = StrictJson.newObject().putArray("violations");
    violations.forEach(
        violation ->
            all.addObject()
                .put("pointer", violation.pointer())
                .put("code", violation.code())
                .put("severity", violation.severity().name().toLowerCase(Locale.ROOT))
                .put("standard", violation.standard())
                .put("message", violation.message())
                .put("messageZh", violation.messageZh()));
    return all;
  }

  /** What the doctor says; empty if it is not known who the sender is, or the body was long. */
  Optional<ObjectNode> diagnosis(Sighting sighting) {
    if (!sighting.isWhole()) {
      return Optional.empty();
    }
    return sender(sighting)
        .map(
            entry -> {
              Diagnosis diagnosis =
                  SignatureDoctor.builder(entry.certificates().get(0))
                      .otherCertificates(
                          entry.certificates().subList(1, entry.certificates().size()))
                      .clock(Clock.fixed(sighting.at(), ZoneOffset.UTC))
                      .self(self)
                      .build()
                      .examine(HttpMessage.of(sighting.request()));
              ObjectNode json =
                  StrictJson.newObject()
                      .put("explanation", diagnosis.explanation())
                      .put("remedy", diagnosis.remedy());
              ArrayNode findings = json.putArray("findings");
              diagnosis.findings().forEach(finding -> findings.add(finding.code()));
              ArrayNode evidence = json.putArray("evidence");
              diagnosis
                  .evidence()
                  .forEach(
                      (name, value) -> evidence.addObject().put("name", name).put("value", value));
              return json;
            });
  }

  private Optional<NodeEntry> sender(Sighting sighting) {
    try {
      return sighting
          .request()
          .headers()
          .value(CdxProfile.SENDER_FIELD)
          .flatMap(name -> directory.find(NodeId.parse(name)))
          .filter(entry -> !entry.certificates().isEmpty());
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
