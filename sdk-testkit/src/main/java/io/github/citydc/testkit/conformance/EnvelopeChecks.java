package io.github.citydc.testkit.conformance;

import static io.github.citydc.testkit.conformance.SignatureChecks.explained;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.citydc.internal.StrictJson;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What a message looks like. */
final class EnvelopeChecks {

  private static final List<String> REQUIRED =
      List.of(
          "standard", "messageId", "type", "operation", "sender", "receiver", "sentAt", "payload");
  private static final List<String> TIMES =
      List.of(
          "2026-03-20T08:15:00+08:00",
          "2026-03-20T08:15:00Z",
          "2026-03-20T08:15:00.1+08:00",
          "2026-03-20T08:15:00.123456789Z",
          "2026-03-20t08:15:00z",
          "2026-03-20T00:00:00-05:30",
          "2024-02-29T23:59:59+00:00");
  private static final List<String> NO_TIMES =
      List.of(
          "2026-03-20T08:15+08:00",
          "2026-03-20T08:15:00",
          "2026-03-20 08:15:00+08:00",
          "2026-03-20T08:15:00+0800",
          "2026-03-20T08:15:00+08",
          "2026-03-20T08:15:00,1+08:00",
          "2026-03-20T08:15:00.+08:00",
          "20260320T081500Z",
          "2026-3-20T08:15:00Z",
          "2026-02-30T08:15:00Z",
          "2026-03-20T24:00:00Z",
          "2026-03-20T08:60:00Z",
          "2026-03-20T08:15:61Z",
          "12026-03-20T08:15:00Z",
          "+02026-03-20T08:15:00Z",
          "2026-03-20",
          "1774000000",
          "2026-03-20T08:15:00.1234567890Z",
          "2026-03-20T08:15:00+19:00",
          "2026-03-20T08:15:00Z ");
  private static final String EVENT = "community.event/1";
  private static final int DEPTH = 64;
  private static final int NUMBER = 100;
  private static final int NAME = 200;
  private static final int TOKENS = 1_000_000;
  private static final int MOST_TO_TRY = 16 * 1024 * 1024;

  private EnvelopeChecks() {}

  static void addTo(Checks<Examiner> checks) {
    checks
        .add(
            "S-21",
            "A required member that is absent, null or of the wrong type is refused, and the answer names the message",
            "必需成员缺失、为 null 或类型错误时拒绝，应答写明报文标识")
        .by(EnvelopeChecks::requiredMembers)
        .add(
            "S-22",
            "Another minor version is accepted, another major version refused",
            "接受其他次版本，拒绝其他主版本")
        .by(EnvelopeChecks::versions)
        .add("S-23", "Message ids and types have their form", "报文标识与类型须符合规定形式")
        .by(EnvelopeChecks::idsAndTypes)
        .add("S-24", "Times have one form, in envelope, payload and manifest", "报文、业务数据与清单中的时间形式一致")
        .by(EnvelopeChecks::times)
        .add("S-25", "What is not strict JSON is refused", "不严格的 JSON 被拒绝")
        .by(EnvelopeChecks::strictJson)
        .add("S-26", "The limits of JSON and of the body are kept to the unit", "JSON 与报文体的上限精确到单位")
        .by(EnvelopeChecks::limits)
        .add("S-27", "Unknown members and the digits of numbers are kept", "保留未知成员与数字原样")
        .by(EnvelopeChecks::unknownMembers);
  }

  private static void requiredMembers(Examiner node) {
    for (String member : REQUIRED) {
      ObjectNode absent = node.messages.person();
      absent.remove(member);
      malformed(node, absent, member + " is absent", member);
      ObjectNode nothing = node.messages.person();
      nothing.putNull(member);
      malformed(node, nothing, member + " is null", member);
      ObjectNode wrong = node.messages.person();
      wrong.put(member, 1);
      malformed(node, wrong, member + " is a number", member);
    }
    for (String wrong : List.of("306001", "406001/1", "306001/", "306001/1 ")) {
      ObjectNode resource = node.messages.person().put("resource", wrong);
      malformed(node, resource, "resource is \"" + wrong + "\"", "resource");
    }
    ObjectNode none = node.messages.person();
    for (String optional : List.of("correlationId", "replaces", "resource")) {
      none.putNull(optional);
    }
    Reply reply = node.send(node.post(none));
    explained("optional members that are null", reply::accepted);
  }

  private static void malformed(Examiner node, ObjectNode message, String what, String member) {
    Reply reply = node.send(node.post(message));
    explained(
        what,
        () -> {
          reply.refused("malformed-message");
          reply.require(
              reply.text("detail").startsWith("/" + member),
              "expected the detail to begin with /" + member);
          String id = message.path("messageId").asText();
          reply.require(
              member.equals("messageId") || reply.text("messageId").equals(id),
              "expected the problem to name the message");
        });
  }

