package io.github.citydc.cli.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.citydc.exchange.InboxEntry;
import io.github.citydc.exchange.batch.BatchEntry;
import io.github.citydc.exchange.batch.BatchManifest;
import io.github.citydc.exchange.batch.BatchPart;
import io.github.citydc.exchange.batch.PartEncoding;
import io.github.citydc.exchange.batch.internal.ManifestJson;
import io.github.citydc.exchange.jdbc.JdbcBatchStore;
import io.github.citydc.exchange.jdbc.JdbcInbox;
import io.github.citydc.exchange.jdbc.JdbcOutbox;
import io.github.citydc.exchange.jdbc.NodeDatabase;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.ContentHash;
import io.github.citydc.exchange.message.Envelope;
import io.github.citydc.exchange.message.MessageId;
import io.github.citydc.exchange.message.Operation;
import io.github.citydc.exchange.message.PreparedMessage;
import io.github.citydc.exchange.message.Receipt;
import io.github.citydc.exchange.message.RevocationEvidence;
import io.github.citydc.exchange.message.SignatureEvidence;
import io.github.citydc.exchange.message.SignedReceipt;
import io.github.citydc.model.PayloadType;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;

/** Messages and batches from before a day, in the tables of a database. */
final class OldItems {

  /** What is older goes to the archive. */
  static final String BEFORE = "2026-01-01";

  private static final OffsetDateTime MADE = OffsetDateTime.parse("2025-12-01T09:00:00+08:00");
  private static final PayloadType TYPE = PayloadType.parse("population.person/1");
  private static final SignatureEvidence EVIDENCE =
      new SignatureEvidence("base", "c2ln", List.of("Y2VydA=="), RevocationEvidence.none());
  private static final BatchPart PART =
      new BatchPart(ContentHash.ofHex("0".repeat(64)), PartEncoding.IDENTITY, 1, 1);

  private OldItems() {}

  /** Puts items into a database. */
  @FunctionalInterface
  interface Making {

    /** Makes so many, behind those that were made before; gives their ids. */
    Set<String> make(DataSource database, int behind, int count) throws Exception;
  }

  /** Which item a line of an archive is of. */
  static String id(JsonNode line) {
    return line.has("messageId")
        ? line.path("messageId").asText()
        : ManifestJson.read(line.path("manifest").asText().getBytes(StandardCharsets.UTF_8))
            .batchId()
            .toString();
  }

  static Set<String> accept(DataSource database, int behind, int count) throws Exception {
    JdbcInbox inbox = JdbcInbox.on(NodeDatabase.of(database, Vendor.HUB));
    Set<String> made = new HashSet<>();
    for (int i = behind; i < behind + count; i++) {
      Envelope envelope = envelope(i);
      Content body = Content.of(envelope.toJson());
      inbox.store(
          InboxEntry.builder()
              .sender(Vendor.SELF)
              .messageId(envelope.messageId())
              .type(TYPE)
              .operation(Operation.UPSERT)
              .bodyDigest(ContentHash.of(body))
              .acceptedAt(MADE)
              .body(body)
              .evidence(EVIDENCE)
              .receipt(Content.of(receipt(envelope.messageId(), body).toJson()))
              .build(),
          connection -> {});
      made.add(envelope.messageId().toString());
    }
    return made;
  }

  static Set<String> deliver(DataSource database, int behind, int count) throws SQLException {
    JdbcOutbox outbox = JdbcOutbox.on(NodeDatabase.of(database, Vendor.SELF));
    Set<String> made = new HashSet<>();
    try (Connection connection = database.getConnection();
        PreparedStatement delivered =
            connection.prepareStatement(
                "UPDATE cdx_outbox SET state = 'DELIVERED', finished_at = ?, receipt = ?,"
                    + " ready_for = NULL WHERE message_id = ?")) {
      connection.setAutoCommit(false);
      for (int i = behind; i < behind + count; i++) {
        Envelope envelope = envelope(i);
        Content body = Content.of(envelope.toJson());
        outbox.enqueue(connection, new PreparedMessage(envelope, body), Optional.empty());
        Receipt receipt = receipt(envelope.messageId(), body);
        delivered.setObject(1, MADE);
        delivered.setBytes(
            2, new SignedReceipt(receipt, Content.of(receipt.toJson()), EVIDENCE).toJson());
        delivered.setString(3, envelope.messageId().toString());
        delivered.executeUpdate();
        made.add(envelope.messageId().toString());
      }
      connection.commit();
    }
    return made;
  }

  static Set<String> finish(DataSource database, int behind, int count) throws SQLException {
    JdbcBatchStore store = JdbcBatchStore.on(NodeDatabase.of(database, Vendor.HUB));
    Set<String> made = new HashSet<>();
    for (int i = behind; i < behind + count; i++) {
      BatchManifest manifest =
          new BatchManifest(
              id(i), TYPE, Operation.UPSERT, Vendor.SELF, Vendor.HUB, MADE, List.of(PART));
      Content body = Content.of(ManifestJson.write(manifest));
      store.store(
          new BatchEntry(
              manifest,
              ContentHash.of(body),
              MADE,
              body,
              EVIDENCE,
              Content.of(receipt(manifest.batchId(), body).toJson())));
      made.add(manifest.batchId().toString());
    }
    try (Connection connection = database.getConnection();
        PreparedStatement done =
            connection.prepareStatement(
                "UPDATE cdx_batch SET state = 'done', finished_at = ?, open_for = NULL")) {
      done.setObject(1, MADE);
      done.executeUpdate();
    }
    return made;
  }

  private static MessageId id(int number) {
    long millis = MADE.toInstant().toEpochMilli();
    return new MessageId(new UUID(millis << 16 | 0x7000, 0x8000000000000000L | number));
  }

  private static Envelope envelope(int number) {
    return Envelope.builder()
        .messageId(id(number))
        .type(TYPE)
        .operation(Operation.UPSERT)
        .sender(Vendor.SELF)
        .receiver(Vendor.HUB)
        .sentAt(MADE)
        .payload(JsonNodeFactory.instance.objectNode())
        .build();
  }

  private static Receipt receipt(MessageId id, Content body) {
    return Receipt.builder()
        .messageId(id)
        .type(TYPE)
        .operation(Operation.UPSERT)
        .sender(Vendor.SELF)
        .receiver(Vendor.HUB)
        .bodyDigest(ContentHash.of(body))
        .acceptedAt(MADE)
        .build();
  }
}
