package io.github.citydc.testkit.conformance;

import static io.github.citydc.testkit.conformance.SignatureChecks.explained;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.citydc.code.Rfc3339;
import io.github.citydc.exchange.http.HttpHeaders;
import io.github.citydc.exchange.http.HttpRequest;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.VerificationException;
import io.github.citydc.naming.node.DirectoryDocument;
import io.github.citydc.signing.cms.CmsVerifier;
import io.github.citydc.signing.trust.DirectoryTrust;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Paths, methods, fields, problems, and what a node says of itself. */
final class HttpChecks {

  /** Answers that are not bound to a signature, or are of another node than was asked. */
  private static final List<String> NOT_TO_BE_VERIFIED =
      List.of("signature-missing", "receiver-mismatch");

  private static final int AT_ONCE = 100;
  private static final int PATIENCE = 70_000;
  private static final List<String> OF_NODE =
      List.of("node", "standards", "profile", "digests", "types", "certificates", "limits", "time");

  private HttpChecks() {}

  static void addTo(Checks<Examiner> checks) {
    checks
        .add("S-32", "A message is JSON without content encoding", "报文为不带内容编码的 JSON")
        .by(HttpChecks::mediaTypes)
        .add(
            "S-33",
            "Paths are compared decoded, and what is not there gets a signed problem",
            "路径按解码后比较，不存在的资源得到签名的问题应答")
        .by(HttpChecks::paths)
        .add("S-34", "A node describes itself, signed if it is asked so", "节点自述，按请求方式签名")
        .by(HttpChecks::description)
        .add("S-35", "The directory is signed and names the node", "节点目录已签名并列有本节点")
        .by(HttpChecks::directory)
        .add(
            "S-49",
            "Problems have their type, status and duty, are signed, and give nothing away",
            "问题应答的类型、状态与重试义务正确，已签名且不泄露内容")
        .by(HttpChecks::problems)
        .add("S-50", "What is too much or too slow is refused with a signature", "过多或过慢的请求以签名应答拒绝")
        .by(HttpChecks::tooMuch);
  }

  private static void mediaTypes(Examiner node) {
    Reply encoded =
        node.send(
            node.post(node.messages.person())
                .field("content-encoding", "gzip")
                .cover("content-encoding"));
    explained("a content encoding that is covered", () -> refusedFinally(encoded));
    Reply uncovered =
        node.send(node.post(node.messages.person()).field("content-encoding", "identity"));
    explained(
        "a content encoding that is not covered", () -> uncovered.refused("signature-invalid"));
    Reply text = node.send(node.post(node.messages.person()).field("content-type", "text/plain"));
    explained("text/plain", () -> refusedFinally(text));
    node.send(
            node.post(node.messages.person())
                .field("content-type", "application/json; charset=UTF-8"))
        .accepted();
    Reply other =
        node.send(
            node.post(node.messages.person())
                .field("content-type", "application/json; charset=gbk"));
    explained("another charset", () -> refusedFinally(other));
  }

  private static void refusedFinally(Reply reply) {
    reply.refused("malformed-message");
  }

  private static void paths(Examiner node) {
    for (String path : List.of("/messages/", "//messages", "/nothing", "/messages/x/y/z", "/")) {
      Reply reply = node.send(node.draft("GET", path, Examiner.NOTHING));
      explained("GET " + path, () -> node.signed(reply.refused("not-found")));
    }
    String query =
        "{\"queryId\":\"%s\",\"purpose\":\"检验\",\"key\":{\"id\":\"1\"}}"
            .formatted(node.messages.newId());
    Reply unknown =
        node.send(node.draft("POST", "/queries/399999%2F999999999", Messages.utf8(query)));
    explained("a query of no resource", () -> node.signed(unknown.refused("not-found")));
    for (String method : List.of("PUT", "DELETE", "GET")) {
      Reply reply = node.send(node.draft(method, "/messages", Examiner.NOTHING));
      explained(
          method + " /messages",
          () -> {
            node.signed(reply.refused("method-not-allowed"));
            reply.require(
                reply.field("allow").contains("POST"), "expected the field allow with POST");
          });
    }
    Reply head = node.send(node.draft("HEAD", "/node", Examiner.NOTHING));
    explained("HEAD where there is GET", () -> node.signed(head.status(200)));
    head.require(head.body().length == 0, "the answer to HEAD has a body");
    if (node.get("/reconciliation?date=2026-03-20").status() == 404) {
      node.leaveOut("parameters: the node answers no reconciliation");
    } else {
      Reply twice = node.get("/reconciliation?date=2026-03-20&date=2026-03-20");
      explained("a parameter that stands twice", () -> twice.refused("malformed-message"));
    }
    if (node.limit("partSize") == 0) {
      node.leaveOut("names of parts: the node takes no batches");
      return;
    }
    byte[] part = Messages.utf8("{\"a\":\"" + node.messages.newId() + "\"}\n");
    String name = Messages.name(part);
    String escaped = name.replace(":", "%3A");
    Draft put =
        node.draft("PUT", "/parts/" + escaped, part)
            .field("content-type", "application/x-ndjson")
            .field("cdx-type", Messages.PERSON);
    Reply there = node.send(put);
    explained("PUT with %3A in the name of a part", () -> there.status(201));
    Reply plain = node.send(node.draft("HEAD", "/parts/" + name, Examiner.NOTHING));
    explained("HEAD with a colon after PUT with %3A", () -> plain.status(204));
    Reply same = node.send(node.draft("HEAD", "/parts/" + escaped, Examiner.NOTHING));
    explained("HEAD with %3A", () -> same.status(204));
  }

