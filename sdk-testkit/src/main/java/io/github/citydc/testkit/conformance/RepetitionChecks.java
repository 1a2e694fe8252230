package io.github.citydc.testkit.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.citydc.exchange.http.HttpRequest;
import io.github.citydc.exchange.message.TransportException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** What happens to a message that comes again. */
final class RepetitionChecks {

  private static final int AT_ONCE = 20;

  private RepetitionChecks() {}

  static void addTo(Checks<Examiner> checks) {
    checks
        .add(
            "S-13",
            "A request is accepted once, after a restart, too; nonces belong to their key",
            "同一请求只接受一次，重启后亦然；随机数按密钥区分")
        .by(RepetitionChecks::replays)
        .add(
            "S-16", "A repeated message gets its first receipt, byte for byte", "重发的报文得到首次回执，逐字节相同")
        .by(RepetitionChecks::sameReceipt)
        .add("S-17", "Another body under the same id is a conflict", "同一标识下的不同报文体构成冲突")
        .by(RepetitionChecks::conflict)
        .add(
            "S-18",
            "A refused message is forgotten: corrected, it is accepted under its id",
            "被拒绝的报文不留痕迹，更正后可用原标识接受")
        .by(RepetitionChecks::correctedAfterRefusal)
        .add("S-19", "Ids belong to their sender", "报文标识按发送方区分")
        .by(RepetitionChecks::idsOfSenders)
        .add("S-20", "A node that is killed stores each message once", "节点被强行终止后每条报文只保存一次")
        .by(RepetitionChecks::killed);
  }

  private static void replays(Examiner node) throws Exception {
    HttpRequest request = node.post(node.messages.person()).sign();
    node.send(request).accepted();
    node.send(request).refused("replayed");
    if (node.keys.find(ConformanceKeys.Extra.SECOND).isPresent()) {
      Draft one = node.draft("GET", "/node", Examiner.NOTHING);
      Draft other = node.draft(node.second(), "GET", "/node", Examiner.NOTHING);
      node.send(one).status(200);
      Reply same = node.send(other.parameter("nonce", one.nonce()));
      SignatureChecks.explained("the same nonce under another key", () -> same.status(200));
    } else {
      node.leaveOut("nonces under another key: there is no key second");
    }
    if (node.canRestart()) {
      node.control().restart();
      Reply again = node.send(request);
      SignatureChecks.explained(
          "the same request after a restart", () -> again.refused("replayed"));
    } else {
      node.leaveOut("repetition after a restart: the node cannot be restarted from here");
    }
  }

  private static void sameReceipt(Examiner node) throws Exception {
    byte[] body = Messages.bytes(node.messages.person());
    Reply first = node.send(node.post(body)).accepted();
    same(first, node.send(node.post(body)));
    Thread.sleep(5);
    same(first, node.send(node.post(body)));
    if (node.canRestart()) {
      node.control().restart();
      same(first, node.send(node.post(body)));
    } else {
      node.leaveOut("repetition after a restart: the node cannot be restarted from here");
    }
    ObjectNode message = node.messages.person();
    Pulled pulled = Pulled.mark(node, Messages.PERSON);
    byte[] contested = Messages.bytes(message);
    List<Reply> replies =
        atOnce(AT_ONCE, () -> node.once(node.post(contested).sign())).stream()
            .filter(reply -> reply.status() != 429 && reply.status() != 503)
            .toList();
    replies.forEach(reply -> same(replies.get(0).accepted(), reply));
    List<JsonNode> records = pulled.since();
    Examiner.require(
        records.size() == 1 || !pulled.isPossible(),
        "A message that came "
            + AT_ONCE
            + " times at once is recorded "
            + records.size()
            + " times");
  }

  private static void same(Reply first, Reply again) {
    again.accepted();
    again.require(
        Arrays.equals(first.body(), again.body()),
        "expected the first receipt again, byte for byte");
  }

  static List<Reply> atOnce(int times, Callable<Reply> call) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(times);
    try {
      List<Reply> replies = new ArrayList<>();
      for (Future<Reply> one : threads.invokeAll(java.util.Collections.nCopies(times, call))) {
        replies.add(one.get());
      }
      return replies;
    } finally {
      threads.shutdownNow();
    }
  }

  private static void conflict(Examiner node) {
    ObjectNode message = node.messages.person();
    String text = Messages.text(message);
    Reply first = node.send(node.post(Messages.utf8(text))).accepted();
    Reply other = node.send(node.post(Messages.utf8(text.replaceFirst(",", ", "))));
    SignatureChecks.explained("one more space", () -> other.refused("message-conflict"));
    Reply receipt =
        node.get("/messages/" + message.path("messageId").asText() + "/receipt").status(200);
    receipt.require(
        Arrays.equals(receipt.body(), first.body()),
        "expected the receipt of the first body after a conflict");
  }

  private static void correctedAfterRefusal(Examiner node) {
    ObjectNode message = node.messages.person();
    ObjectNode spoiled = message.deepCopy();
    spoiled.withObject("payload").put("sex", "7");
    node.send(node.post(spoiled)).refused("validation-failed");
    Reply corrected = node.send(node.post(message));
    SignatureChecks.explained("corrected under the same id", corrected::accepted);
    node.send(node.post(message)).accepted();
  }

  private static void idsOfSenders(Examiner node) {
    Party second = node.second();
    ObjectNode mine = node.messages.person();
    ObjectNode theirs = node.messages.person(second);
    String id = mine.path("messageId").asText();
    theirs.put("messageId", id);
    node.send(node.post(mine)).accepted();
    Reply other =
        node.send(node.draft(second, "POST", "/messages", Messages.bytes(theirs))).accepted();
    other.require(
        other.text("sender").equals(second.node().toString()),
        "expected a receipt for the second sender");
    for (Party party : List.of(node.own, second)) {
      Reply receipt = node.get(party, "/messages/" + id + "/receipt").status(200);
      receipt.require(
          receipt.text("sender").equals(party.node().toString()),
          "a sender gets the receipt of another under the same id");
    }
    ObjectNode onlyMine = node.messages.person();
    node.send(node.post(onlyMine)).accepted();
    node.get(second, "/messages/" + onlyMine.path("messageId").asText() + "/receipt")
        .refused("not-found");
  }

  private static void killed(Examiner node) throws Exception {
    NodeControl control = node.control();
    Pulled pulled = Pulled.mark(node, Messages.PERSON);
    List<byte[]> bodies = new ArrayList<>();
    for (int i = 0; i < AT_ONCE; i++) {
      bodies.add(Messages.bytes(node.messages.person()));
    }
    ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
    try {
      bodies.forEach(
          body ->
              threads.execute(
                  () -> {
                    try {
                      node.once(node.post(body).sign());
                    } catch (TransportException e) {
                      // That is what this is about.
                    }
                  }));
      control.restart();
    } finally {
      threads.shutdown();
      threads.awaitTermination(60, java.util.concurrent.TimeUnit.SECONDS);
    }
    for (byte[] body : bodies) {
      Reply first = node.send(node.post(body)).accepted();
      same(first, node.send(node.post(body)));
    }
    int records = pulled.since().size();
    Examiner.require(
        records == bodies.size() || !pulled.isPossible(),
        bodies.size() + " messages around a crash are recorded " + records + " times");
  }
}
