package io.github.citydc.testkit.conformance;

import static io.github.citydc.testkit.conformance.SignatureChecks.explained;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The life cycles of documents, cases, events and tasks. */
final class LifeChecks {

  private static final String DOCUMENT = "document.action/1";
  private static final String EVENT = "community.event/1";
  private static final String CASE = "service.case/1";
  private static final String REPLY = "collaboration.reply/1";
  private static final String ENTRY = "catalog.entry/1";
  private static final String ANSWER = "sharing.answer/1";
  private static final String CHANGE = "sharing.change/1";
  private static final List<String> OF_RECIPIENT = List.of("received", "signed-for", "returned");

  /** For each step those that it may follow; a hyphen says that it may be the first. */
  private static final Map<String, List<String>> DOCUMENTS =
      Map.of(
          "sent", List.of("-", "returned", "withdrawn"),
          "received", List.of("sent", "reminded"),
          "reminded", List.of("sent", "received", "reminded"),
          "signed-for", List.of("received", "reminded"),
          "returned", List.of("received", "reminded"),
          "withdrawn", List.of("sent", "received", "reminded"));

  private static final Map<String, List<String>> EVENTS =
      Map.of(
          "reported", List.of("-"),
          "registered", List.of("reported"),
          "dismissed", List.of("reported"),
          "dispatched", List.of("registered", "rejected", "dispatched"),
          "handled", List.of("dispatched"),
          "verified", List.of("handled"),
          "rejected", List.of("handled"),
          "closed", List.of("verified"));

  private static final Map<String, List<String>> CASES =
      Map.of(
          "apply", List.of("-"),
          "supplement", List.of("apply", "supplement"),
          "accept", List.of("apply", "supplement"),
          "reject", List.of("apply", "supplement"),
          "review", List.of("accept", "special", "review"),
          "special", List.of("accept", "review"),
          "decide", List.of("accept", "review", "special"),
          "deliver", List.of("decide"),
          "withdraw", List.of("apply", "supplement", "accept", "review", "special"));

  private static final Map<String, String> LIVES =
      Map.of(CASE, "case.life", EVENT, "event.life", ENTRY, "catalog.life");
  private static final Map<String, List<String>> ENTRIES =
      Map.of(
          "reported", List.of("-", "returned", "published"),
          "approved", List.of("reported"),
          "returned", List.of("reported"),
          "published", List.of("approved"));
  private static final Map<String, List<String>> APPLICATIONS =
      Map.of(
          "agreed", List.of("-", "extended", "incomplete"),
          "extended", List.of("-", "incomplete"),
          "incomplete", List.of("-"),
          "refused", List.of("-", "extended", "incomplete"),
          "delivered", List.of("agreed"));
  private static final Map<String, List<String>> GRANTS =
      Map.of(
          "changed", List.of("-", "changed", "resumed"),
          "ended", List.of("-", "changed", "suspended", "resumed"),
          "suspended", List.of("-", "changed", "resumed"),
          "resumed", List.of("suspended"));
  private static final Map<String, List<String>> TASKS =
      Map.of(
          "accepted", List.of("-"),
          "declined", List.of("-"),
          "transferred", List.of("-", "accepted", "progress", "sent-back"),
          "progress", List.of("accepted", "progress", "sent-back"),
          "completed", List.of("accepted", "progress", "sent-back"),
          "confirmed", List.of("completed"),
          "sent-back", List.of("completed"));

  private LifeChecks() {}

  static void addTo(Checks<Examiner> checks) {
    checks
        .add(
            "S-30",
            "Each step of a life cycle is accepted where it may stand, and refused elsewhere",
            "生命周期各步骤在允许处被接受，在其他处被拒绝")
        .by(LifeChecks::all);
  }

  private static void all(Examiner node) {
    int tried = 0;
    if (node.takes(DOCUMENT) && node.keys.find(ConformanceKeys.Extra.SECOND).isPresent()) {
      documents(node);
      roles(node);
      tried++;
    } else {
      node.leaveOut(
          "documents: the node does not take " + DOCUMENT + ", or there is no key second");
    }
    if (node.takes(EVENT)) {
      histories(node, EVENT, "stages", "stage", EVENTS);
      tried++;
    } else {
      node.leaveOut("events: the node does not take " + EVENT);
    }
    if (node.takes(CASE)) {
      histories(node, CASE, "steps", "step", CASES);
      tried++;
    } else {
      node.leaveOut("cases: the node does not take " + CASE);
    }
    if (node.takes(REPLY)) {
      tasks(node);
      tried++;
    } else {
      node.leaveOut("tasks: the node does not take " + REPLY);
    }
    if (node.takes(ENTRY)) {
      histories(node, ENTRY, "reviews", "step", ENTRIES);
      tried++;
    } else {
      node.leaveOut("catalog entries: the node does not take " + ENTRY);
    }
    if (node.takes(ANSWER)) {
      decisions(node, ANSWER, "application.life", APPLICATIONS);
      tried++;
    } else {
      node.leaveOut("applications: the node does not take " + ANSWER);
    }
    if (node.takes(CHANGE)) {
      decisions(node, CHANGE, "grant.life", GRANTS);
      tried++;
    } else {
      node.leaveOut("grants: the node does not take " + CHANGE);
    }
    Examiner.need(tried > 0, "The node takes no type that has a life cycle");
  }

