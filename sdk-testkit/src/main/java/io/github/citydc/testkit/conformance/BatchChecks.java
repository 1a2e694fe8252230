package io.github.citydc.testkit.conformance;

import static io.github.citydc.testkit.conformance.SignatureChecks.explained;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/** Batches and files. */
final class BatchChecks {

  private static final String NDJSON = "application/x-ndjson";
  private static final String OCTETS = "application/octet-stream";
  private static final int MIB = 1024 * 1024;
  private static final int MANY_PARTS = 10_001;

  private BatchChecks() {}

  static void addTo(Checks<Examiner> checks) {
    checks
        .add(
            "S-36", "Parts belong to their sender and are named by their digest", "分片归发送方所有，并以摘要命名")
        .by(of(BatchChecks::parts))
        .add(
            "S-37",
            "A manifest with missing parts names them, is accepted once, and does not change",
            "清单索取缺失的分片，只接受一次且不得更改")
        .by(of(BatchChecks::manifests))
        .add("S-38", "A manifest that does not add up is refused", "数目不符的清单被拒绝")
        .by(of(BatchChecks::wrongManifests))
        .add(
            "S-39",
            "The status of a batch counts every record and names each fault",
            "批次状态计入每条记录并指明每处错误")
        .by(of(BatchChecks::status))
        .add("S-40", "Compressed parts are read, within bounds", "可读取压缩分片，且有界限")
        .by(of(BatchChecks::compressed))
        .add(
            "S-41",
            "A batch survives a kill, and batches are worked on in order",
            "批次不因强行终止而丢失或重复，并按顺序处理")
        .by(of(BatchChecks::killed))
        .add("S-48", "Files are joined from parts and belong to their sender", "文件由分片组成并归发送方所有")
        .by(BatchChecks::files);
  }

  private static Check.Body<Examiner> of(Check.Body<Examiner> body) {
    return node -> {
      Examiner.need(node.limit("partSize") > 0, "The node takes no batches");
      body.run(node);
    };
  }