  private static void description(Examiner node) {
    HttpRequest unsigned =
        new HttpRequest("GET", node.uri("/node"), HttpHeaders.empty(), Content.empty());
    Reply open = node.send(unsigned).status(200);
    open.require(
        open.response().headers().value("signature").isEmpty(),
        "an unsigned question is answered without signature");
    Reply signed = node.signed(node.get("/node").status(200));
    for (Reply reply : List.of(open, signed)) {
      for (String member : OF_NODE) {
        reply.require(reply.json().has(member), "expected the member " + member);
      }
      reply.require(
          reply.json().path("limits").path("bodySize").asLong() >= 65_536,
          "expected a bodySize of 65,536 at least");
      reply.require(near(node, reply.text("time")), "expected a time near that of here");
    }
    Reply badly =
        node.send(
            node.draft("GET", "/node", Examiner.NOTHING).signature(made -> new byte[made.length]));
    explained("GET /node badly signed", () -> badly.status(401));
  }

  private static boolean near(Examiner node, String time) {
    try {
      return Duration.between(Rfc3339.parse(time), node.now().atOffset(java.time.ZoneOffset.UTC))
              .abs()
              .toMinutes()
          < 5;
    } catch (DateTimeException e) {
      return false;
    }
  }

  private static void directory(Examiner node) {
    Reply first = directoryOf(node);
    DirectoryDocument one = read(node, first);
    DirectoryDocument two = read(node, directoryOf(node));
    first.require(
        one.nodes().stream().anyMatch(entry -> entry.node().equals(node.receiver())),
        "the directory does not name the node itself");
    first.require(two.serial() >= one.serial(), "the serial of the directory goes back");
    first.require(one.expiresAt().isAfter(node.now()), "the directory has expired");
  }

  private static Reply directoryOf(Examiner node) {
    Reply reply =
        node.send(
            new HttpRequest("GET", node.uri("/directory"), HttpHeaders.empty(), Content.empty()));
    Examiner.need(reply.status() == 200, "The node publishes no directory: it is not the hub");
    return reply;
  }

  private static DirectoryDocument read(Examiner node, Reply reply) {
    try {
      byte[] content =
          new CmsVerifier(node.keys.trust()).verify(reply.body(), node.now()).content();
      return DirectoryDocument.parse(content, DirectoryTrust.decoder());
    } catch (VerificationException | IllegalArgumentException e) {
      throw reply.failed("the directory is not signed by a node of the root: " + e.getMessage());
    }
  }

  private static void problems(Examiner node) {
    ObjectNode conflicting = node.messages.person();
    node.send(node.post(conflicting)).accepted();
    ObjectNode other = conflicting.deepCopy().put("sentAt", "2026-03-20T08:15:00Z");
    HttpRequest used = node.post(node.messages.person()).sign();
    node.send(used);
    ObjectNode invalid = node.messages.person();
    invalid.withObject("payload").put("idNumber", "440106198001010013").put("phone", "1380013800");
    ObjectNode malformed = node.messages.person();
    malformed.remove("type");
    ObjectNode chosen = node.messages.person();
    chosen.withObject("payload").withObject("13800138000").put("440106198001010019", 1);
    chosen.withObject("payload").put("sex", "440106198001010019");
    Map<String, HttpRequest> provoked =
        Map.ofEntries(
            Map.entry("malformed-message", node.post(malformed).sign()),
            Map.entry(
                "unsupported-version",
                node.post(node.messages.person().put("standard", "2.0")).sign()),
            Map.entry(
                "digest-mismatch", node.post(node.messages.person()).body(new byte[] {1}).sign()),
            Map.entry("signature-missing", node.post(node.messages.person()).label("x").sign()),
            Map.entry(
                "signature-invalid", node.post(node.messages.person()).uncover("@query").sign()),
            Map.entry(
                "clock-skew", node.post(node.messages.person()).parameter("created", "1").sign()),
            Map.entry(
                "sender-mismatch",
                node.post(node.messages.person())
                    .field("cdx-sender", "440106:11440106007482911C:x")
                    .sign()),
            Map.entry(
                "receiver-mismatch",
                node.post(node.messages.person())
                    .field("cdx-receiver", "440106:11440106007482911C:x")
                    .sign()),
            Map.entry("not-found", node.draft("GET", "/nothing", Examiner.NOTHING).sign()),
            Map.entry("replayed", used),
            Map.entry("message-conflict", node.post(other).sign()),
            Map.entry(
                "unknown-type",
                node.post(node.messages.person().put("type", "population.nobody/1")).sign()),
            Map.entry("validation-failed", node.post(invalid).sign()));
    provoked.forEach((code, request) -> problem(node, code, node.send(request)));
    problem(node, "validation-failed", node.send(node.post(chosen)));
  }

