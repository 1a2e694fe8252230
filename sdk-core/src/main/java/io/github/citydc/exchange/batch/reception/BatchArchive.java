package io.github.citydc.exchange.batch.reception;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.citydc.exchange.archive.ArchiveForm;
import io.github.citydc.exchange.batch.BatchArchiveItem;
import io.github.citydc.exchange.batch.BatchEntry;
import io.github.citydc.exchange.batch.BatchStatus;
import io.github.citydc.exchange.batch.internal.ManifestJson;
import io.github.citydc.exchange.batch.internal.StatusJson;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.ContentHash;
import io.github.citydc.exchange.message.JsonMembers;
import io.github.citydc.exchange.message.MalformedMessageException;
import io.github.citydc.exchange.message.MessageId;
import io.github.citydc.exchange.message.SignatureEvidence;
import io.github.citydc.model.PayloadJson;
import io.github.citydc.naming.node.NodeId;

/** The archive format of batches: one line per batch, preceded by its rejected records. */
public final class BatchArchive {

  /** The form in which an archive keeps batches. */
  public static final ArchiveForm<BatchArchiveItem> FORM =
      new ArchiveForm<>("cdx-batch/1", BatchArchive::write);

  private static final PayloadJson JSON = PayloadJson.standard();
  private static final String BATCH_FORM = "cdx-batch/1";
  private static final String REJECTIONS_FORM = "cdx-batch-rejections/1";

  private BatchArchive() {}

  /**
   * Writes a batch, or some of its rejected records, which may have personal data.
   *
   * @param item what to write
   * @return one line of JSON in UTF-8, form {@code cdx-batch/1} or {@code cdx-batch-rejections/1},
   *     without a line break
   */
  public static byte[] write(BatchArchiveItem item) {
    // A switch over the types would say this, in Java 21.
    return item instanceof BatchArchiveItem.Finished batch
        ? write(batch)
        : write((BatchArchiveItem.Rejections) item);
  }

  private static byte[] write(BatchArchiveItem.Finished batch) {
    ObjectNode object = JSON.newObject().put("form", BATCH_FORM);
    object.put("sender", batch.entry().manifest().sender().toString());
    object.put("bodyDigest", batch.entry().bodyDigest().shortText());
    object.put("manifest", batch.entry().body().toText());
    batch.entry().evidence().writeTo(object);
    object.put("receipt", batch.entry().receipt().toText());
    object.set("status", StatusJson.write(batch.status()));
    return JSON.write(object);
  }

  private static byte[] write(BatchArchiveItem.Rejections some) {
    ObjectNode object = JSON.newObject().put("form", REJECTIONS_FORM);
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
  public static BatchArchiveItem read(byte[] line) {
    JsonMembers members = JsonMembers.read(line);
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

  private static BatchArchiveItem.Finished readBatch(JsonMembers members) {
    Content manifest = Content.ofText(members.text("manifest"));
    BatchStatus status = StatusJson.readStatus(members.object("status"));
    return new BatchArchiveItem.Finished(
        new BatchEntry(
            ManifestJson.read(manifest.toByteArray()),
            members.value("bodyDigest", ContentHash::ofShortText),
            status.acceptedAt(),
            manifest,
            SignatureEvidence.readFrom(members),
            Content.ofText(members.text("receipt"))),
        status);
  }
}
