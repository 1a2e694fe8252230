package io.github.citydc.testkit.conformance;

import static io.github.citydc.testkit.conformance.SignatureChecks.explained;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.citydc.internal.StrictJson;
import io.github.citydc.signing.DigestAlgorithm;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.List;

/**
 * Bundles: several messages in one signed request, each with an answer of its own. The hash tree is
 * made here, so that what the library under test may have misunderstood is not taken over.
 */
final class BundleChecks {

  private static final String FIELD = "cdx-bundle";
  private static final String NDJSON = "application/x-ndjson";
  private static final String MARK = "cdxMark";
  private static final int FEWEST = 2;
  private static final int MOST = 1000;

  private BundleChecks() {}

  static void addTo(Checks<Examiner> checks) {
    checks
        .add(
            "S-61",
            "Each message of a bundle gets its receipt, in their order, under a signed root",
            "报文包中每份报文按序得到回执，应答的根已签名")
        .by(BundleChecks::accepted)
        .add(
            "S-62",
            "A message of a bundle that fails is refused alone and leaves no trace",
            "报文包中未通过的报文单独被拒绝，不留痕迹")
        .by(BundleChecks::alone)
        .add("S-63", "A bundle without the root of its lines is refused", "没有根或根与各行不符的报文包被拒绝")
        .by(BundleChecks::roots)
        .add("S-64", "A bundle that is malformed or too large is refused whole", "格式错误或过大的报文包整体被拒绝")
        .by(BundleChecks::whole)
        .add("S-65", "A message that was accepted before gets its first receipt", "此前已接收的报文得到首次回执")
        .by(BundleChecks::repeated);
  }

  /** A line of an answer. */
  private record Line(String text, JsonNode json) {}

  private static void requireOffered(Examiner node) {
    long most = node.limit("bundleMessages");
    Examiner.need(most != 0, "The node takes no bundles");
    Examiner.require(
        most >= FEWEST && most <= MOST,
        "bundleMessages is " + most + ", and not from " + FEWEST + " to " + MOST);
  }

  private static void accepted(Examiner node) throws IOException {
    requireOffered(node);
    // A single line is the root; three and five have a node without a sibling.
    for (int count : new int[] {1, 2, 3, 5}) {
      if (count <= node.limit("bundleMessages")) {
        List<byte[]> messages = persons(node, count);
        Reply reply = node.send(bundle(node, messages));
        explained("a bundle of " + count, () -> requireReceipts(node, reply, messages));
      }
    }
    List<byte[]> messages = persons(node, FEWEST);
    byte[] compressed = BatchChecks.gzip(body(messages));
    Reply reply =
        node.send(
            draft(node, compressed, root(messages))
                .field("content-encoding", "gzip")
                .cover("content-encoding"));
    explained("a bundle in gzip", () -> requireReceipts(node, reply, messages));
  }

  private static void requireReceipts(Examiner node, Reply reply, List<byte[]> messages) {
    List<Line> answers = answers(node, reply, messages.size());
    for (int i = 0; i < messages.size(); i++) {
      requireReceipt(reply, answers.get(i), messages.get(i));
      Reply kept = node.get("/messages/" + id(messages.get(i)) + "/receipt").status(200);
      kept.require(
          Arrays.equals(kept.body(), Messages.utf8(answers.get(i).text())),
          "expected the receipt of line " + (i + 1) + " of the bundle");
    }
  }

  private static void alone(Examiner node) {
    requireOffered(node);
    Pulled pulled = Pulled.mark(node, Messages.PERSON);
    ObjectNode first = person(node, "first");
    ObjectNode invalid = person(node, "invalid");
    ((ObjectNode) invalid.path("payload")).put("idNumber", "440106198001010013");
    ObjectNode conflict =
        person(node, "conflict").put("messageId", first.path("messageId").asText());
    ObjectNode stranger = person(node, "stranger").put("sender", node.receiver().toString());
    ObjectNode last = person(node, "last");
    List<byte[]> messages = new ArrayList<>();
    messages.add(Messages.bytes(first));
    messages.add(Messages.bytes(invalid));
    messages.add(Messages.utf8("{\"messageId\":"));
    messages.add(Messages.bytes(conflict));
    messages.add(Messages.bytes(stranger));
    messages.add(Messages.bytes(last));
    Examiner.need(
        messages.size() <= node.limit("bundleMessages"), "The node takes smaller bundles only");
    Reply reply = node.send(bundle(node, messages));
    List<Line> answers = answers(node, reply, messages.size());
    requireReceipt(reply, answers.get(0), messages.get(0));
    requireProblem(reply, answers, 2, "validation-failed");
    requireProblem(reply, answers, 3, "malformed-message");
    requireProblem(reply, answers, 4, "message-conflict");
    requireProblem(reply, answers, 5, "sender-mismatch");
    requireReceipt(reply, answers.get(5), messages.get(5));
    node.get("/messages/" + id(messages.get(1)) + "/receipt").refused("not-found");
    ObjectNode mended = person(node, "mended").put("messageId", id(messages.get(1)));
    Reply after = node.send(node.post(mended));
    explained("the message that was refused, corrected under the same id", after::accepted);
    ObjectNode next = person(node, "next");
    List<byte[]> inOrder =
        List.of(Messages.bytes(person(node, "before")), messages.get(1), Messages.bytes(next));
    Reply ordered = node.send(bundle(node, "?inOrder=true", inOrder));
    List<Line> lines = answers(node, ordered, inOrder.size());
    requireReceipt(ordered, lines.get(0), inOrder.get(0));
    requireProblem(ordered, lines, 2, "message-conflict", "validation-failed");
    explained(
        "in order, a message behind one that is refused for good",
        () -> requireReceipt(ordered, lines.get(2), inOrder.get(2)));
    requireRecorded(pulled, List.of("first", "last", "mended", "before", "next"));
  }

