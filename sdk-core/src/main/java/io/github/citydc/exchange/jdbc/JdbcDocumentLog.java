package io.github.citydc.exchange.jdbc;

import io.github.citydc.exchange.document.CopyKey;
import io.github.citydc.exchange.document.CopyLife;
import io.github.citydc.exchange.document.DocumentLog;
import io.github.citydc.exchange.document.DocumentMessage;
import io.github.citydc.exchange.message.SignedReceipt;
import io.github.citydc.exchange.message.StorageException;
import io.github.citydc.exchange.outbox.OutboxHistory;
import io.github.citydc.model.PayloadJson;
import io.github.citydc.model.PayloadType;
import io.github.citydc.model.document.DocumentAction;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A document log in the tables {@code cdx_document_copy}, {@code cdx_document_action} and {@code
 * cdx_document_message}, in the database that stores the messages. The row of a copy is locked
 * while its life changes, so that no life forks. Thread-safe; several processes may share the
 * tables.
 */
public final class JdbcDocumentLog implements DocumentLog {

  private static final String COPY = " WHERE node = ? AND document_id = ? AND recipient = ?";

  private final Transactions transactions;
  private final int node;
  private final DocumentMessages messages;
  private final PayloadJson json = PayloadJson.standard();

  private JdbcDocumentLog(Transactions transactions, int node) {
    this.transactions = transactions;
    this.node = node;
    this.messages = new DocumentMessages(transactions, node);
  }

  /**
   * The documents of a database.
   *
   * @param database the database, and the node whose rows are meant
   * @return the log
   * @throws StorageException if the database does not answer
   */
  public static JdbcDocumentLog on(NodeDatabase database) {
    return new JdbcDocumentLog(
        new Transactions(database.dataSource(), "The table of documents"), database.number());
  }

  @Override
  public CopyLife life(CopyKey copy) {
    return transactions.run(connection -> read(connection, copy));
  }

  @Override
  public boolean begin(CopyLife before, DocumentAction action, List<DocumentMessage> told) {
    try {
      // The other side is told next, and remembers.
      return transactions.runDurablyIf(
          begun -> begun,
          connection -> {
            CopyLife now = lock(connection, before.copy());
            if (!now.equals(before)) {
              return false;
            }
            write(connection, now, now.own(action));
            messages.add(connection, now.copy(), told);
            return true;
          });
    } catch (StorageException e) {
      if (e.getCause() instanceof SQLException cause && Transactions.isDuplicate(cause)) {
        // Another has begun the life of this copy at the same time.
        return false;
      }
      throw e;
    }
  }

  @Override
  public boolean note(Connection connection, DocumentAction action) {
    try {
      Connection adapted = Dialect.adaptToLatest(connection);
      CopyLife before = lock(adapted, CopyKey.of(action));
      CopyLife after = before.told(action);
      write(adapted, before, after);
      return !after.equals(before);
    } catch (SQLException e) {
      throw new StorageException("The table of documents could not be changed", e);
    }
  }

  @Override
  public void giveUp(CopyKey copy, String actionId) {
    transactions.run(
        connection -> {
          CopyLife before = lock(connection, copy);
          write(connection, before, before.without(actionId));
          messages.giveUp(connection, actionId);
          return before;
        });
  }

  @Override
  public List<CopyKey> waiting() {
    return messages.copies();
  }

  @Override
  public List<DocumentMessage> waiting(CopyKey copy) {
    return messages.waiting(copy);
  }

  @Override
  public void delivered(DocumentMessage message, SignedReceipt receipt) {
    messages.delivered(message.message().messageId(), receipt);
  }

  @Override
  public void sendAgain(CopyKey copy) {
    messages.sendAgain(copy);
  }

  @Override
  public Optional<DocumentMessage> message(String actionId, PayloadType type) {
    return messages.find(actionId, type);
  }

  @Override
  public OutboxHistory history() {
    return messages;
  }

  /** The life of a copy, which nobody else changes until the transaction ends. */
  private CopyLife lock(Connection connection, CopyKey copy) throws SQLException {
    boolean known =
        !Transactions.query(
                connection,
                row -> row.getString(1),
                "SELECT document_id FROM cdx_document_copy" + COPY + " FOR UPDATE",
                node,
                copy.documentId(),
                copy.recipient())
            .isEmpty();
    if (!known) {
      Transactions.update(
          connection,
          "INSERT INTO cdx_document_copy (node, document_id, recipient) VALUES (?, ?, ?)",
          node,
          copy.documentId(),
          copy.recipient());
    }
    return read(connection, copy);
  }

  private CopyLife read(Connection connection, CopyKey copy) throws SQLException {
    return CopyLife.of(
        copy,
        Transactions.query(
            connection,
            row ->
                new CopyLife.Step(
                    json.read(
                        row.getString(1).getBytes(StandardCharsets.UTF_8), DocumentAction.class),
                    row.getBoolean(2)),
            "SELECT payload, placed FROM cdx_document_action" + COPY + " ORDER BY position",
            node,
            copy.documentId(),
            copy.recipient()));
  }

  /** Writes what differs. */
  private void write(Connection connection, CopyLife before, CopyLife after) throws SQLException {
    Set<String> old = new HashSet<>(ids(before));
    for (int i = 0; i < after.steps().size(); i++) {
      CopyLife.Step step = after.steps().get(i);
      if (!old.remove(step.action().actionId())) {
        insert(connection, after.copy(), i, step);
      } else if (!isAt(before, i, step)) {
        Transactions.update(
            connection,
            "UPDATE cdx_document_action SET position = ?, placed = ?" + COPY + " AND action_id = ?",
            i,
            step.placed(),
            node,
            after.copy().documentId(),
            after.copy().recipient(),
            step.action().actionId());
      }
    }
    for (String gone : old) {
      Transactions.update(
          connection,
          "DELETE FROM cdx_document_action" + COPY + " AND action_id = ?",
          node,
          after.copy().documentId(),
          after.copy().recipient(),
          gone);
      messages.giveUp(connection, gone);
    }
  }

  private static boolean isAt(CopyLife life, int position, CopyLife.Step step) {
    return position < life.steps().size() && life.steps().get(position).equals(step);
  }

  private void insert(Connection connection, CopyKey copy, int position, CopyLife.Step step)
      throws SQLException {
    Transactions.update(
        connection,
        "INSERT INTO cdx_document_action"
            + " (node, document_id, recipient, action_id, position, placed, action, payload)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        node,
        copy.documentId(),
        copy.recipient(),
        step.action().actionId(),
        position,
        step.placed(),
        step.action().action(),
        new String(json.write(step.action()), StandardCharsets.UTF_8));
  }

  private static List<String> ids(CopyLife life) {
    return life.actions().stream().map(DocumentAction::actionId).toList();
  }
}