  /** The shortest history that ends with each step. */
  private static Map<String, List<String>> histories(Map<String, List<String>> after) {
    Map<String, List<String>> shortest = new LinkedHashMap<>();
    shortest.put("-", List.of());
    Deque<String> open = new ArrayDeque<>(List.of("-"));
    while (!open.isEmpty()) {
      String last = open.remove();
      after.forEach(
          (step, before) -> {
            if (before.contains(last) && !shortest.containsKey(step)) {
              List<String> history = new ArrayList<>(shortest.get(last));
              history.add(step);
              shortest.put(step, history);
              open.add(step);
            }
          });
    }
    return shortest;
  }

  /** Tries each step behind each other. */
  private static void each(Map<String, List<String>> after, Trying trying) {
    histories(after)
        .forEach(
            (last, history) ->
                after.forEach((step, before) -> trying.run(history, step, before.contains(last))));
  }

  @FunctionalInterface
  private interface Trying {

    void run(List<String> history, String step, boolean allowed);
  }

  private static void documents(Examiner node) {
    each(
        DOCUMENTS,
        (history, step, allowed) -> {
          Copy copy = new Copy(node, node.own, node.second());
          history.forEach(taken -> copy.take(taken).accepted());
          boolean again = copy.hasTaken(step);
          Reply reply = copy.take(step);
          explained(
              "the action " + step + " on a document after " + history,
              () -> {
                if (allowed || again) {
                  reply.accepted();
                } else {
                  reply.violations(List.of("/payload/action document.life"));
                }
              });
        });
  }

  private static void roles(Examiner node) {
    Copy copy = new Copy(node, node.own, node.second());
    copy.take("sent").accepted();
    copy.again().accepted();
    copy.take("received").accepted();
    Reply bySender = copy.takeBy(node.own, "signed-for", node.own);
    explained("signed-for by the sender", () -> bySender.refused("not-authorized"));
    Reply inTheNameOf = copy.takeBy(node.own, "signed-for", node.second());
    explained(
        "signed-for by the sender in the name of the recipient",
        () -> inTheNameOf.refused("not-authorized"));
    Reply byRecipient = copy.takeBy(node.second(), "withdrawn", node.second());
    explained("withdrawn by the recipient", () -> byRecipient.refused("not-authorized"));
    copy.take("signed-for").accepted();
  }

  /** Histories that stand in the payload. */
  private static void histories(
      Examiner node, String type, String list, String member, Map<String, List<String>> after) {
    Enforced enforced = new Enforced(node, LIVES.getOrDefault(type, ""));
    each(
        after,
        (history, step, allowed) -> {
          ObjectNode payload = Messages.example(type);
          List<String> whole = new ArrayList<>(history);
          whole.add(step);
          ArrayNode steps = payload.withArray(list);
          ObjectNode first = (ObjectNode) steps.get(0);
          ArrayNode all = payload.putArray(list);
          whole.forEach(name -> all.add(of(type, first, member, name)));
          if (!payload
              .path("division")
              .asText()
              .startsWith(node.own.node().division().toString())) {
            payload.put("division", node.own.node().division().toString());
            payload.remove("grid");
          }
          Reply reply =
              node.send(
                  node.post(
                      node.messages.message(
                          type, "upsert", node.messages.withKnownFiles(payload))));
          explained(type + " with " + whole, () -> enforced.take(reply, allowed));
        });
    enforced.require(type);
  }

  /** A step without what belongs to another one. */
  private static ObjectNode of(String type, ObjectNode first, String member, String name) {
    ObjectNode step = first.deepCopy().put(member, name);
    if (type.equals(CASE)) {
      step.remove(List.of("name", "explanation"));
    }
    return step;
  }

  private static void tasks(Examiner node) {
    Enforced enforced = new Enforced(node, "task.life");
    each(
        TASKS,
        (history, step, allowed) -> {
          String task = "XT-" + System.nanoTime();
          for (String taken : history) {
            reply(node, task, taken).accepted();
          }
          Reply reply = reply(node, task, step);
          explained(
              "the reply " + step + " to a task after " + history,
              () -> enforced.take(reply, allowed));
        });
    enforced.require(REPLY);
  }

  /** A receiver checks the steps of cases, events and tasks, all of them, or none. */
  private static final class Enforced {

    private final Examiner node;
    private final String code;
    private int refused;
    private int accepted;

    Enforced(Examiner node, String code) {
      this.node = node;
      this.code = code;
    }

    void take(Reply reply, boolean allowed) {
      if (allowed) {
        reply.accepted();
      } else if (reply.status() < 300) {
        accepted++;
      } else {
        refused++;
        reply.refused("validation-failed");
        reply.require(
            reply.json().path("violations").path(0).path("code").asText().equals(code),
            "expected the violation " + code);
      }
    }

