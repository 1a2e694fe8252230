package io.github.citydc.examples;

import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.MessageContext;
import io.github.citydc.exchange.MessageHandler;
import io.github.citydc.exchange.document.AttachedFile;
import io.github.citydc.exchange.document.DocumentCopy;
import io.github.citydc.exchange.document.DocumentExchange;
import io.github.citydc.exchange.document.DocumentHandler;
import io.github.citydc.exchange.document.DocumentLog;
import io.github.citydc.exchange.file.FileOptions;
import io.github.citydc.exchange.jdbc.JdbcDocumentLog;
import io.github.citydc.exchange.jdbc.NodeDatabase;
import io.github.citydc.model.Organ;
import io.github.citydc.model.document.DocumentAction;
import io.github.citydc.model.document.DocumentAttachment;
import io.github.citydc.model.document.OfficialDocument;
import io.github.citydc.naming.node.NodeId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/** An office that sends official documents with attachments, and signs for those it receives. */
public final class DocumentOffice {

  private final DocumentExchange documents;
  private final DocumentLog log;
  private final Path archive;

  /** One for the whole application; the log is the same for sending and receiving. */
  public DocumentOffice(ExchangeClient client, Organ office, DataSource database, Path archive) {
    this.log = JdbcDocumentLog.on(NodeDatabase.of(database, client.self()));
    this.documents = DocumentExchange.of(client, office, log);
    this.archive = archive;
  }

  public DocumentCopy send(OfficialDocument document, Path attachment, Organ to, NodeId node)
      throws IOException {
    DocumentCopy copy = DocumentCopy.of(document, to, node);
    AttachedFile file = new AttachedFile("附件1", attachment, "application/pdf");
    documents.send(copy, document, List.of(file), FileOptions.standard());
    return copy;
  }

  /**
   * For {@code .on(OfficialDocument.class, office::take)}: all files are there when it is called.
   */
  public void take(OfficialDocument document, MessageContext context) throws IOException {
    for (DocumentAttachment attachment : document.attachments()) {
      try (InputStream in = context.files().open(attachment.file())) {
        Files.copy(in, archive.resolve(UUID.randomUUID() + ".pdf")); // never whole in memory
      }
    }
  }

  /** For {@code .on(DocumentAction.class, office.actions())}: what the other side has done. */
  public MessageHandler<DocumentAction> actions() {
    return DocumentHandler.noting(log, (action, context) -> {});
  }

  public void signFor(DocumentCopy copy) {
    documents.receive(copy);
    documents.signFor(copy);
  }

  /** What has happened to a copy, in order: sent, received, signed-for. */
  public List<String> life(DocumentCopy copy) {
    return documents.actions(copy).stream().map(DocumentAction::action).toList();
  }
}
