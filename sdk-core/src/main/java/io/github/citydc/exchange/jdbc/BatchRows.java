package io.github.citydc.exchange.jdbc;

import io.github.citydc.exchange.batch.BatchState;
import io.github.citydc.exchange.internal.batch.ManifestJson;
import io.github.citydc.exchange.spi.BatchEntry;
import io.github.citydc.exchange.spi.HttpBody;
import io.github.citydc.exchange.spi.SignatureEvidence;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;

/** Batches as rows of {@code cdx_batch}. */
final class BatchRows {

  /** What {@link #read} reads, in its order. */
  static final String ENTRY =
      "manifest, body_digest, accepted_at, signature_base, signature, certificates, receipt";

  private static final String INSERT =
      """
      INSERT INTO cdx_batch (sender, batch_id, type, operation, body_digest, accepted_at, manifest,
        signature_base, signature, certificates, receipt, state, records, accepted, rejected, part,
        line)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, 0, 0)
      """;

  private BatchRows() {}

  static void insert(Connection connection, BatchEntry entry) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      insert.setString(1, entry.manifest().sender().toString());
      insert.setString(2, entry.manifest().batchId().toString());
      insert.setString(3, entry.manifest().type().toString());
      insert.setString(4, entry.manifest().operation().wireName());
      insert.setString(5, entry.bodyDigest());
      insert.setObject(6, entry.acceptedAt());
      insert.setBytes(7, entry.body().toByteArray());
      insert.setString(8, entry.evidence().signatureBase());
      insert.setString(9, entry.evidence().signature());
      insert.setString(10, String.join("\n", entry.evidence().certificates()));
      insert.setBytes(11, entry.receipt().toByteArray());
      insert.setString(12, BatchState.WAITING.wireName());
      insert.setLong(13, entry.manifest().records());
      insert.executeUpdate();
    }
  }

  static BatchEntry read(ResultSet row) throws SQLException {
    HttpBody manifest = HttpBody.of(row.getBytes("manifest"));
    return new BatchEntry(
        ManifestJson.read(manifest.toByteArray()),
        row.getString("body_digest"),
        row.getObject("accepted_at", OffsetDateTime.class),
        manifest,
        new SignatureEvidence(
            row.getString("signature_base"),
            row.getString("signature"),
            List.of(row.getString("certificates").split("\n"))),
        HttpBody.of(row.getBytes("receipt")));
  }
}