  private static void versions(Examiner node) {
    node.send(node.post(node.messages.person().put("standard", "1.7"))).accepted();
    for (String other : List.of("2.0", "0.9", "10.0")) {
      Reply reply = node.send(node.post(node.messages.person().put("standard", other)));
      explained("standard " + other, () -> reply.refused("unsupported-version"));
    }
    for (String wrong : List.of("1", "1.0.0", "1.", "v1.0", "")) {
      Reply reply = node.send(node.post(node.messages.person().put("standard", wrong)));
      explained("standard " + wrong, () -> reply.refused("malformed-message"));
    }
  }

  private static void idsAndTypes(Examiner node) {
    String good = node.messages.newId();
    List<String> wrong =
        List.of(
            UUID.randomUUID().toString(),
            good.toUpperCase(java.util.Locale.ROOT).replace('0', 'A'),
            "{" + good + "}",
            good.replace("-", ""),
            "");
    for (String id : wrong) {
      Reply reply = node.send(node.post(node.messages.person().put("messageId", id)));
      explained("messageId " + id, () -> reply.refused("malformed-message"));
    }
    for (String type : List.of("population.person", "person/1", "population.person/x", "")) {
      Reply reply = node.send(node.post(node.messages.person().put("type", type)));
      explained("type " + type, () -> reply.refused("malformed-message"));
    }
    for (String type : List.of("population.nobody/1", "population.person/2")) {
      Reply reply = node.send(node.post(node.messages.person().put("type", type)));
      explained("type " + type, () -> reply.refused("unknown-type"));
    }
  }

  private static void times(Examiner node) {
    if (!node.takes(EVENT)) {
      node.leaveOut("times in payloads: the node does not take " + EVENT);
    }
    TIMES.forEach(time -> time(node, time, true));
    NO_TIMES.forEach(time -> time(node, time, false));
  }

  private static void time(Examiner node, String time, boolean right) {
    Reply sent = node.send(node.post(node.messages.person().put("sentAt", time)));
    explained(
        "the time \"" + time + "\" in the envelope",
        () -> judged(sent, right, "malformed-message"));
    if (node.takes(EVENT)) {
      Reply payload = node.send(node.post(event(node, time)));
      explained(
          "the time \"" + time + "\" in a payload",
          () -> judged(payload, right, "validation-failed"));
    }
    if (node.limit("partSize") > 0) {
      byte[] part = Messages.utf8("never sent " + time);
      ObjectNode manifest =
          node.messages.manifest(node.own, Messages.PERSON, List.of(part), List.of(1));
      Reply batch = node.messages.batch(manifest.put("createdAt", time));
      explained(
          "the time \"" + time + "\" in a manifest",
          () -> batch.refused(right ? "parts-missing" : "malformed-message"));
    }
  }

  private static void judged(Reply reply, boolean right, String code) {
    if (right) {
      reply.accepted();
    } else {
      reply.refused(code);
    }
  }

  /** An event that has nothing but what it needs, in the place of the suite. */
  static ObjectNode event(Examiner node, String reportedAt) {
    ObjectNode event = Messages.example(EVENT);
    event.remove(List.of("grid", "dueAt", "media", "stages", "reporter", "location"));
    event.put("division", node.own.node().division().toString());
    return node.messages.message(EVENT, "upsert", event.put("reportedAt", reportedAt));
  }

  private static void strictJson(Examiner node) {
    String id = node.messages.newId();
    String good = Messages.text(node.messages.person().put("messageId", id));
    String inside = good.substring(1, good.length() - 1);
    Map<String, String> wrong =
        Map.ofEntries(
            Map.entry(
                "a member that stands twice", "{" + inside + ",\"type\":\"population.person/1\"}"),
            Map.entry(
                "a member that stands twice, once escaped",
                "{" + inside + ",\"\\u0074ype\":\"population.person/1\"}"),
            Map.entry(
                "a member of the payload that stands twice",
                good.replace("\"payload\":{", "\"payload\":{\"name\":\"李四\",")),
            Map.entry("a byte order mark", "\ufeff" + good),
            Map.entry("content behind the object", good + "{}"),
            Map.entry("a comment", "{/* */" + inside + "}"),
            Map.entry("NaN", "{" + inside + ",\"x\":NaN}"),
            Map.entry("a leading zero", "{" + inside + ",\"x\":01}"),
            Map.entry("a trailing comma", "{" + inside + ",}"),
            Map.entry("single quotes", "{" + inside + ",'x':1}"),
            Map.entry("U+0000", "{" + inside + ",\"x\":\"\\u0000\"}"),
            Map.entry("half a surrogate pair", "{" + inside + ",\"x\":\"\\ud800\"}"),
            Map.entry("an array", "[" + good + "]"),
            Map.entry("half a message", good.substring(0, good.length() / 2)));
    wrong.forEach(
        (what, text) -> {
          Reply reply = node.send(node.post(Messages.utf8(text)));
          explained(what, () -> reply.refused("malformed-message"));
        });
    ByteArrayOutputStream invalid = new ByteArrayOutputStream();
    invalid.writeBytes(Messages.utf8("{" + inside + ",\"x\":\""));
    invalid.write(0xc3);
    invalid.writeBytes(Messages.utf8("\"}"));
    Reply reply = node.send(node.post(invalid.toByteArray()));
    explained("invalid UTF-8", () -> reply.refused("malformed-message"));
    Reply right = node.send(node.post(Messages.utf8(good)));
    explained("the same without any of this", right::accepted);
  }

