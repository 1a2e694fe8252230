package io.github.citydc.testkit.conformance;

import static io.github.citydc.testkit.conformance.SignatureChecks.explained;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.citydc.code.DivisionCode;
import io.github.citydc.model.PayloadType;
import io.github.citydc.model.standard.InterfaceStandard;
import io.github.citydc.model.standard.PayloadTypes;
import io.github.citydc.model.standard.SpoiledExample;
import java.util.List;
import java.util.Map;

/** The payloads that a node accepts, and from which senders. */
final class PayloadChecks {

  private static final String ORGAN = "11440106007482911C";
  private static final String ACTION = "document.action/1";
  private static final String REPLY = "collaboration.reply/1";
  private static final List<String> REGISTER = List.of("upsert", "delete");

  private static final Map<String, List<String>> OPERATIONS =
      Map.ofEntries(
          Map.entry(Messages.PERSON, REGISTER),
          Map.entry("population.household/1", REGISTER),
          Map.entry("population.residence/1", REGISTER),
          Map.entry("organization.legal-entity/1", REGISTER),
          Map.entry("space.address/1", REGISTER),
          Map.entry("space.building/1", REGISTER),
          Map.entry("space.grid/1", REGISTER),
          Map.entry("economy.indicator/1", REGISTER),
          Map.entry("disclosure.item/1", REGISTER),
          Map.entry("service.item/1", REGISTER),
          Map.entry("service.certificate/1", REGISTER),
          Map.entry("service.evaluation/1", REGISTER),
          Map.entry("service.consultation/1", REGISTER),
          Map.entry("service.complaint/1", REGISTER),
          Map.entry("service.supervision/1", REGISTER),
          Map.entry("catalog.entry/1", REGISTER),
          Map.entry("document.official-document/1", List.of("upsert")),
          Map.entry(ACTION, List.of("event")),
          Map.entry(REPLY, List.of("upsert", "event")));

  private PayloadChecks() {}

  static void addTo(Checks<Examiner> checks) {
    checks
        .add(
            "S-28",
            "The example of each type is accepted, and each spoiled one refused for exactly its reasons",
            "各类型示例被接受，各错误示例按确切原因被拒绝")
        .by(PayloadChecks::examples)
        .add("S-29", "Each type has its operations and no other", "各类型仅支持规定的操作")
        .by(PayloadChecks::operations)
        .add("S-51", "A node writes for its own division and below only", "节点只能写入本辖区及下级的数据")
        .by(PayloadChecks::jurisdiction)
        .add(
            "S-52",
            "A receipt says what was accepted, and can be asked for again",
            "回执如实写明所接受的内容，并可再次查询")
        .by(PayloadChecks::receipts);
  }

  private static void examples(Examiner node) {
    Examiner.need(
        node.own.node().division().covers(DivisionCode.parse("440106"))
            && node.own.node().organization().toString().equals(ORGAN),
        "The examples belong to 440106 and to " + ORGAN + ", and the suite's node does not");
    for (PayloadType type : PayloadTypes.standard().types()) {
      if (node.takesOnlyEncrypted(type.toString())) {
        node.leaveOut("examples of " + type + ": the node takes them only encrypted");
      } else if (node.takes(type.toString())) {
        examples(node, type);
      } else {
        node.leaveOut("examples of " + type + ": the node does not take them");
      }
    }
  }

  private static void examples(Examiner node, PayloadType type) {
    ObjectNode payload = node.messages.withKnownFiles(Messages.example(type.toString()));
    String operation = type.toString().equals(ACTION) ? "event" : "upsert";
    Reply right =
        node.send(
            node.post(node.messages.message(type.toString(), operation, first(type, payload))));
    explained(
        "the example of " + type,
        () -> {
          if (type.toString().equals(ACTION) && right.status() != 200) {
            right.violations(List.of("/payload/action document.life"));
          } else if (right.code().equals("outside-jurisdiction")) {
            node.leaveOut("the example of " + type + ", which belongs to another organ");
          } else {
            right.accepted();
          }
        });
    for (SpoiledExample spoiled : InterfaceStandard.spoiledExamples(type)) {
      Reply reply =
          node.send(
              node.post(
                  node.messages.message(
                      type.toString(), operation, Messages.object(spoiled.json()))));
      List<String> expected =
          spoiled.violations().stream()
              .map(v -> "/payload" + v.pointer() + " " + v.code())
              .toList();
      explained(type + ", " + spoiled.name(), () -> reply.violations(expected));
    }
  }