  private static void problem(Examiner node, String code, Reply reply) {
    explained(
        code,
        () -> {
          reply.refused(code);
          requireProblem(reply, ProblemCode.ofWireName(code));
          if (!NOT_TO_BE_VERIFIED.contains(code)) {
            node.signed(reply);
          }
        });
  }

  /** What every problem has to be. */
  static void requireProblem(Reply reply, ProblemCode code) {
    JsonNode problem = reply.json();
    reply.require(
        reply.field("content-type").startsWith("application/problem+json"),
        "expected application/problem+json");
    reply.require(reply.text("type").equals(code.type()), "expected the type " + code.type());
    reply.require(
        problem.path("status").asInt() == code.status(), "expected the status " + code.status());
    reply.require(
        problem.path("retryable").isBoolean()
            && problem.path("retryable").asBoolean() == code.isRetryable(),
        "expected retryable " + code.isRetryable());
    for (String member : List.of("title", "titleZh", "detail", "detailZh")) {
      reply.require(!reply.text(member).isEmpty(), "expected the member " + member);
    }
    String text = reply.response().body().toText();
    for (String secret :
        List.of("440106198001010019", "440106198001010013", "13800138000", "1380013800")) {
      reply.require(!text.contains(secret), "a problem repeats a number of the payload");
    }
    reply.require(reply.body().length <= 64 * 1024, "a problem has at most 64 KiB");
  }

  /** Twice what the node says it works on at once: one that is slow comes to an end, too. */
  private static void tooMuch(Examiner node) throws Exception {
    int atOnce = (int) Math.min(AT_ONCE, 2 * node.limit("requestsAtOnce", AT_ONCE));
    List<Reply> replies =
        RepetitionChecks.atOnce(
            atOnce, () -> node.once(node.draft("GET", "/catalog", Examiner.NOTHING).sign()));
    List<Reply> refused =
        replies.stream()
            .filter(r -> r.status() == 429 || r.status() == 503)
            .filter(r -> r.body().length > 0)
            .toList();
    for (Reply reply : refused) {
      node.signed(reply);
      long after = reply.json().path("retryAfter").asLong(0);
      reply.require(after >= 1, "expected retryAfter of 1 at least");
      reply.require(
          reply.field("retry-after").equals(String.valueOf(after)),
          "expected Retry-After to be retryAfter");
    }
    if (refused.isEmpty()) {
      node.leaveOut("too many at once: the node has answered " + atOnce + " requests at once");
    }
    stalled(node);
  }

  private static void stalled(Examiner node) throws IOException {
    if (!node.base().getScheme().equals("http") || node.base().getPort() < 0) {
      node.leaveOut("a body that stalls: only over http");
      return;
    }
    HttpRequest request = node.post(node.messages.person()).sign();
    StringBuilder head = new StringBuilder();
    head.append("POST ").append(request.uri().getRawPath()).append(" HTTP/1.1\r\n");
    head.append("host: ").append(request.uri().getAuthority()).append("\r\n");
    head.append("content-length: ").append(request.body().size()).append("\r\n");
    request.headers().forEach((n, v) -> head.append(n).append(": ").append(v).append("\r\n"));
    try (Socket socket =
        new Socket(InetAddress.getByName(node.base().getHost()), node.base().getPort())) {
      socket.setSoTimeout(PATIENCE);
      socket
          .getOutputStream()
          .write(head.append("\r\n{").toString().getBytes(StandardCharsets.UTF_8));
      socket.getOutputStream().flush();
      byte[] begin = new byte[64];
      int length = socket.getInputStream().read(begin);
      String line = length < 0 ? "nothing" : new String(begin, 0, length, StandardCharsets.UTF_8);
      Examiner.require(
          line.startsWith("HTTP/1.1 408"),
          "A body that stalls is answered with 408, not with "
              + Optional.of(line).map(text -> text.lines().findFirst().orElse("")).orElse(""));
    }
  }
}
