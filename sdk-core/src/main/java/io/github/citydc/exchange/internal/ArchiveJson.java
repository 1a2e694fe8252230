package io.github.citydc.exchange.internal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.citydc.exchange.MalformedMessageException;
import io.github.citydc.exchange.MessageId;
import io.github.citydc.exchange.Operation;
import io.github.citydc.exchange.PreparedMessage;
import io.github.citydc.exchange.batch.BatchStatus;
import io.github.citydc.exchange.internal.batch.ManifestJson;
import io.github.citydc.exchange.internal.batch.StatusJson;
import io.github.citydc.exchange.spi.BatchArchiveItem;
import io.github.citydc.exchange.spi.BatchEntry;
import io.github.citydc.exchange.spi.DeliveredMessage;
import io.github.citydc.exchange.spi.HttpBody;
import io.github.citydc.exchange.spi.InboxEntry;
import io.github.citydc.model.PayloadJson;
import io.github.citydc.model.PayloadType;
import io.github.citydc.naming.NodeId;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;

/** The JSON forms of messages and batches in an archive. Bodies are kept as text, to the byte. */
public final class ArchiveJson {

  private static final PayloadJson JSON = PayloadJson.standard();
  private static final String ACCEPTED_FORM = "cdx-accepted/1";
  private static final String DELIVERED_FORM = "cdx-delivered/1";
  private static final String BATCH_FORM = "cdx-batch/1";
  private static final String REJECTIONS_FORM = "cdx-batch-rejections/1";

  private ArchiveJson() {}

  /**
   * Writes an accepted message.
   *
   * @param entry what to write
   * @return one line of UTF-8
   */
  public static byte[] write(InboxEntry entry) {
    ObjectNode object = begin(ACCEPTED_FORM);
    object.put("messageId", entry.messageId().toString());
    object.put("type", entry.type().toString());
    object.put("operation", entry.operation().wireName());
    object.put("sender", entry.sender().toString());
    object.put("bodyDigest", entry.bodyDigest());
    object.put("acceptedAt", Timestamps.format(entry.acceptedAt()));
    object.put("message", text(entry.body()));
    EvidenceJson.write(object, entry.evidence());
    object.put("receipt", text(entry.receipt()));
    return JSON.write(object);
  }

  /**
   * Reads an accepted message, without verifying its signature.
   *
   * @param line what {@link #write(InboxEntry)} wrote
   * @return the entry
   * @throws MalformedMessageException if it is anything else
   */
  public static InboxEntry readAccepted(byte[] line) {
    Members members = members(line, ACCEPTED_FORM);
    return new InboxEntry(
        members.value("sender", NodeId::parse),
        members.value("messageId", MessageId::parse),
        members.value("type", PayloadType::parse),
        members.value("operation", Operation::ofWireName),
        members.text("bodyDigest"),
        members.time("acceptedAt"),
        body(members, "message"),
        EvidenceJson.read(members),
        body(members, "receipt"));
  }

  /**
   * Writes a delivered message.
   *
   * @param delivered what to write
   * @return one line of UTF-8
   */
  public static byte[] write(DeliveredMessage delivered) {
    ObjectNode object = begin(DELIVERED_FORM);
    object.put("messageId", delivered.message().messageId().toString());
    object.put("deliveredAt", Timestamps.format(delivered.deliveredAt().atOffset(ZoneOffset.UTC)));
    object.put("message", text(delivered.message().body()));
    object.put("receipt", new String(delivered.receipt().toJson(), StandardCharsets.UTF_8));
    return JSON.write(object);
  }

  /**
   * Reads a delivered message, without verifying its receipt.
   *
   * @param line what {@link #write(DeliveredMessage)} wrote
   * @return the message
   * @throws MalformedMessageException if it is anything else
   */
  public static DeliveredMessage readDelivered(byte[] line) {
    Members members = members(line, DELIVERED_FORM);
    return new DeliveredMessage(
        PreparedMessage.of(body(members, "message")),
        ReceiptJson.readSigned(body(members, "receipt").toByteArray()),
        members.time("deliveredAt").toInstant());
  }

  /**
   * Writes a batch, or some of its rejected records.
   *
   * @param item what to write
   * @return one line of UTF-8
   */
  public static byte[] write(BatchArchiveItem item) {
    // A switch over the types would say this, in Java 21.
    return item instanceof BatchArchiveItem.Finished batch
        ? write(batch)
        : write((BatchArchiveItem.Rejections) item);
  }

  private static byte[] write(BatchArchiveItem.Finished batch) {
    ObjectNode object = begin(BATCH_FORM);
    object.put("sender", batch.entry().manifest().sender().toString());
    object.put("bodyDigest", batch.entry().bodyDigest());
    object.put("manifest", text(batch.entry().body()));
    EvidenceJson.write(object, batch.entry().evidence());
    object.put("receipt", text(batch.entry().receipt()));
    object.set("status", StatusJson.write(batch.status()));
    return JSON.write(object);
  }

  private static byte[] write(BatchArchiveItem.Rejections some) {
    ObjectNode object = begin(REJECTIONS_FORM);
    object.put("sender", some.sender().toString());
    object.put("batchId", some.batchId().toString());
    object.set("rejections", StatusJson.write(some.rejected()));
    return JSON.write(object);
  }

  /**
   * Reads a batch or some of its rejected records, without verifying a signature.
   *
   * @param line what {@link #write(BatchArchiveItem)} wrote
   * @return the item
   * @throws MalformedMessageException if it is anything else
   */
  public static BatchArchiveItem readBatchItem(byte[] line) {
    Members members = new Members(EnvelopeJson.readObject(JSON, line));
    return switch (members.text("form")) {
      case BATCH_FORM -> readBatch(members);
      case REJECTIONS_FORM ->
          new BatchArchiveItem.Rejections(
              members.value("sender", NodeId::parse),
              members.value("batchId", MessageId::parse),
              members
                  .optional("rejections")
                  .map(StatusJson::readRejections)
                  .orElseThrow(() -> new MalformedMessageException("/rejections", "is missing")));
      default ->
          throw new MalformedMessageException(
              "/form", "must be " + BATCH_FORM + " or " + REJECTIONS_FORM);
    };
  }

  private static BatchArchiveItem.Finished readBatch(Members members) {
    HttpBody manifest = body(members, "manifest");
    BatchStatus status = StatusJson.readStatus(members.object("status"));
    return new BatchArchiveItem.Finished(
        new BatchEntry(
            ManifestJson.read(manifest.toByteArray()),
            members.text("bodyDigest"),
            status.acceptedAt(),
            manifest,
            EvidenceJson.read(members),
            body(members, "receipt")),
        status);
  }

  private static ObjectNode begin(String form) {
    return JSON.newObject().put("form", form);
  }

  private static Members members(byte[] line, String form) {
    Members members = new Members(EnvelopeJson.readObject(JSON, line));
    if (!members.text("form").equals(form)) {
      throw new MalformedMessageException("/form", "must be " + form);
    }
    return members;
  }

  private static String text(HttpBody body) {
    return new String(body.toByteArray(), StandardCharsets.UTF_8);
  }

  private static HttpBody body(Members members, String name) {
    return HttpBody.of(members.text(name).getBytes(StandardCharsets.UTF_8));
  }
}
