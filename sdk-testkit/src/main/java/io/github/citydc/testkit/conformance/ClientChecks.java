package io.github.citydc.testkit.conformance;

import static io.github.citydc.testkit.conformance.PlayedNode.is;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.citydc.exchange.http.HttpHeaders;
import io.github.citydc.exchange.http.HttpRequest;
import io.github.citydc.exchange.http.HttpResponse;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.testkit.conformance.ClientUnderTest.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;

/** What a client does with answers, and how it tries again. */
final class ClientChecks {

  private static final Duration LONG_AGO = Duration.ofSeconds(400);
  private static final int WAIT = 2;

  private ClientChecks() {}

  static void addTo(Checks<ClientExaminer> checks) {
    checks
        .add("R-53", "A receipt of something else is not taken", "不接受与所发内容不符的回执")
        .by(ClientChecks::receiptsOfSomethingElse)
        .add("R-54", "What is not signed for this very request is no answer", "未就本次请求签名的内容不构成应答")
        .by(ClientChecks::forgedAnswers)
        .add(
            "R-55",
            "A message is tried again as its answer says, with the same body and a new signature",
            "按应答要求重试，报文体不变，签名更新")
        .by(ClientChecks::retries)
        .add(
            "R-56",
            "Before a large body the limits are asked for, signed, and kept",
            "发送大报文前以签名方式查询并遵守上限")
        .by(ClientChecks::largeBodies);
  }

  /** Requires that a client says no more than it can know. */
  private static void notDelivered(ClientExaminer client, String what, Outcome outcome) {
    if (outcome == Outcome.DELIVERED && client.node.messages().size() < 2) {
      throw new CheckFailed(what + ": the client takes this for a delivery");
    }
  }

  private static void receiptsOfSomethingElse(ClientExaminer client) throws Exception {
    client.node.play((request, node) -> Optional.empty());
    Outcome honest = client.send();
    Examiner.require(
        honest == Outcome.DELIVERED, "A message with its receipt is " + honest + " to the client");
    Map<String, String> wrong =
        Map.of(
            "messageId", Messages.id(client.settings.clock.instant()),
            "type", "space.grid/1",
            "operation", "delete",
            "sender", "440105:11440105007483025F:grid",
            "receiver", "440105:11440105007483025F:grid",
            "bodyDigest", "0".repeat(64));
    for (Map.Entry<String, String> member : wrong.entrySet()) {
      client.node.play(
          (request, node) ->
              is(request, "POST", "/messages")
                  ? Optional.of(
                      node.signed(
                          PlayedNode.json(
                              200, node.receipt(request).put(member.getKey(), member.getValue())),
                          request))
                  : wrongReceipt(request, node));
      Outcome outcome = client.send();
      Examiner.require(
          outcome != Outcome.DELIVERED,
          "A receipt with another " + member.getKey() + " is a delivery to the client");
    }
  }

  /** Who asks for a receipt has none. */
  private static Optional<HttpResponse> wrongReceipt(HttpRequest request, PlayedNode node) {
    return request.uri().getPath().endsWith("/receipt")
        ? Optional.of(node.problem(ProblemCode.NOT_FOUND, request, true))
        : Optional.empty();
  }