  private static byte[] records(Examiner node, int count) {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < count; i++) {
      lines.append(line(node)).append('\n');
    }
    return Messages.utf8(lines.toString());
  }

  /** A person, each time another text. */
  private static String line(Examiner node) {
    ObjectNode person = node.messages.personPayload(node.own);
    return Messages.text(person.put("cdxMark", node.messages.newId()));
  }

  private static Reply head(Examiner node, Party by, byte[] part) {
    return node.send(node.draft(by, "HEAD", "/parts/" + Messages.name(part), Examiner.NOTHING));
  }

  private static void parts(Examiner node) {
    byte[] part = records(node, 1);
    head(node, node.own, part).status(404);
    node.messages.part(part).status(201);
    head(node, node.own, part).status(204);
    node.messages.part(part).status(204);
    byte[] other = records(node, 1);
    Reply wrong =
        node.send(
            node.draft("PUT", "/parts/" + Messages.name(other), part)
                .field("content-type", NDJSON)
                .field("cdx-type", Messages.PERSON));
    explained("a part under the name of another", () -> wrong.refused("digest-mismatch"));
    head(node, node.own, other).status(404);
    if (node.keys.find(ConformanceKeys.Extra.SECOND).isPresent()) {
      Reply stranger = head(node, node.second(), part);
      explained("HEAD of a part of another sender", () -> stranger.status(404));
    } else {
      node.leaveOut("parts of another sender: there is no key second");
    }
  }

  private static void manifests(Examiner node) throws Exception {
    byte[] one = records(node, 2);
    byte[] two = records(node, 1);
    node.messages.part(one).status(201);
    ObjectNode manifest =
        node.messages.manifest(node.own, Messages.PERSON, List.of(one, two), List.of(2, 1));
    Reply before = node.messages.batch(manifest).refused("parts-missing");
    before.require(
        before.json().path("missing").size() == 1
            && before.json().path("missing").get(0).asText().equals(Messages.name(two)),
        "expected exactly the missing part in \"missing\"");
    node.messages.part(two).status(201);
    Reply first = node.signed(node.messages.batch(manifest).status(202));
    first.require(
        first.text("bodyDigest").equals(Messages.sha256(Messages.bytes(manifest))),
        "bodyDigest is not that of the manifest");
    Reply again = node.messages.batch(manifest).status(202);
    again.require(
        Arrays.equals(first.body(), again.body()), "expected the first receipt of the batch again");
    Reply receipt =
        node.get("/batches/" + manifest.path("batchId").asText() + "/receipt").status(200);
    receipt.require(
        Arrays.equals(first.body(), receipt.body()), "expected the first receipt of the batch");
    Reply changed =
        node.messages.batch(manifest.deepCopy().put("createdAt", "2026-03-20T08:15:00Z"));
    explained("another manifest under the same id", () -> changed.refused("message-conflict"));
    node.messages.done(manifest.path("batchId").asText());
  }

  private static void wrongManifests(Examiner node) {
    byte[] part = records(node, 2);
    node.messages.part(part).status(201);
    ObjectNode good = node.messages.manifest(node.own, Messages.PERSON, List.of(part), List.of(2));
    wrong(node, "a wrong sum", good.deepCopy().put("records", 3));
    wrong(node, "a part with a negative number of records", change(good, "records", -2));
    ObjectNode none = good.deepCopy().put("records", 0);
    none.putArray("parts");
    wrong(node, "no part", none);
    wrong(node, MANY_PARTS + " parts", many(good));
    ObjectNode otherSize = change(good, "size", part.length + 1);
    Reply size = node.messages.batch(otherSize);
    explained(
        "another size of a part",
        () -> size.refused("malformed-message", "digest-mismatch", "parts-missing"));
    ObjectNode encoding = good.deepCopy();
    ((ObjectNode) encoding.path("parts").get(0)).put("encoding", "rot13");
    wrong(node, "an unknown encoding", encoding);
    Reply sender =
        node.messages.batch(good.deepCopy().put("sender", "440106:11440106007482911C:other"));
    explained("another sender", () -> sender.refused("sender-mismatch"));
    Reply receiver =
        node.messages.batch(good.deepCopy().put("receiver", "440106:11440106007482911C:other"));
    explained("another receiver", () -> receiver.refused("receiver-mismatch"));
    node.get("/batches/" + good.path("batchId").asText()).refused("not-found");
    ObjectNode tenTimes = many(good, 11);
    wrong(node, "a part eleven times", tenTimes);
  }

  private static ObjectNode change(ObjectNode manifest, String member, int value) {
    ObjectNode changed = manifest.deepCopy();
    ((ObjectNode) changed.path("parts").get(0)).put(member, value);
    if (member.equals("records")) {
      changed.put("records", value);
    }
    return changed;
  }

  private static ObjectNode many(ObjectNode manifest) {
    ObjectNode changed = manifest.deepCopy().put("records", MANY_PARTS);
    ArrayNode parts = changed.putArray("parts");
    for (int i = 0; i < MANY_PARTS; i++) {
      parts
          .addObject()
          .put("digest", String.format("sha-256:%064x", i))
          .put("size", 9)
          .put("records", 1);
    }
    return changed;
  }

  private static ObjectNode many(ObjectNode manifest, int times) {
    ObjectNode changed = manifest.deepCopy();
    JsonNode part = changed.path("parts").get(0);
    ArrayNode parts = changed.putArray("parts");
    Collections.nCopies(times, part).forEach(parts::add);
    return changed.put("records", times * part.path("records").asInt());
  }

  private static void wrong(Examiner node, String what, ObjectNode manifest) {
    Reply reply = node.messages.batch(manifest);
    explained("a manifest with " + what, () -> reply.refused("malformed-message"));
  }

  private static void status(Examiner node) throws Exception {
    byte[] good = records(node, 3);
    String bad = line(node).replace("440106198001010019", "440106198001010013");
    byte[] mixed =
        Messages.utf8(line(node) + "\n\n" + bad + "\n" + line(node) + "\nno JSON\n" + bad + "\n");
    node.messages.part(good).status(201);
    node.messages.part(mixed).status(201);
    ObjectNode manifest =
        node.messages.manifest(
            node.own, Messages.PERSON, List.of(good, mixed, good), List.of(3, 5, 3));
    node.messages.batch(manifest).status(202);
    String id = manifest.path("batchId").asText();
    JsonNode done = node.messages.done(id);
    Reply status = node.signed(node.get("/batches/" + id).status(200));
    status.require(done.path("state").asText().equals("done"), "expected the state done");
    status.require(
        done.path("records").asInt() == 11
            && done.path("accepted").asInt() == 8
            && done.path("rejected").asInt() == 3,
        "expected 11 records, of which 8 are accepted and 3 rejected");
    List<String> places = new ArrayList<>();
    done.path("rejections").forEach(rejection -> places.add(place(rejection)));
    status.require(
        places.equals(List.of("1/3", "1/5", "1/6")),
        "expected rejections of the lines 3, 5 and 6 of part 1, not " + places);
    JsonNode first = done.path("rejections").get(0);
    status.require(
        first.path("code").asText().equals("validation-failed")
            && first.path("violations").get(0).path("pointer").asText().equals("/idNumber"),
        "expected the violation of a record with a pointer relative to it");
    List<String> paged = new ArrayList<>();
    Optional<String> after = Optional.empty();
    do {
      Reply page =
          node.get(
                  "/batches/"
                      + id
                      + "?limit=1"
                      + after.map(a -> "&after=" + Pulled.encoded(a)).orElse(""))
              .status(200);
      page.json().path("rejections").forEach(rejection -> paged.add(place(rejection)));
      after = Optional.of(page.text("next")).filter(next -> !next.isEmpty());
      page.require(paged.size() <= places.size(), "the pages of rejections have no end");
    } while (after.isPresent());
    status.require(paged.equals(places), "pages of one rejection have " + paged);
    for (String limit : List.of("0", "1001")) {
      Reply beyond = node.get("/batches/" + id + "?limit=" + limit);
      explained("limit=" + limit, () -> beyond.refused("malformed-message"));
    }
    if (node.keys.find(ConformanceKeys.Extra.SECOND).isPresent()) {
      node.get(node.second(), "/batches/" + id).refused("not-found");
    }
  }

  private static String place(JsonNode rejection) {
    return rejection.path("part").asInt() + "/" + rejection.path("line").asInt();
  }

  private static void compressed(Examiner node) throws Exception {
    List<String> encodings = new ArrayList<>();
    node.description().path("encodings").forEach(encoding -> encodings.add(encoding.asText()));
    if (encodings.contains("gzip")) {
      accepted(node, "gzip", gzip(records(node, 2)));
      refusedPart(node, "gzip", gzip(new byte[64 * MIB + 1]), "64 MiB and one byte in gzip");
      byte[] line = new byte[MIB + 1];
      Arrays.fill(line, (byte) ' ');
      refusedLine(node, gzip(line));
    } else {
      node.leaveOut("gzip: the node does not name it");
    }
    if (encodings.contains("zstd")) {
      accepted(node, "zstd", zstd(records(node, 2), 10));
      refusedPart(node, "zstd", zstd(records(node, 2), 14), "a window of 16 MiB in zstd");
    } else {
      node.leaveOut("zstd: the node does not name it");
    }
    long most = node.limit("partSize");
    byte[] large = new byte[(int) most + 1];
    Arrays.fill(large, (byte) '\n');
    Reply reply = node.messages.part(large);
    explained("a part of " + most + " bytes and one more", () -> reply.refused("body-too-large"));
  }

  private static void accepted(Examiner node, String encoding, byte[] part) throws Exception {
    Reply there = node.messages.part(node.own, part, NDJSON, Optional.of(encoding));
    explained("a part in " + encoding, () -> there.status(201));
    ObjectNode manifest = encoded(node, encoding, part, 2);
    node.messages.batch(manifest).status(202);
    JsonNode done = node.messages.done(manifest.path("batchId").asText());
    Examiner.require(
        done.path("accepted").asInt() == 2, "Two records in " + encoding + " become " + done);
  }

  private static ObjectNode encoded(Examiner node, String encoding, byte[] part, int records) {
    ObjectNode manifest =
        node.messages.manifest(node.own, Messages.PERSON, List.of(part), List.of(records));
    ((ObjectNode) manifest.path("parts").get(0)).put("encoding", encoding);
    return manifest;
  }

  /** Refused when it arrives, when the manifest names it, or at the end as a whole. */
  private static void refusedPart(Examiner node, String encoding, byte[] part, String what)
      throws Exception {
    Reply reply = node.messages.part(node.own, part, NDJSON, Optional.of(encoding));
    if (reply.status() >= 400) {
      explained(what, () -> reply.refused("body-too-large", "malformed-message"));
      return;
    }
    ObjectNode manifest = encoded(node, encoding, part, 2);
    Reply named = node.messages.batch(manifest);
    if (named.status() >= 400) {
      explained(what, () -> named.refused("body-too-large", "malformed-message"));
      return;
    }
    JsonNode done = node.messages.done(manifest.path("batchId").asText());
    named.require(
        done.path("accepted").asInt() == 0, "expected " + what + " to be refused or rejected");
  }

  private static void refusedLine(Examiner node, byte[] part) throws Exception {
    refusedPart(node, "gzip", part, "a line of 1 MiB and one byte");
  }

  static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
      gzip.write(content);
    }
    return compressed.toByteArray();
  }

  /** RFC 8878: one frame with raw blocks and a window of 2^(10 + exponent) bytes. */
  private static byte[] zstd(byte[] content, int exponent) {
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    frame.writeBytes(new byte[] {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, 0, (byte) (exponent << 3)});
    int header = content.length << 3 | 1;
    frame.writeBytes(new byte[] {(byte) header, (byte) (header >> 8), (byte) (header >> 16)});
    frame.writeBytes(content);
    return frame.toByteArray();
  }

  private static void killed(Examiner node) throws Exception {
    Pulled pulled = Pulled.mark(node, Messages.PERSON);
    List<String> ids = new ArrayList<>();
    List<String> marks = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      byte[] part = records(node, 150);
      new String(part, java.nio.charset.StandardCharsets.UTF_8)
          .lines()
          .forEach(line -> marks.add(Messages.object(line).path("cdxMark").asText()));
      node.messages.part(part).status(201);
      ObjectNode manifest =
          node.messages.manifest(node.own, Messages.PERSON, List.of(part), List.of(150));
      node.messages.batch(manifest).status(202);
      ids.add(manifest.path("batchId").asText());
    }
    if (node.canRestart()) {
      node.control().restart();
    } else {
      node.leaveOut("a kill during the work: the node cannot be restarted from here");
    }
    for (String id : ids) {
      JsonNode done = node.messages.done(id);
      Examiner.require(
          done.path("accepted").asInt() == 150, "150 good records of a batch become " + done);
    }
    List<String> found = new ArrayList<>();
    pulled.since().forEach(change -> found.add(change.path("payload").path("cdxMark").asText()));
    Examiner.require(
        found.equals(marks) || !pulled.isPossible(),
        "300 records of two batches are not recorded once each and in order, but " + found.size());
  }

  private static void files(Examiner node) {
    Examiner.need(node.limit("fileSize") > 0, "The node takes no files");
    byte[] one = Messages.utf8("one " + node.messages.newId());
    byte[] two = Messages.utf8("two " + node.messages.newId());
    byte[] whole =
        Messages.utf8(
            new String(one, java.nio.charset.StandardCharsets.UTF_8)
                + new String(two, java.nio.charset.StandardCharsets.UTF_8));
    String path = "/files/" + Messages.name(whole);
    node.send(node.draft("HEAD", path, Examiner.NOTHING)).status(404);
    Reply before = put(node, path, whole.length, one, two).refused("parts-missing");
    before.require(before.json().path("missing").size() == 2, "expected two missing parts");
    ObjectNode document = Messages.example("document.official-document/1");
    ObjectNode reference =
        document.withArray("attachments").addObject().put("title", "附件").putObject("file");
    reference
        .put("digest", Messages.name(whole))
        .put("mediaType", "text/plain")
        .put("size", whole.length);
    boolean documents = node.takes("document.official-document/1");
    if (documents) {
      Reply early = message(node, document);
      explained("a message before its file", () -> early.refused("parts-missing"));
    }
    for (byte[] part : List.of(one, two)) {
      node.messages.part(node.own, part, OCTETS, Optional.empty()).status(201);
    }
    put(node, "/files/" + Messages.name(one), whole.length, one, two).refused("digest-mismatch");
    Reply size = put(node, path, whole.length + 1, one, two);
    explained("another size of a file", () -> size.refused("malformed-message", "digest-mismatch"));
    put(node, path, whole.length, one, two).status(201);
    put(node, path, whole.length, one, two).status(204);
    node.send(node.draft("HEAD", path, Examiner.NOTHING)).status(204);
    if (node.keys.find(ConformanceKeys.Extra.SECOND).isPresent()) {
      Reply stranger = node.send(node.draft(node.second(), "HEAD", path, Examiner.NOTHING));
      explained("HEAD of a file of another sender", () -> stranger.status(404));
    }
    if (documents) {
      message(node, document).accepted();
      reference.put("size", whole.length + 1);
      message(node, document).refused("digest-mismatch");
    }
    put(node, "/files/" + Messages.name(Examiner.NOTHING), 0).status(201, 204);
  }

  private static Reply message(Examiner node, ObjectNode document) {
    return node.send(
        node.post(node.messages.message("document.official-document/1", "upsert", document)));
  }

  private static Reply put(Examiner node, String path, int size, byte[]... parts) {
    ObjectNode manifest = io.github.citydc.internal.StrictJson.newObject().put("size", size);
    ArrayNode listed = manifest.putArray("parts");
    for (byte[] part : parts) {
      listed.addObject().put("digest", Messages.name(part)).put("size", part.length);
    }
    return node.send(node.draft("PUT", path, Messages.bytes(manifest)));
  }
}
