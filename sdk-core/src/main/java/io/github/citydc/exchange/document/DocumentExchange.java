package io.github.citydc.exchange.document;

import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.file.FileOptions;
import io.github.citydc.exchange.file.FileSender;
import io.github.citydc.exchange.internal.Timestamps;
import io.github.citydc.exchange.message.ExchangeException;
import io.github.citydc.exchange.message.InvalidPayloadException;
import io.github.citydc.exchange.message.Operation;
import io.github.citydc.exchange.message.ProblemException;
import io.github.citydc.exchange.message.SignedReceipt;
import io.github.citydc.model.Extensions;
import io.github.citydc.model.Organ;
import io.github.citydc.model.document.DocumentAction;
import io.github.citydc.model.document.DocumentAttachment;
import io.github.citydc.model.document.DocumentLife;
import io.github.citydc.model.document.OfficialDocument;
import io.github.citydc.model.document.OfficialDocumentBuilder;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A sender of official documents with their files, and of an organ's actions on documents.
 * Thread-safe.
 *
 * <pre>{@code
 * DocumentExchange documents = DocumentExchange.of(client, organ, JdbcDocumentLog.on(dataSource));
 * DocumentCopy copy = DocumentCopy.of(document, district, districtNode);
 * documents.send(copy, document, List.of(new AttachedFile("附件1", path, "application/pdf")),
 *     FileOptions.standard());
 * documents.remind(copy);
 * }</pre>
 *
 * <p>Each action is recorded before it is sent, and the record is removed if the other node refuses
 * it permanently. An action that {@link DocumentLife} does not allow after the actions known so far
 * fails with an {@link InvalidPayloadException}; nothing is sent then. After a temporary failure,
 * such as a {@link io.github.citydc.exchange.message.TransportException}, call the same method
 * again: the same action is sent, and the other node records it once.
 *
 * <p>Every method throws {@link ProblemException} if the other side refuses, {@link
 * io.github.citydc.exchange.message.TransportException} if it does not answer, {@link
 * io.github.citydc.exchange.message.UnverifiedRequestException} if it did not verify the request,
 * and {@link io.github.citydc.exchange.message.StorageException} if the log fails.
 */
public final class DocumentExchange {

  private final ExchangeClient client;
  private final FileSender files;
  private final Organ organ;
  private final DocumentLog log;
  private final Clock clock;

  private DocumentExchange(ExchangeClient client, Organ organ, DocumentLog log, Clock clock) {
    this.client = client;
    this.files = FileSender.through(client);
    this.organ = organ;
    this.log = log;
    this.clock = clock;
  }

  /**
   * The documents of an organ.
   *
   * @param client sends for a node of this organ
   * @param organ who acts; with the credit code that stands in the id of the node
   * @param log remembers actions; the same as that of the organ's receiver
   * @return the exchange
   */
  public static DocumentExchange of(ExchangeClient client, Organ organ, DocumentLog log) {
    return of(client, organ, log, client.clock());
  }

  /**
   * The documents of an organ, by another clock.
   *
   * @param client sends for a node of this organ
   * @param organ who acts; with the credit code that stands in the id of the node
   * @param log remembers actions; the same as that of the organ's receiver
   * @param clock tells when something happens
   * @return the exchange
   */
  public static DocumentExchange of(
      ExchangeClient client, Organ organ, DocumentLog log, Clock clock) {
    return new DocumentExchange(client, organ, log, clock);
  }

  /**
   * Sends 发送 a document: its files, then the document, then the action.
   *
   * @param copy the document for a recipient
   * @param document the document; its attachments, if it has any already, stay the first
   * @param attachments files to attach
   * @param options how to send the files
   * @return the receipt of the document
   * @throws java.io.UncheckedIOException if a file cannot be read
   */
  public SignedReceipt send(
      DocumentCopy copy,
      OfficialDocument document,
      List<AttachedFile> attachments,
      FileOptions options) {
    DocumentAction sent = next(copy, "sent", Optional.empty());
    List<DocumentAttachment> attached = new ArrayList<>(document.attachments());
    for (AttachedFile file : attachments) {
      attached.add(
          new DocumentAttachment(
              file.title(),
              files.send(copy.partner(), file.file(), file.mediaType(), options),
              Extensions.none()));
    }
    SignedReceipt receipt =
        client.send(
            copy.partner(),
            OfficialDocumentBuilder.builder(document).attachments(attached).build());
    act(copy, sent);
    return receipt;
  }

  /**
   * Confirms that a document was received 接收.
   *
   * @param copy the document
   * @return the receipt of the action
   */
  public SignedReceipt receive(DocumentCopy copy) {
    return act(copy, next(copy, "received", Optional.empty()));
  }

  /**
   * Signs for 签收 a document.
   *
   * @param copy the document
   * @return the receipt of the action
   */
  public SignedReceipt signFor(DocumentCopy copy) {
    return act(copy, next(copy, "signed-for", Optional.empty()));
  }

  /**
   * Returns 退回 a document.
   *
   * @param copy the document
   * @param reason why, at most 500 characters
   * @return the receipt of the action
   */
  public SignedReceipt returnToSender(DocumentCopy copy, String reason) {
    return act(copy, next(copy, "returned", Optional.of(reason)));
  }

  /**
   * Withdraws 撤回 a document.
   *
   * @param copy the document
   * @param reason why, at most 500 characters
   * @return the receipt of the action
   */
  public SignedReceipt withdraw(DocumentCopy copy, String reason) {
    return act(copy, next(copy, "withdrawn", Optional.of(reason)));
  }

  /**
   * Reminds 催办 the recipient of a document.
   *
   * @param copy the document
   * @return the receipt of the action
   */
  public SignedReceipt remind(DocumentCopy copy) {
    return act(copy, next(copy, "reminded", Optional.empty()));
  }

  /**
   * The life of a document so far.
   *
   * @param copy the document
   * @return its actions, oldest first
   */
  public List<DocumentAction> actions(DocumentCopy copy) {
    return log.actions(copy.documentId(), copy.recipient());
  }

  /** A new action; or the last one, if it is the same and cannot be taken twice. */
  private DocumentAction next(DocumentCopy copy, String action, Optional<String> reason) {
    List<DocumentAction> life = actions(copy);
    DocumentAction wanted =
        new DocumentAction(
            copy.documentId(),
            copy.documentNumber(),
            action,
            organ,
            Optional.of(copy.recipient()),
            Timestamps.now(clock),
            Optional.empty(),
            reason,
            Extensions.none());
    if (!life.isEmpty()) {
      DocumentAction last = life.get(life.size() - 1);
      boolean again = last.action().equals(action) && last.organ().equals(organ);
      if (again && !mayFollow(life, action)) {
        return last;
      }
    }
    DocumentSteps.require(life, wanted);
    return wanted;
  }

  private static boolean mayFollow(List<DocumentAction> life, String action) {
    return DocumentLife.cycle()
        .next(life.stream().map(DocumentAction::action).toList(), action)
        .isAllowed();
  }

  private SignedReceipt act(DocumentCopy copy, DocumentAction action) {
    log.add(action);
    try {
      return client.send(client.prepare(copy.partner(), Operation.EVENT, action));
    } catch (ProblemException | InvalidPayloadException e) {
      takeBackIfFinal(action, e);
      throw e;
    }
  }

  private void takeBackIfFinal(DocumentAction action, ExchangeException failure) {
    if (!failure.isRetryable()) {
      log.takeBack(action);
    }
  }
}
