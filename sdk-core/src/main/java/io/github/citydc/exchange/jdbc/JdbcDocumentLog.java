package io.github.citydc.exchange.jdbc;

import io.github.citydc.exchange.document.DocumentLog;
import io.github.citydc.exchange.document.DocumentSteps;
import io.github.citydc.exchange.message.StorageException;
import io.github.citydc.model.Organ;
import io.github.citydc.model.PayloadJson;
import io.github.citydc.model.document.DocumentAction;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * A document log in a table {@code cdx_document_action}, in the database that stores the messages.
 * Of two actions that are added at once one fails, so that no life forks. Thread-safe; several
 * processes may share the table.
 */
public final class JdbcDocumentLog implements DocumentLog {

  private static final String LIFE = " WHERE document_id = ? AND recipient = ?";

  private final Transactions transactions;
  private final PayloadJson json = PayloadJson.standard();

  private JdbcDocumentLog(Transactions transactions) {
    this.transactions = transactions;
  }

  /**
   * The documents of a database.
   *
   * @param dataSource gives connections to the node's database, best from a pool
   * @return the log
   * @throws IllegalStateException if {@link JdbcSchema#require} finds that tables are missing
   * @throws StorageException if the database does not answer
   */
  public static JdbcDocumentLog on(DataSource dataSource) {
    JdbcSchema.require(dataSource);
    return new JdbcDocumentLog(new Transactions(dataSource, "The table of documents"));
  }

  @Override
  public List<DocumentAction> actions(String documentId, Organ recipient) {
    return transactions.run(
        connection -> read(connection, documentId, DocumentSteps.key(recipient)));
  }

  @Override
  public void add(DocumentAction action) {
    // The other side is told next, and remembers.
    transactions.runDurably(
        connection -> {
          append(connection, action);
          return action;
        });
  }

  @Override
  public void add(Connection connection, DocumentAction action) {
    try {
      append(connection, action);
    } catch (SQLException e) {
      throw new StorageException("The table of documents could not be changed", e);
    }
  }

  private void append(Connection connection, DocumentAction action) throws SQLException {
    String recipient = DocumentSteps.key(DocumentSteps.recipient(action));
    List<DocumentAction> before = read(connection, action.documentId(), recipient);
    if (isLast(before, action)) {
      return;
    }
    DocumentSteps.require(before, action);
    Transactions.update(
        connection,
        "INSERT INTO cdx_document_action (document_id, recipient, position, action, payload)"
            + " VALUES (?, ?, ?, ?, ?)",
        action.documentId(),
        recipient,
        before.size(),
        action.action(),
        new String(json.write(action), StandardCharsets.UTF_8));
  }

  @Override
  public void takeBack(DocumentAction action) {
    String recipient = DocumentSteps.key(DocumentSteps.recipient(action));
    transactions.run(
        connection -> {
          List<DocumentAction> life = read(connection, action.documentId(), recipient);
          return isLast(life, action)
              ? Transactions.update(
                  connection,
                  "DELETE FROM cdx_document_action" + LIFE + " AND position = ?",
                  action.documentId(),
                  recipient,
                  life.size() - 1)
              : 0;
        });
  }

  private static boolean isLast(List<DocumentAction> life, DocumentAction action) {
    return !life.isEmpty() && life.get(life.size() - 1).equals(action);
  }

  private List<DocumentAction> read(Connection connection, String documentId, String recipient)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT payload FROM cdx_document_action" + LIFE + " ORDER BY position")) {
      Transactions.set(select, documentId, recipient);
      List<DocumentAction> actions = new ArrayList<>();
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          actions.add(
              json.read(row.getString(1).getBytes(StandardCharsets.UTF_8), DocumentAction.class));
        }
      }
      return actions;
    }
  }
}
