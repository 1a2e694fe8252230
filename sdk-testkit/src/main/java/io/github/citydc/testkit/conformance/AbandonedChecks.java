package io.github.citydc.testkit.conformance;

import static io.github.citydc.testkit.conformance.SignatureChecks.explained;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.citydc.testkit.conformance.ConformanceKeys.Extra;
import java.util.List;
import java.util.UUID;

/** Uploads that are given up. */
final class AbandonedChecks {

  private static final String NDJSON = "application/x-ndjson";

  private AbandonedChecks() {}

  static void addTo(Checks<Examiner> checks) {
    checks
        .add(
            "S-67",
            "The parts of an abandoned upload are deleted, and no others",
            "中止上传时只删除该次上传的分片")
        .by(AbandonedChecks::abandoned);
  }

  private static void abandoned(Examiner node) throws InterruptedException {
    Examiner.need(node.limit("partSize") > 0, "The node takes no batches");
    parts(node);
    ofOthers(node);
    listed(node);
    accepted(node);
    files(node);
  }

  private static void parts(Examiner node) {
    String batch = node.messages.newId();
    byte[] sent = line(node);
    byte[] earlier = line(node);
    byte[] wanted = line(node);
    put(node, node.own, sent, batch).status(201);
    node.messages.part(earlier).status(201);
    put(node, node.own, earlier, batch).status(204);
    put(node, node.own, wanted, batch).status(201);
    node.send(
            node.draft(
                "HEAD",
                "/parts/" + Messages.name(wanted) + "?for=" + node.messages.newId(),
                Examiner.NOTHING))
        .status(204);
    deleted(node, "/batches/" + batch + "/parts");
    requirePart(node, node.own, sent, false, "a part that was sent for the batch");
    requirePart(node, node.own, earlier, true, "a part that was there before");
    requirePart(node, node.own, wanted, true, "a part that another upload has asked for since");
    explained("the parts again", () -> deleted(node, "/batches/" + batch + "/parts"));
  }

  private static void ofOthers(Examiner node) {
    if (node.keys.find(Extra.SECOND).isEmpty()) {
      node.leaveOut("parts of other nodes: there is no key second");
      return;
    }
    String batch = node.messages.newId();
    byte[] part = line(node);
    put(node, node.second(), part, batch).status(201);
    deleted(node, "/batches/" + batch + "/parts");
    requirePart(node, node.second(), part, true, "a part of another node");
  }

  /** A part that was sent for one batch, but stands in the manifest of another. */
  private static void listed(Examiner node) throws InterruptedException {
    String batch = node.messages.newId();
    byte[] part = line(node);
    put(node, node.own, part, batch).status(201);
    ObjectNode manifest =
        node.messages.manifest(node.own, Messages.PERSON, List.of(part), List.of(1));
    node.messages.batch(manifest).accepted();
    deleted(node, "/batches/" + batch + "/parts");
    requirePart(node, node.own, part, true, "a part that a manifest lists");
    done(node, manifest);
  }

  private static void accepted(Examiner node) throws InterruptedException {
    byte[] part = line(node);
    ObjectNode manifest =
        node.messages.manifest(node.own, Messages.PERSON, List.of(part), List.of(1));
    String batch = manifest.path("batchId").asText();
    put(node, node.own, part, batch).status(201);
    node.messages.batch(manifest).accepted();
    Reply reply = node.send(delete(node, "/batches/" + batch + "/parts"));
    explained("a batch that was accepted", () -> node.signed(reply.refused("message-conflict")));
    done(node, manifest);
  }

  private static void done(Examiner node, ObjectNode manifest) throws InterruptedException {
    int accepted = node.messages.done(manifest.path("batchId").asText()).path("accepted").asInt(-1);
    Examiner.require(accepted == 1, "The batch has accepted " + accepted + " records, not 1");
  }

  private static void files(Examiner node) {
    if (node.limit("fileSize") == 0) {
      node.leaveOut("parts of files: the node takes no files");
      return;
    }
    byte[] content = Messages.utf8("A file that is given up " + UUID.randomUUID());
    String file = Messages.name(content);
    node.send(
            node.draft("PUT", "/parts/" + file + "?for=" + file, content)
                .field("content-type", "application/octet-stream"))
        .status(201);
    deleted(node, "/files/" + file + "/parts");
    requirePart(node, node.own, content, false, "a part that was sent for a file");
  }

  /** A record, each time another one. */
  private static byte[] line(Examiner node) {
    ObjectNode person = node.messages.personPayload(node.own);
    return Messages.utf8(Messages.text(person.put("cdxMark", node.messages.newId())) + "\n");
  }

  private static Reply put(Examiner node, Party by, byte[] part, String upload) {
    return node.send(
        node.draft(by, "PUT", "/parts/" + Messages.name(part) + "?for=" + upload, part)
            .field("content-type", NDJSON)
            .field("cdx-type", Messages.PERSON));
  }

  private static Draft delete(Examiner node, String path) {
    return node.draft("DELETE", path, Examiner.NOTHING);
  }

  private static void deleted(Examiner node, String path) {
    node.signed(node.send(delete(node, path)).status(204));
  }

  private static void requirePart(
      Examiner node, Party by, byte[] part, boolean there, String what) {
    Reply reply =
        node.send(node.draft(by, "HEAD", "/parts/" + Messages.name(part), Examiner.NOTHING));
    explained(what, () -> reply.status(there ? 204 : 404));
  }
}
