package io.github.citydc.testkit.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.citydc.code.Rfc3339;
import io.github.citydc.internal.StrictJson;
import io.github.citydc.model.PayloadType;
import io.github.citydc.model.standard.InterfaceStandard;
import io.github.citydc.signing.DigestAlgorithm;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Messages to send, new ones each time. */
final class Messages {

  static final String PERSON = "population.person/1";
  static final byte[] FILE = "A file of the suite".getBytes(StandardCharsets.UTF_8);
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final ZoneOffset CHINA = ZoneOffset.ofHours(8);

  private final Examiner examiner;
  private boolean fileIsThere;

  Messages(Examiner examiner) {
    this.examiner = examiner;
  }

  /** A message id for a time: UUID of version 7. */
  static String id(Instant time) {
    return id(time, UUID.randomUUID().getLeastSignificantBits());
  }

  /** The same with bits of one's choice in place of the random ones. */
  static String id(Instant time, long bits) {
    long high = (time.toEpochMilli() << 16) | 0x7000 | ((bits >>> 48) & 0x0fff);
    return new UUID(high, (bits & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L).toString();
  }

  String newId() {
    return id(examiner.now());
  }

  String time() {
    return Rfc3339.format(OffsetDateTime.ofInstant(examiner.now(), CHINA).withNano(0));
  }

  ObjectNode person() {
    return person(examiner.own);
  }

  ObjectNode person(Party by) {
    return message(by, PERSON, "upsert", personPayload(by));
  }

  ObjectNode personPayload(Party by) {
    ObjectNode person = example(PERSON);
    person.withObject("residenceAddress").put("division", by.node().division().toString());
    return person;
  }

  ObjectNode message(String type, String operation, JsonNode payload) {
    return message(examiner.own, type, operation, payload);
  }

  ObjectNode message(Party by, String type, String operation, JsonNode payload) {
    ObjectNode message =
        StrictJson.newObject()
            .put("standard", "1.0")
            .put("messageId", newId())
            .put("type", type)
            .put("operation", operation)
            .put("sender", by.node().toString())
            .put("receiver", examiner.receiver().toString())
            .put("sentAt", time());
    message.set("payload", payload);
    return message;
  }

  static ObjectNode example(String type) {
    return object(InterfaceStandard.example(PayloadType.parse(type)).orElseThrow());
  }

  static ObjectNode object(String json) {
    return (ObjectNode) StrictJson.read(json.getBytes(StandardCharsets.UTF_8));
  }

  static byte[] bytes(JsonNode json) {
    return StrictJson.write(json);
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static String text(JsonNode json) {
    return new String(StrictJson.write(json), StandardCharsets.UTF_8);
  }

  static String sha256(byte[] bytes) {
    return HexFormat.of().formatHex(DigestAlgorithm.SHA_256.digest(bytes));
  }

  static String name(byte[] bytes) {
    return "sha-256:" + sha256(bytes);
  }

  /** The same, where every file is the one that the suite has sent. */
  ObjectNode withKnownFiles(ObjectNode payload) {
    List<ObjectNode> references = new ArrayList<>();
    collect(payload, references);
    if (!references.isEmpty()) {
      sendFile();
    }
    references.forEach(file -> file.put("digest", name(FILE)).put("size", FILE.length));
    return payload;
  }

  private static void collect(JsonNode node, List<ObjectNode> into) {
    if (node instanceof ObjectNode object && object.has("digest") && object.has("mediaType")) {
      into.add(object);
    }
    node.forEach(child -> collect(child, into));
  }

  private void sendFile() {
    if (!fileIsThere && examiner.limit("fileSize") > 0) {
      file(examiner.own, FILE);
      fileIsThere = true;
    }
  }

  /** Sends a file in one part. */
  void file(Party by, byte[] content) {
    part(by, content, "application/octet-stream", Optional.empty()).status(201, 204);
    ObjectNode manifest = StrictJson.newObject().put("size", content.length);
    manifest.putArray("parts").addObject().put("digest", name(content)).put("size", content.length);
    examiner
        .send(examiner.draft(by, "PUT", "/files/" + name(content), bytes(manifest)))
        .status(201, 204);
  }

  Reply part(byte[] content) {
    return part(examiner.own, content, "application/x-ndjson", Optional.empty());
  }

  Reply part(Party by, byte[] content, String mediaType, Optional<String> encoding) {
    return examiner.send(partDraft(by, content, mediaType, encoding));
  }

  Draft partDraft(Party by, byte[] content, String mediaType, Optional<String> encoding) {
    Draft draft = examiner.draft(by, "PUT", "/parts/" + name(content), content);
    // A node that takes some types only encrypted wants to know what a part in clear is for.
    draft.field("content-type", mediaType).field("cdx-type", PERSON);
    encoding.ifPresent(value -> draft.field("content-encoding", value).cover("content-encoding"));
    return draft;
  }

  /** A manifest of parts in clear: each with its number of records. */
  ObjectNode manifest(Party by, String type, List<byte[]> parts, List<Integer> records) {
    ObjectNode manifest =
        StrictJson.newObject()
            .put("batchId", newId())
            .put("type", type)
            .put("operation", "upsert")
            .put("sender", by.node().toString())
            .put("receiver", examiner.receiver().toString())
            .put("createdAt", time())
            .put("records", records.stream().mapToInt(Integer::intValue).sum());
    ArrayNode listed = manifest.putArray("parts");
    for (int i = 0; i < parts.size(); i++) {
      listed
          .addObject()
          .put("digest", name(parts.get(i)))
          .put("size", parts.get(i).length)
          .put("records", records.get(i));
    }
    return manifest;
  }

  Reply batch(ObjectNode manifest) {
    return examiner.send(examiner.draft("POST", "/batches", bytes(manifest)));
  }

  /** Waits until a batch is done. */
  JsonNode done(String batchId) throws InterruptedException {
    JsonNode status = StrictJson.newObject();
    // Who was killed over a batch may take it up only when nobody else can be at work on it.
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end) {
      status = examiner.get("/batches/" + batchId).status(200).json();
      String state = status.path("state").asText();
      if (state.equals("done") || state.equals("failed")) {
        return status;
      }
      examiner.await();
    }
    throw new CheckFailed("The batch " + batchId + " is not done after some time: " + status);
  }
}