  private static void forgedAnswers(ClientExaminer client) throws Exception {
    Map<String, BiFunction<HttpRequest, PlayedNode, HttpResponse>> forged =
        new java.util.LinkedHashMap<>();
    forged.put("an unsigned 200", (r, n) -> PlayedNode.json(200, n.receipt(r)));
    forged.put(
        "an unsigned 503", (r, n) -> new HttpResponse(503, HttpHeaders.empty(), Content.empty()));
    forged.put(
        "an unsigned page",
        (r, n) ->
            new HttpResponse(
                200,
                HttpHeaders.empty().with("content-type", "text/html"),
                Content.ofText("<html>")));
    forged.put(
        "an unsigned 409", (r, n) -> unsigned(n.problem(ProblemCode.MESSAGE_CONFLICT, r, true)));
    forged.put("an answer to another request", ClientChecks::toAnother);
    client.settings.other.ifPresentOrElse(
        key ->
            forged.put(
                "an answer of another node",
                (r, n) -> n.signed(PlayedNode.json(200, n.receipt(r)), r, key, Duration.ZERO)),
        () -> client.leftOut().add("answers of another node: there is no other key"));
    forged.put(
        "an answer signed long ago",
        (r, n) -> n.signed(PlayedNode.json(200, n.receipt(r)), r, client.settings.key, LONG_AGO));
    forged.put(
        "an answer for another receiver",
        (r, n) -> {
          HttpResponse right = n.signed(PlayedNode.json(200, n.receipt(r)), r);
          return right.headers(
              right.headers().with("cdx-receiver", "440105:11440105007483025F:grid"));
        });
    forged.put(
        "an answer whose status was changed",
        (r, n) -> {
          HttpResponse right = n.signed(PlayedNode.json(202, n.receipt(r)), r);
          return new HttpResponse(200, right.headers(), right.body());
        });
    forged.put(
        "an answer whose body was changed",
        (r, n) -> {
          HttpResponse right = n.signed(PlayedNode.json(200, n.receipt(r)), r);
          return new HttpResponse(
              200, right.headers(), Content.ofText(right.body().toText() + " "));
        });
    forged.put(
        "a receipt that says unverified",
        (r, n) -> {
          HttpResponse receipt = PlayedNode.json(200, n.receipt(r));
          return n.signed(receipt.headers(receipt.headers().with("cdx-request", "unverified")), r);
        });
    forged.put(
        "a conflict that says unverified",
        (r, n) -> n.problem(ProblemCode.MESSAGE_CONFLICT, r, false));
    forged.put(
        "a redirect",
        (r, n) ->
            new HttpResponse(
                302,
                HttpHeaders.empty().with("location", n.url() + "/elsewhere"),
                Content.empty()));
    for (var one : forged.entrySet()) {
      AtomicInteger answered = new AtomicInteger();
      client.node.play(
          (request, node) ->
              is(request, "POST", "/messages") && answered.getAndIncrement() == 0
                  ? Optional.of(one.getValue().apply(request, node))
                  : wrongReceipt(request, node));
      Outcome outcome = client.send();
      notDelivered(client, one.getKey(), outcome);
      Examiner.require(
          outcome != Outcome.REFUSED, "With " + one.getKey() + " the client gives the message up");
      Examiner.require(
          client.node.requests.stream().noneMatch(r -> r.uri().getPath().endsWith("/elsewhere")),
          "The client follows a redirect");
    }
  }

  private static HttpResponse unsigned(HttpResponse response) {
    return new HttpResponse(
        response.status(),
        HttpHeaders.empty().with("content-type", "application/problem+json"),
        response.body());
  }

  private static HttpResponse toAnother(HttpRequest request, PlayedNode node) {
    String signature = ClientExaminer.field(request, "signature");
    char changed = signature.charAt(20) == 'A' ? 'B' : 'A';
    HttpRequest other =
        request.headers(
            request
                .headers()
                .with("signature", signature.substring(0, 20) + changed + signature.substring(21)));
    return node.signed(PlayedNode.json(200, node.receipt(request)), other);
  }