    void require(String type) {
      Examiner.require(
          refused == 0 || accepted == 0,
          accepted + " steps of " + type + " that may not follow are accepted, and others refused");
      if (accepted > 0) {
        node.leaveOut("refusals of " + type + ": the node leaves its steps to the sender");
      }
    }
  }

  /** Answers to an application, and changes of a grant: each is a message of its own. */
  private static void decisions(
      Examiner node, String type, String code, Map<String, List<String>> after) {
    Enforced enforced = new Enforced(node, code);
    each(
        after,
        (history, step, allowed) -> {
          String number = "GX-" + System.nanoTime();
          for (String taken : history) {
            decision(node, type, number, taken).accepted();
          }
          Reply reply = decision(node, type, number, step);
          explained(type + ": " + step + " after " + history, () -> enforced.take(reply, allowed));
        });
    enforced.require(type);
  }

  private static Reply decision(Examiner node, String type, String number, String step) {
    ObjectNode payload = Messages.example(type);
    String own = number + "-" + System.nanoTime();
    ObjectNode organ = (ObjectNode) payload.path(type.equals(ANSWER) ? "provider" : "organ");
    organ.put("creditCode", node.own.node().organization().toString());
    if (type.equals(ANSWER)) {
      payload.put("applicationNumber", number).put("answerNumber", own).put("decision", step);
      payload.put("extension", 5).set("authority", organ.deepCopy());
      payload.putArray("missing").add("办理依据");
    } else {
      payload.put("grantNumber", number).put("changeNumber", own).put("action", step);
      payload.put("version", 2);
    }
    return node.send(node.post(node.messages.message(type, "event", payload)));
  }

  private static Reply reply(Examiner node, String task, String action) {
    ObjectNode reply = Messages.example(REPLY);
    reply.put("taskNumber", task).put("replyNumber", "R" + System.nanoTime()).put("action", action);
    reply.remove("materials");
    if (action.equals("transferred")) {
      reply.set("transferTo", reply.path("organ").deepCopy());
    }
    reply
        .withObject("organ")
        .put("name", "承办部门")
        .put("creditCode", node.own.node().organization().toString());
    return node.send(node.post(node.messages.message(REPLY, "upsert", reply)));
  }

  /** A copy of a document on its way between two nodes. */
  private static final class Copy {

    private final Examiner node;
    private final Party sender;
    private final Party recipient;
    private final String document;
    private final List<String> taken = new ArrayList<>();
    private final List<String> ids = new ArrayList<>();
    private ObjectNode last;

    Copy(Examiner node, Party sender, Party recipient) {
      this.node = node;
      this.sender = sender;
      this.recipient = recipient;
      this.document = "文〔2026〕" + System.nanoTime() + "号";
      this.last = node.messages.person();
    }

    /** Whether an action is one that is there already: it may arrive again. */
    boolean hasTaken(String action) {
      return ids.contains(id(action));
    }

    Reply take(String action) {
      Party actor = OF_RECIPIENT.contains(action) ? recipient : sender;
      Reply reply = takeBy(actor, action, actor);
      if (reply.status() == 200) {
        ids.add(id(action));
        taken.add(action);
      }
      return reply;
    }

    Reply takeBy(Party by, String action, Party named) {
      ObjectNode payload = Messages.example(DOCUMENT);
      payload.put("documentId", document).put("action", action).put("actionId", id(action));
      payload.remove("documentNumber");
      payload.remove("operator");
      payload.set("organ", organ(named));
      payload.set("recipient", organ(recipient));
      if (OF_RECIPIENT.contains(action)) {
        payload.remove("step");
      } else {
        payload.put("step", taken.size());
      }
      if (action.equals("returned") || action.equals("withdrawn")) {
        payload.put("reason", "份数不符");
      }
      last = node.messages.message(by, DOCUMENT, "event", payload);
      return node.send(node.draft(by, "POST", "/messages", Messages.bytes(last)));
    }

    /** The same action in another message. */
    Reply again() {
      last.put("messageId", node.messages.newId());
      return node.send(node.draft(sender, "POST", "/messages", Messages.bytes(last)));
    }

    private static ObjectNode organ(Party party) {
      return io.github.citydc.internal.StrictJson.newObject()
          .put("name", "机关")
          .put("creditCode", party.node().organization().toString());
    }

    private String id(String action) {
      int sendings = (int) taken.stream().filter("sent"::equals).count();
      long reminders =
          taken.subList(taken.lastIndexOf("sent") + 1, taken.size()).stream()
              .filter("reminded"::equals)
              .count();
      String text =
          String.join(
              "\0",
              document,
              recipient.node().organization().toString(),
              String.valueOf(action.equals("sent") ? sendings + 1 : sendings),
              action,
              String.valueOf(action.equals("reminded") ? reminders + 1 : 1));
      return Messages.name(Messages.utf8(text));
    }
  }
}