  private static void roots(Examiner node) {
    requireOffered(node);
    List<byte[]> messages = persons(node, FEWEST);
    List<byte[]> turned = new ArrayList<>(messages);
    Collections.reverse(turned);
    Reply wrong = node.send(draft(node, body(messages), root(turned)));
    explained("the root of other lines", () -> wrong.refused("malformed-message"));
    Reply half = node.send(draft(node, body(messages), root(messages.subList(0, 1))));
    explained("the root of the first line", () -> half.refused("malformed-message"));
    Reply none = node.send(draft(node, body(messages), root(messages)).withoutField(FIELD));
    explained("no root", () -> none.refused("malformed-message"));
    Reply unsigned = node.send(draft(node, body(messages), root(messages)).uncover(FIELD));
    explained(
        "a root that is not signed",
        () -> unsigned.refused("signature-invalid", "malformed-message"));
    for (byte[] message : messages) {
      node.get("/messages/" + id(message) + "/receipt").refused("not-found");
    }
    requireReceipts(node, node.send(bundle(node, messages)), messages);
  }

  private static void whole(Examiner node) throws IOException {
    requireOffered(node);
    int most = (int) node.limit("bundleMessages");
    List<byte[]> many = Collections.nCopies(most + 1, Messages.utf8("{}"));
    Reply beyond = node.send(bundle(node, many));
    explained(most + " messages and one more", () -> refused(node, beyond));
    List<byte[]> messages = persons(node, FEWEST);
    byte[] body = body(messages);
    byte[] cut = Arrays.copyOf(body, body.length - 1);
    Reply order = node.send(bundle(node, "?inOrder=maybe", messages));
    explained("a parameter inOrder that is neither true nor false", () -> refused(node, order));
    Reply open = node.send(draft(node, cut, root(messages)));
    explained("a last line without line feed", () -> refused(node, open));
    List<byte[]> gap = List.of(messages.get(0), Examiner.NOTHING, messages.get(1));
    Reply empty = node.send(bundle(node, gap));
    explained("an empty line", () -> refused(node, empty));
    Reply json = node.send(bundle(node, messages).field("content-type", "application/json"));
    explained("the content type application/json", () -> refused(node, json));
    Reply encoding =
        node.send(
            bundle(node, messages).field("content-encoding", "rot13").cover("content-encoding"));
    explained("an unknown encoding", () -> refused(node, encoding));
    byte[] blanks = new byte[(int) node.limit("bodySize") + 1];
    Arrays.fill(blanks, (byte) ' ');
    blanks[blanks.length - 1] = '\n';
    List<byte[]> line = List.of(Arrays.copyOf(blanks, blanks.length - 1));
    Reply large =
        node.send(
            draft(node, BatchChecks.gzip(blanks), root(line))
                .field("content-encoding", "gzip")
                .cover("content-encoding"));
    explained("more than bodySize when decompressed", () -> refused(node, large));
    for (byte[] message : messages) {
      node.get("/messages/" + id(message) + "/receipt").refused("not-found");
    }
  }

  private static void refused(Examiner node, Reply reply) {
    node.signed(reply.refused("malformed-message", "body-too-large"));
  }

  private static void repeated(Examiner node) {
    requireOffered(node);
    Pulled pulled = Pulled.mark(node, Messages.PERSON);
    byte[] one = Messages.bytes(person(node, "one"));
    byte[] two = Messages.bytes(person(node, "two"));
    String ofOne = text(node.send(node.post(one)).accepted());
    Reply first = node.send(bundle(node, List.of(one, two)));
    List<Line> answers = answers(node, first, 2);
    requireReceipt(first, answers.get(1), two);
    explained("a message that came alone before", () -> same(first, answers.get(0), ofOne));
    String ofTwo = answers.get(1).text();
    Reply again = node.send(bundle(node, List.of(two, one)));
    List<Line> turned = answers(node, again, 2);
    explained("a message that came in a bundle before", () -> same(again, turned.get(0), ofTwo));
    explained("a message that came twice before", () -> same(again, turned.get(1), ofOne));
    Reply alone = node.send(node.post(two)).accepted();
    alone.require(text(alone).equals(ofTwo), "expected the first receipt, from the bundle");
    requireRecorded(pulled, List.of("one", "two"));
  }