  /** A reply to a task that nobody has accepted begins with that. */
  private static ObjectNode first(PayloadType type, ObjectNode payload) {
    return type.toString().equals(REPLY)
        ? payload.put("action", "accepted").put("taskNumber", "XT-" + System.nanoTime())
        : payload;
  }

  private static void operations(Examiner node) {
    for (String operation : List.of("upsert", "delete")) {
      Reply reply = node.send(node.post(node.messages.person().put("operation", operation)));
      explained("operation " + operation, reply::accepted);
    }
    OPERATIONS.forEach((type, allowed) -> operations(node, type, allowed));
    for (String operation : List.of("merge", "UPSERT", "")) {
      Reply reply = node.send(node.post(node.messages.person().put("operation", operation)));
      explained("operation " + operation, () -> reply.refused("malformed-message"));
    }
  }

  /** Each type that the node takes has the operations of the standard and no other. */
  private static void operations(Examiner node, String type, List<String> allowed) {
    if (!node.takes(type) || node.takesOnlyEncrypted(type)) {
      return;
    }
    for (String operation : List.of("upsert", "delete", "event")) {
      if (!allowed.contains(operation)) {
        Reply reply =
            node.send(
                node.post(
                    node.messages.message(
                        type, operation, node.messages.withKnownFiles(Messages.example(type)))));
        explained(
            operation + " of " + type,
            () -> reply.violations(List.of("/operation operation.type")));
      }
    }
  }

  private static void jurisdiction(Examiner node) {
    String own = node.own.node().division().toString();
    place(node, own).accepted();
    if (own.length() == 6) {
      Reply below = place(node, own + "001");
      explained("nine digits below", below::accepted);
      Reply deep = place(node, own + "001004");
      explained("twelve digits below", deep::accepted);
    }
    char last = own.charAt(own.length() - 1);
    String sibling = own.substring(0, own.length() - 1) + (last == '5' ? '6' : '5');
    Reply outside = place(node, sibling);
    explained("a record of the division " + sibling, () -> outside.refused("outside-jurisdiction"));
    Reply inside = place(node, sibling + (own.length() == 6 ? "001" : ""));
    explained(
        "a record below the division " + sibling, () -> inside.refused("outside-jurisdiction"));
    String document = "document.official-document/1";
    if (node.takes(document)) {
      Reply anywhere =
          node.send(
              node.post(
                  node.messages.message(
                      document,
                      "upsert",
                      node.messages.withKnownFiles(Messages.example(document)))));
      explained("a type without division", anywhere::accepted);
    } else {
      node.leaveOut("a type without division: the node does not take " + document);
    }
  }

  private static Reply place(Examiner node, String division) {
    ObjectNode message = node.messages.person();
    message.withObject("payload").withObject("residenceAddress").put("division", division);
    return node.send(node.post(message));
  }

  private static void receipts(Examiner node) {
    ObjectNode message = node.messages.person();
    String body = Messages.text(message).replaceFirst(",", " ,");
    Reply reply = node.send(node.post(Messages.utf8(body))).accepted();
    for (String member : List.of("messageId", "type", "operation", "sender", "receiver")) {
      reply.require(
          reply.text(member).equals(message.path(member).asText()),
          "the receipt has another " + member + " than the message");
    }
    reply.require(
        reply.text("bodyDigest").equals(Messages.sha256(Messages.utf8(body))),
        "bodyDigest is not the SHA-256 of the bytes that were sent");
    java.time.Instant accepted;
    try {
      accepted = io.github.citydc.code.Rfc3339.parse(reply.text("acceptedAt")).toInstant();
    } catch (java.time.DateTimeException e) {
      throw reply.failed("acceptedAt is no time");
    }
    reply.require(
        java.time.Duration.between(accepted, node.now()).abs().toMinutes() < 5,
        "acceptedAt is not within five minutes of now");
    String path = "/messages/" + message.path("messageId").asText() + "/receipt";
    Reply again = node.signed(node.get(path).status(200));
    again.require(
        java.util.Arrays.equals(again.body(), reply.body()),
        "GET receipt answers with other bytes than POST did");
    node.get("/messages/" + node.messages.newId() + "/receipt").refused("not-found");
    node.keys
        .find(ConformanceKeys.Extra.SECOND)
        .ifPresentOrElse(
            other -> node.get(other, path).refused("not-found"),
            () -> node.leaveOut("receipts of others: there is no key second"));
  }
}
