package io.github.citydc.exchange.jdbc;

import io.github.citydc.exchange.AcceptedMessage;
import io.github.citydc.exchange.InboxEntry;
import io.github.citydc.exchange.message.BundlePath;
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

/** The rows of {@code cdx_inbox}. */
final class InboxRows {

  /** To be followed by a condition; gives what {@link #read} reads. */
  static final String SELECT =
      """
      SELECT sender, message_id, type, operation, body_digest, accepted_at, body, signature_base,
        signature, certificates, revocation, receipt, bundle
      FROM cdx_inbox
      """;

  private static final String INSERT =
      """
      INSERT INTO cdx_inbox (sender, message_id, type, operation, body_digest, accepted_at, body,
        signature_base, signature, certificates, revocation, receipt, bundle, node)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """;

  private InboxRows() {}

  static void insert(Connection connection, int node, InboxEntry entry) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      set(insert, node, entry);
      insert.executeUpdate();
    }
  }

  /** All of them, or an exception. */
  static void insert(Connection connection, int node, List<InboxEntry> entries)
      throws SQLException {
    if (entries.isEmpty()) {
      return;
    }
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      for (InboxEntry entry : entries) {
        set(insert, node, entry);
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private static void set(PreparedStatement insert, int node, InboxEntry entry)
      throws SQLException {
    insert.setString(1, entry.sender().toString());
    insert.setString(2, entry.messageId().toString());
    insert.setString(3, entry.type().toString());
    insert.setString(4, entry.operation().wireName());
    insert.setString(5, entry.bodyDigest().shortText());
    insert.setObject(6, entry.acceptedAt());
    insert.setBytes(7, entry.body().toByteArray());
    insert.setString(8, entry.evidence().signatureBase());
    insert.setString(9, entry.evidence().signature());
    insert.setString(10, String.join("\n", entry.evidence().certificates()));
    insert.setString(11, RevocationColumn.write(entry.evidence().revocation()).orElse(null));
    insert.setBytes(12, entry.receipt().toByteArray());
    insert.setString(
        13, entry.evidence().bundle().map(path -> String.join("\n", path.toTexts())).orElse(null));
    insert.setInt(14, node);
  }

  private static Optional<BundlePath> bundle(ResultSet row) throws SQLException {
    return Optional.ofNullable(row.getString(13))
        .map(text -> BundlePath.parse(text.isEmpty() ? List.of() : List.of(text.split("\n"))));
  }

  static InboxEntry read(ResultSet row) throws SQLException {
    AcceptedMessage message = readSummary(row);
    return InboxEntry.builder()
        .sender(message.sender())
        .messageId(message.messageId())
        .type(message.type())
        .operation(message.operation())
        .bodyDigest(message.bodyDigest())
        .acceptedAt(message.acceptedAt())
        .body(Content.of(row.getBytes(7)))
        .evidence(
            new SignatureEvidence(
                row.getString(8),
                row.getString(9),
                List.of(row.getString(10).split("\n")),
                RevocationColumn.read(Optional.ofNullable(row.getString(11))),
                bundle(row)))
        .receipt(Content.of(row.getBytes(12)))
        .build();
  }

  /** The first six columns of {@link #SELECT}. */
  static AcceptedMessage readSummary(ResultSet row) throws SQLException {
    return new AcceptedMessage(
        NodeId.parse(row.getString(1)),
        MessageId.parse(row.getString(2)),
        PayloadType.parse(row.getString(3)),
        Operation.ofWireName(row.getString(4)),
        ContentHash.ofShortText(row.getString(5)),
        row.getObject(6, OffsetDateTime.class));
  }
}
