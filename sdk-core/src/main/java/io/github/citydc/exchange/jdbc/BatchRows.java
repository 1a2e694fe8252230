package io.github.citydc.exchange.jdbc;

import io.github.citydc.exchange.batch.AcceptedBatch;
import io.github.citydc.exchange.batch.BatchEntry;
import io.github.citydc.exchange.batch.BatchState;
import io.github.citydc.exchange.batch.BatchStatus;
import io.github.citydc.exchange.batch.internal.ManifestJson;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.ContentHash;
import io.github.citydc.exchange.message.MessageId;
import io.github.citydc.exchange.message.Operation;
import io.github.citydc.exchange.message.SignatureEvidence;
import io.github.citydc.model.PayloadType;
import io.github.citydc.naming.node.NodeId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/** Batches as rows of {@code cdx_batch}. */
final class BatchRows {

  /** What {@link #read} reads, in its order. */
  static final String ENTRY =
      "manifest, body_digest, accepted_at, signature_base, signature, certificates, revocation, receipt";

  /** What {@link #readStatus} reads. */
  static final String STATUS =
      "batch_id, state, records, accepted, rejected, accepted_at, finished_at, delay";

  /** What {@link #readSummary} reads. */
  static final String SUMMARY = STATUS + ", sender, type, operation, body_digest";

  private static final String INSERT =
      """
      INSERT INTO cdx_batch (sender, batch_id, type, operation, body_digest, accepted_at, manifest,
        signature_base, signature, certificates, revocation, receipt, state, records, accepted,
        rejected, part, line, open_for, node)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, 0, 0, ?, ?)
      """;

  private BatchRows() {}

  static void insert(Connection connection, int node, BatchEntry entry) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      insert.setString(1, entry.manifest().sender().toString());
      insert.setString(2, entry.manifest().batchId().toString());
      insert.setString(3, entry.manifest().type().toString());
      insert.setString(4, entry.manifest().operation().wireName());
      insert.setString(5, entry.bodyDigest().shortText());
      insert.setObject(6, entry.acceptedAt());
      insert.setBytes(7, entry.body().toByteArray());
      insert.setString(8, entry.evidence().signatureBase());
      insert.setString(9, entry.evidence().signature());
      insert.setString(10, String.join("\n", entry.evidence().certificates()));
      insert.setString(11, RevocationColumn.write(entry.evidence().revocation()).orElse(null));
      insert.setBytes(12, entry.receipt().toByteArray());
      insert.setString(13, BatchState.WAITING.wireName());
      insert.setLong(14, entry.manifest().records());
      insert.setString(15, entry.manifest().sender().toString());
      insert.setInt(16, node);
      insert.executeUpdate();
    }
  }

  static BatchEntry read(ResultSet row) throws SQLException {
    Content manifest = Content.of(row.getBytes("manifest"));
    return new BatchEntry(
        ManifestJson.read(manifest.toByteArray()),
        ContentHash.ofShortText(row.getString("body_digest")),
        row.getObject("accepted_at", OffsetDateTime.class),
        manifest,
        new SignatureEvidence(
            row.getString("signature_base"),
            row.getString("signature"),
            List.of(row.getString("certificates").split("\n")),
            RevocationColumn.read(Optional.ofNullable(row.getString("revocation")))),
        Content.of(row.getBytes("receipt")));
  }

  static BatchStatus readStatus(ResultSet row) throws SQLException {
    return BatchStatus.builder()
        .batchId(MessageId.parse(row.getString("batch_id")))
        .state(BatchState.ofWireName(row.getString("state")))
        .records(row.getLong("records"))
        .accepted(row.getLong("accepted"))
        .rejected(row.getLong("rejected"))
        .acceptedAt(row.getObject("accepted_at", OffsetDateTime.class))
        .finishedAt(Optional.ofNullable(row.getObject("finished_at", OffsetDateTime.class)))
        .delay(Optional.ofNullable(row.getString("delay")))
        .build();
  }

  static AcceptedBatch readSummary(ResultSet row) throws SQLException {
    return new AcceptedBatch(
        NodeId.parse(row.getString("sender")),
        PayloadType.parse(row.getString("type")),
        Operation.ofWireName(row.getString("operation")),
        ContentHash.ofShortText(row.getString("body_digest")),
        readStatus(row));
  }
}