  private static void retries(ClientExaminer client) throws Exception {
    for (ProblemCode code :
        List.of(ProblemCode.UNAVAILABLE, ProblemCode.INTERNAL, ProblemCode.RATE_LIMITED)) {
      first(client, (r, n) -> n.problem(code, r, true, Optional.of(1)));
      Outcome outcome = client.send();
      requireRetried(client, code.wireName(), outcome);
    }
    for (ProblemCode code :
        List.of(
            ProblemCode.MESSAGE_CONFLICT,
            ProblemCode.VALIDATION_FAILED,
            ProblemCode.UNKNOWN_TYPE,
            ProblemCode.OUTSIDE_JURISDICTION)) {
      first(client, (r, n) -> n.problem(code, r, true));
      Outcome outcome = client.send();
      Examiner.require(
          outcome == Outcome.REFUSED && client.node.messages().size() == 1,
          "After "
              + code
              + " the client sends "
              + client.node.messages().size()
              + " times and says "
              + outcome);
    }
    pauses(client);
  }

  private static void first(
      ClientExaminer client, BiFunction<HttpRequest, PlayedNode, HttpResponse> answer) {
    AtomicInteger answered = new AtomicInteger();
    client.node.play(
        (request, node) ->
            is(request, "POST", "/messages") && answered.getAndIncrement() == 0
                ? Optional.of(answer.apply(request, node))
                : Optional.empty());
  }

  private static void requireRetried(ClientExaminer client, String what, Outcome outcome) {
    List<HttpRequest> messages = client.node.messages();
    Examiner.require(
        outcome == Outcome.DELIVERED && messages.size() == 2,
        "After " + what + " the client sends " + messages.size() + " times and says " + outcome);
    Examiner.require(
        messages.get(0).body().toText().equals(messages.get(1).body().toText()),
        "After " + what + " the client sends another body");
    Examiner.require(
        !ClientExaminer.field(messages.get(0), "signature-input")
            .equals(ClientExaminer.field(messages.get(1), "signature-input")),
        "After " + what + " the client sends the same nonce again");
  }

  private static void pauses(ClientExaminer client) throws Exception {
    List<Long> times = new ArrayList<>();
    client.node.play(
        (request, node) -> {
          if (!is(request, "POST", "/messages")) {
            return Optional.empty();
          }
          times.add(System.nanoTime());
          return times.size() == 1
              ? Optional.of(node.problem(ProblemCode.UNAVAILABLE, request, true, Optional.of(WAIT)))
              : Optional.empty();
        });
    requireRetried(client, "retryAfter " + WAIT, client.send());
    long waited = Duration.ofNanos(times.get(1) - times.get(0)).toMillis();
    Examiner.require(
        waited >= WAIT * 1000L - 50,
        "With retryAfter " + WAIT + " the client sends again after " + waited + " ms");
    first(
        client,
        (r, n) -> {
          HttpResponse problem = n.problem(ProblemCode.UNAVAILABLE, r, true);
          return problem.headers(problem.headers().with("retry-after", "3600"));
        });
    requireRetried(client, "Retry-After alone, which is not signed", client.send());
  }

  private static void largeBodies(ClientExaminer client) throws IOException, InterruptedException {
    client.node.play((request, node) -> Optional.empty());
    Outcome outcome =
        client.client.send(
            client.node.url(), Messages.PERSON, client.file(Messages.text(client.person(100_000))));
    Examiner.require(
        outcome == Outcome.DELIVERED,
        "A body of 100 kB within the limits is " + outcome + " to the client");
    boolean asked = false;
    for (HttpRequest request : client.node.requests) {
      asked |= is(request, "GET", "/node") && !ClientExaminer.field(request, "signature").isEmpty();
      Examiner.require(
          asked || !is(request, "POST", "/messages"),
          "The client sends 100 kB before it has asked GET /node with a signature");
    }
    client.node.play((request, node) -> Optional.empty());
    client.node.bodySize(65_536);
    ObjectNode large = client.person(100_000);
    client.client.send(client.node.url(), Messages.PERSON, client.file(Messages.text(large)));
    Examiner.require(
        client.node.messages().stream().allMatch(r -> r.body().size() <= 65_536),
        "The client sends 100 kB to a node that takes 65,536 bytes");
    Examiner.require(client.node.messages().isEmpty(), "The client sends a part of a message");
  }
}