  private static void same(Reply reply, Line answer, String receipt) {
    reply.require(answer.text().equals(receipt), "expected the first receipt, byte for byte");
  }

  private static void requireRecorded(Pulled pulled, List<String> marks) {
    List<String> found = new ArrayList<>();
    pulled.since().forEach(change -> found.add(change.path("payload").path(MARK).asText()));
    Examiner.require(
        found.equals(marks) || !pulled.isPossible(),
        "What was accepted is " + marks + ", but recorded is " + found);
  }

  private static List<byte[]> persons(Examiner node, int count) {
    List<byte[]> messages = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      messages.add(Messages.bytes(node.messages.person()));
    }
    return messages;
  }

  private static ObjectNode person(Examiner node, String mark) {
    ObjectNode message = node.messages.person();
    ((ObjectNode) message.path("payload")).put(MARK, mark);
    return message;
  }

  private static String id(byte[] message) {
    return StrictJson.read(message).path("messageId").asText();
  }

  private static Draft bundle(Examiner node, List<byte[]> messages) {
    return bundle(node, "", messages);
  }

  private static Draft bundle(Examiner node, String query, List<byte[]> messages) {
    return draft(node, query, body(messages), root(messages));
  }

  private static Draft draft(Examiner node, byte[] body, String root) {
    return draft(node, "", body, root);
  }

  private static Draft draft(Examiner node, String query, byte[] body, String root) {
    return node.draft("POST", "/bundles" + query, body)
        .field("content-type", NDJSON)
        .field(FIELD, root)
        .cover(FIELD);
  }

  private static byte[] body(List<byte[]> messages) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (byte[] message : messages) {
      body.writeBytes(message);
      body.write('\n');
    }
    return body.toByteArray();
  }

  /** RFC 9162, section 2.1, with SHA-256. */
  static String root(List<byte[]> lines) {
    List<byte[]> level = new ArrayList<>();
    lines.forEach(line -> level.add(hash(0, line, Examiner.NOTHING)));
    while (level.size() > 1) {
      List<byte[]> above = new ArrayList<>();
      for (int i = 0; i < level.size(); i += 2) {
        above.add(i + 1 < level.size() ? hash(1, level.get(i), level.get(i + 1)) : level.get(i));
      }
      level.clear();
      level.addAll(above);
    }
    return "sha-256=:" + Base64.getEncoder().encodeToString(level.get(0)) + ":";
  }

  private static byte[] hash(int kind, byte[] left, byte[] right) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(kind);
    bytes.writeBytes(left);
    bytes.writeBytes(right);
    return DigestAlgorithm.SHA_256.digest(bytes.toByteArray());
  }

  /** The lines of an answer, which must be signed with their root. */
  private static List<Line> answers(Examiner node, Reply reply, int messages) {
    node.signed(reply.status(200));
    reply.require(reply.field("content-type").startsWith(NDJSON), "expected " + NDJSON);
    reply.require(reply.field("content-encoding").isEmpty(), "expected no content encoding");
    String body = text(reply);
    reply.require(body.endsWith("\n"), "expected a line feed at the end of each line");
    List<String> lines = List.of(body.substring(0, body.length() - 1).split("\n", -1));
    reply.require(lines.size() == messages, "expected " + messages + " lines, not " + lines.size());
    reply.require(
        reply.field(FIELD).equals(root(lines.stream().map(Messages::utf8).toList())),
        "expected " + FIELD + " with the root over the lines of the answer");
    reply.require(
        reply.field("signature-input").contains("\"" + FIELD + "\""),
        "expected a signature that covers " + FIELD);
    return lines.stream().map(line -> new Line(line, read(reply, line))).toList();
  }

  private static JsonNode read(Reply reply, String line) {
    try {
      return StrictJson.read(Messages.utf8(line));
    } catch (IllegalArgumentException e) {
      throw reply.failed("a line of the answer is no JSON");
    }
  }

  private static String text(Reply reply) {
    return new String(reply.body(), StandardCharsets.UTF_8);
  }

  private static void requireReceipt(Reply reply, Line answer, byte[] message) {
    JsonNode sent = StrictJson.read(message);
    for (String member : List.of("messageId", "type", "operation", "sender", "receiver")) {
      reply.require(
          answer.json().path(member).equals(sent.path(member)),
          "expected a receipt with the " + member + " of the message, not " + answer.text());
    }
    reply.require(
        answer.json().path("bodyDigest").asText().equals(Messages.sha256(message)),
        "expected a receipt with the digest of the message");
    reply.require(
        answer.json().path("acceptedAt").isTextual(), "expected a receipt with its acceptedAt");
  }

  private static void requireProblem(Reply reply, List<Line> answers, int line, String... codes) {
    Line answer = answers.get(line - 1);
    reply.require(
        List.of(codes).contains(answer.json().path("code").asText()),
        "expected the problem "
            + String.join(" or ", codes)
            + " in line "
            + line
            + ", not "
            + answer.text());
  }
}
