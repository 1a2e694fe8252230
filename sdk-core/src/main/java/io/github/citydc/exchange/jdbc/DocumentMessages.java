package io.github.citydc.exchange.jdbc;

import io.github.citydc.exchange.ItemRange;
import io.github.citydc.exchange.document.CopyKey;
import io.github.citydc.exchange.document.DocumentMessage;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.ContentHash;
import io.github.citydc.exchange.message.MessageId;
import io.github.citydc.exchange.message.PreparedMessage;
import io.github.citydc.exchange.message.SignedReceipt;
import io.github.citydc.exchange.outbox.OutboxEntry;
import io.github.citydc.exchange.outbox.OutboxHistory;
import io.github.citydc.exchange.outbox.OutboxState;
import io.github.citydc.exchange.outbox.SentItem;
import io.github.citydc.model.PayloadType;
import io.github.citydc.naming.node.NodeId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/**
 * The table {@code cdx_document_message}: documents and actions of this node on their way to the
 * other side, and those that have arrived. Thread-safe.
 */
final class DocumentMessages implements OutboxHistory {

  private static final String OF_COPY = " WHERE node = ? AND document_id = ? AND recipient = ?";
  private static final String MESSAGE =
      "SELECT action_id, content_digest, body FROM cdx_document_message";
  private static final String SENT =
      """
      SELECT message_id, state, body_digest FROM cdx_document_message
      WHERE node = ? AND receiver = ? AND message_id > ? AND message_id < ?
        AND (type = ? OR ? = '')
      ORDER BY node, receiver, message_id
      FETCH FIRST ? ROWS ONLY
      """;

  private final Transactions transactions;
  private final int node;

  DocumentMessages(Transactions transactions, int node) {
    this.transactions = transactions;
    this.node = node;
  }

  void add(Connection connection, CopyKey copy, List<DocumentMessage> messages)
      throws SQLException {
    for (DocumentMessage added : messages) {
      PreparedMessage message = added.message();
      Transactions.update(
          connection,
          """
          INSERT INTO cdx_document_message
            (node, message_id, document_id, recipient, action_id, receiver, type, state, made_at,
             content_digest, body_digest, body)
          VALUES (?, ?, ?, ?, ?, ?, ?, 'PENDING', ?, ?, ?, ?)
          """,
          node,
          message.messageId().toString(),
          copy.documentId(),
          copy.recipient(),
          added.actionId(),
          message.envelope().receiver().toString(),
          message.envelope().type().toString(),
          message.envelope().sentAt(),
          added.content().hex(),
          ContentHash.of(message.body()).shortText(),
          message.body().toByteArray());
    }
  }

  List<CopyKey> copies() {
    return transactions.query(
        row -> new CopyKey(row.getString(1), row.getString(2)),
        "SELECT DISTINCT document_id, recipient FROM cdx_document_message"
            + " WHERE node = ? AND state = 'PENDING'",
        node);
  }

  List<DocumentMessage> waiting(CopyKey copy) {
    return transactions.query(
        DocumentMessages::read,
        MESSAGE + OF_COPY + " AND state = 'PENDING' ORDER BY position",
        node,
        copy.documentId(),
        copy.recipient());
  }

  Optional<DocumentMessage> find(String actionId, PayloadType type) {
    return transactions
        .query(
            DocumentMessages::read,
            MESSAGE + " WHERE node = ? AND action_id = ? AND type = ? ORDER BY position DESC",
            node,
            actionId,
            type.toString())
        .stream()
        .findFirst();
  }

  private static DocumentMessage read(ResultSet row) throws SQLException {
    return new DocumentMessage(
        row.getString(1),
        ContentHash.ofHex(row.getString(2)),
        PreparedMessage.of(Content.of(row.getBytes(3))));
  }

  void delivered(MessageId id, SignedReceipt receipt) {
    transactions.update(
        "UPDATE cdx_document_message SET state = 'DELIVERED', body_digest = ?, receipt = ?"
            + " WHERE node = ? AND message_id = ?",
        receipt.receipt().bodyDigest().shortText(),
        receipt.toJson(),
        node,
        id.toString());
  }

  void sendAgain(CopyKey copy) {
    transactions.update(
        "UPDATE cdx_document_message SET state = 'PENDING'" + OF_COPY + " AND state = 'DELIVERED'",
        node,
        copy.documentId(),
        copy.recipient());
  }

  void giveUp(Connection connection, String actionId) throws SQLException {
    Transactions.update(
        connection,
        "UPDATE cdx_document_message SET state = 'DEAD'"
            + " WHERE node = ? AND action_id = ? AND state = 'PENDING'",
        node,
        actionId);
  }

  @Override
  public Optional<OutboxEntry> find(MessageId id) {
    return transactions
        .query(
            row ->
                OutboxEntry.builder()
                    .position(row.getLong(1))
                    .message(PreparedMessage.of(Content.of(row.getBytes(2))))
                    .orderingKey(Optional.of(row.getString(3)))
                    .state(OutboxState.valueOf(row.getString(4)))
                    .attempts(0)
                    .nextAttempt(row.getObject(5, OffsetDateTime.class).toInstant())
                    .lastFailure(Optional.empty())
                    .build(),
            "SELECT position, body, document_id, state, made_at FROM cdx_document_message"
                + " WHERE node = ? AND message_id = ?",
            node,
            id.toString())
        .stream()
        .findFirst();
  }

  @Override
  public Optional<SignedReceipt> receipt(MessageId id) {
    return transactions
        .query(
            row -> SignedReceipt.fromJson(row.getBytes(1)),
            "SELECT receipt FROM cdx_document_message"
                + " WHERE node = ? AND message_id = ? AND receipt IS NOT NULL",
            node,
            id.toString())
        .stream()
        .findFirst();
  }

  @Override
  public List<SentItem> sent(NodeId receiver, ItemRange range, int max) {
    String type = range.type().map(PayloadType::toString).orElse("");
    return transactions.query(
        row ->
            new SentItem(
                MessageId.parse(row.getString(1)),
                ContentHash.ofShortText(row.getString(3)),
                OutboxState.valueOf(row.getString(2))),
        SENT,
        node,
        receiver.toString(),
        range.from(),
        range.until(),
        type,
        type,
        max);
  }

  @Override
  public boolean requeue(MessageId id, Instant now) {
    return transactions.update(
            "UPDATE cdx_document_message SET state = 'PENDING'"
                + " WHERE node = ? AND message_id = ? AND state = 'DELIVERED'",
            node,
            id.toString())
        == 1;
  }

  @Override
  public void delivered(OutboxEntry entry, SignedReceipt receipt, Instant now) {
    delivered(entry.message().messageId(), receipt);
  }
}