  private static void limits(Examiner node) {
    edge(
        node,
        "depth",
        "[".repeat(DEPTH - 1) + "]".repeat(DEPTH - 1),
        "[".repeat(DEPTH) + "]".repeat(DEPTH));
    edge(node, "length of a number", "1".repeat(NUMBER), "1".repeat(NUMBER + 1));
    edge(
        node,
        "length of a name",
        "{\"" + "n".repeat(NAME) + "\":1}",
        "{\"" + "n".repeat(NAME + 1) + "\":1}");
    long most = node.limit("bodySize");
    Examiner.require(most >= 65_536, "bodySize of GET /node is less than 65,536: " + most);
    int used = tokens(StrictJson.read(with(node.messages.person(), "[]")));
    String beyond = ones(TOKENS - used + 1);
    if (with(node.messages.person(), beyond).length <= most) {
      edge(node, "number of tokens", ones(TOKENS - used), beyond);
    } else {
      node.leaveOut("the number of tokens: a body of " + most + " bytes has fewer");
    }
    if (most > MOST_TO_TRY) {
      node.leaveOut("a body of " + most + " bytes");
      return;
    }
    int empty = with(node.messages.person(), "[]").length;
    int room = (int) most - empty;
    String filled = "[" + "\"" + "x".repeat(997) + "\",";
    StringBuilder list = new StringBuilder("[");
    while (list.length() + filled.length() < room) {
      list.append(filled, 1, filled.length());
    }
    String last = "\"" + "y".repeat(room - list.length() - 1) + "\"]";
    edge(node, "size of the body", list + last, list + "\"y" + last.substring(1));
  }

  private static String ones(int count) {
    return "[" + "1,".repeat(count - 1) + "1]";
  }

  /** Brackets, names and values. */
  private static int tokens(JsonNode json) {
    int count = json.isContainerNode() ? 2 : 1;
    count += json.isObject() ? json.size() : 0;
    for (JsonNode child : json) {
      count += tokens(child);
    }
    return count;
  }

  private static byte[] with(ObjectNode message, String value) {
    String text = Messages.text(message);
    return Messages.utf8(text.substring(0, text.length() - 1) + ",\"x\":" + value + "}");
  }

  private static void edge(Examiner node, String what, String within, String beyond) {
    Reply inside = node.send(node.post(with(node.messages.person(), within)));
    explained("the largest " + what, inside::accepted);
    Reply outside = node.send(node.post(with(node.messages.person(), beyond)));
    explained(
        "one more than the largest " + what,
        () ->
            node.signed(
                outside.refused(what.endsWith("body") ? "body-too-large" : "malformed-message")));
  }

  private static void unknownMembers(Examiner node) {
    Pulled pulled = Pulled.mark(node, Messages.PERSON);
    Examiner.need(pulled.isPossible(), "The node offers no records of " + Messages.PERSON);
    String unknown =
        "\"cdxUnknown\":{\"amount\":1.50,\"large\":12345678901234567890.1234567890,\"power\":1E+2}";
    String text =
        Messages.text(node.messages.person())
            .replace("\"name\":\"张三\"", "\"name\":\"张三\"," + unknown)
            .replace("\"formerName\":\"张小三\"", "\"formerName\":null")
            .replace("\"residenceAddress\":{", "\"residenceAddress\":{\"cdxInner\":\"x\",")
            .replace("\"payload\":", "\"cdxOuter\":1,\"payload\":");
    node.send(node.post(Messages.utf8(text))).accepted();
    List<String> lines = pulled.lines();
    Examiner.require(lines.size() == 1, "One message is " + lines.size() + " changes");
    String line = lines.get(0);
    Examiner.require(
        line.contains("\"name\":\"张三\"," + unknown),
        "Unknown members are not where they stood, or changed: " + line);
    Examiner.require(
        line.contains("\"cdxInner\":\"x\""), "An inner unknown member is lost: " + line);
    Examiner.require(!line.contains("formerName"), "null is not read as absent: " + line);
  }
}
