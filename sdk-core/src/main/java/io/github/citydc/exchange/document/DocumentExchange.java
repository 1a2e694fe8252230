package io.github.citydc.exchange.document;

import io.github.citydc.exchange.BackgroundWork;
import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.file.FileOptions;
import io.github.citydc.exchange.file.FileSender;
import io.github.citydc.exchange.message.ContentHash;
import io.github.citydc.exchange.message.InvalidPayloadException;
import io.github.citydc.exchange.message.Operation;
import io.github.citydc.exchange.message.ProblemException;
import io.github.citydc.exchange.message.SignedReceipt;
import io.github.citydc.internal.Sha256;
import io.github.citydc.model.Extensions;
import io.github.citydc.model.Organ;
import io.github.citydc.model.PayloadJson;
import io.github.citydc.model.PayloadType;
import io.github.citydc.model.document.DocumentAction;
import io.github.citydc.model.document.DocumentAttachment;
import io.github.citydc.model.document.DocumentLife;
import io.github.citydc.model.document.OfficialDocument;
import io.github.citydc.model.document.OfficialDocumentBuilder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A sender of official documents with their files, and of an organ's actions on documents.
 * Thread-safe.
 *
 * <pre>{@code
 * DocumentExchange documents = DocumentExchange.of(client, organ, JdbcDocumentLog.on(database));
 * DocumentCopy copy = DocumentCopy.of(document, district, districtNode);
 * documents.send(copy, document, List.of(new AttachedFile("附件1", path, "application/pdf")),
 *     FileOptions.standard());
 * documents.remind(copy);
 * }</pre>
 *
 * <p>Each action is kept in the log, with its messages, before it is sent. An action that {@link
 * DocumentLife} does not allow after the actions known so far fails with an {@link
 * InvalidPayloadException}; nothing is sent then. After a temporary failure, such as a {@link
 * io.github.citydc.exchange.message.TransportException}, the action waits: it is sent by the next
 * call for this copy, by {@link #sendWaiting}, or automatically after {@link #start}. Calling the
 * same method again sends the same action, and the other node records it once. An action that the
 * other node refuses permanently is taken back.
 *
 * <p>Both sides come to the same order of actions, which is that of the sender of the document:
 * {@link CopyLife}. When both act at once, the recipient's action stands before or behind the
 * sender's, or is refused if the sender has ended what it answers.
 *
 * <p>Every method that sends throws {@link ProblemException} if the other side refuses, {@link
 * io.github.citydc.exchange.message.TransportException} if it does not answer, {@link
 * io.github.citydc.exchange.message.UnverifiedRequestException} if it did not verify the request,
 * and {@link io.github.citydc.exchange.message.StorageException} if the log fails.
 */
public final class DocumentExchange {

  private static final String SENT = "sent";
  private static final Set<String> BEFORE_SENDING_AGAIN = Set.of("returned", "withdrawn");
  private static final PayloadType DOCUMENT = PayloadType.of(OfficialDocument.class);

  private final FileSender files;
  private final DocumentCourier courier;
  private final PayloadJson json = PayloadJson.standard();
  private final DocumentLog log;
  private final OwnActions actions;

  private DocumentExchange(ExchangeClient client, Organ organ, DocumentLog log, Clock clock) {
    this.files = FileSender.through(client);
    this.log = log;
    this.courier = new DocumentCourier(log, client::send);
    this.actions = new OwnActions(client, organ, log, courier, clock);
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
   * Sends 发送 a document: its files, then the document, then the action. A document that was sent to
   * this recipient, and was neither returned nor withdrawn, is delivered once, however often this
   * is called.
   *
   * @param copy the document for a recipient
   * @param document the document; its attachments, if it has any already, stay the first
   * @param attachments files to attach
   * @param options how to send the files
   * @return the receipt of the document
   * @throws InvalidPayloadException if it may not be sent now, or was sent with another content
   * @throws java.io.UncheckedIOException if a file cannot be read
   */
  public SignedReceipt send(
      DocumentCopy copy,
      OfficialDocument document,
      List<AttachedFile> attachments,
      FileOptions options) {
    ContentHash content = digest(document, attachments);
    Optional<DocumentMessage> sent = lastSent(copy);
    sent.ifPresent(message -> requireSame(message, content));
    Optional<SignedReceipt> before =
        sent.flatMap(message -> courier.receipt(message.actionId(), DOCUMENT));
    if (before.isPresent()) {
      courier.send(OwnActions.key(copy));
      return before.get();
    }
    if (sent.isEmpty()) {
      DocumentSteps.require(
          actions(copy),
          actions.make(copy, log.life(OwnActions.key(copy)), SENT, Optional.empty()));
    }
    OfficialDocument whole = withFiles(copy, document, attachments, options);
    String id =
        actions.begin(
            copy,
            SENT,
            Optional.empty(),
            () -> lastSent(copy).map(DocumentMessage::actionId),
            action -> List.of(actions.message(copy, action, content, Operation.UPSERT, whole)));
    return actions.deliver(copy, SENT, id, DOCUMENT);
  }

  private OfficialDocument withFiles(
      DocumentCopy copy,
      OfficialDocument document,
      List<AttachedFile> attachments,
      FileOptions options) {
    List<DocumentAttachment> attached = new ArrayList<>(document.attachments());
    for (AttachedFile file : attachments) {
      attached.add(
          new DocumentAttachment(
              file.title(),
              files.send(copy.partner(), file.file(), file.mediaType(), options),
              Extensions.none()));
    }
    return OfficialDocumentBuilder.builder(document).attachments(attached).build();
  }

  /** The message of the present sending; empty if there is none, or it has ended. */
  private Optional<DocumentMessage> lastSent(DocumentCopy copy) {
    List<DocumentAction> life = actions(copy);
    if (life.isEmpty() || BEFORE_SENDING_AGAIN.contains(life.get(life.size() - 1).action())) {
      return Optional.empty();
    }
    return life.stream()
        .filter(action -> action.action().equals(SENT))
        .reduce((earlier, later) -> later)
        .flatMap(action -> log.message(action.actionId(), DOCUMENT));
  }

  private ContentHash digest(OfficialDocument document, List<AttachedFile> attachments) {
    MessageDigest sha = Sha256.digest();
    sha.update(json.write(document));
    attachments.forEach(file -> sha.update(("\n" + file.title()).getBytes(StandardCharsets.UTF_8)));
    return ContentHash.of(sha);
  }

  private static void requireSame(DocumentMessage sent, ContentHash content) {
    if (!sent.content().equals(content)) {
      throw DocumentSteps.refusal(
          "/documentId",
          "document.sent",
          "Another content was sent under this identifier, and was neither returned nor withdrawn",
          "该标识下已发送另一内容的公文，且尚未退回或撤回");
    }
  }

  /**
   * Confirms that a document was received 接收.
   *
   * @param copy the document
   * @return the receipt of the action
   */
  public SignedReceipt receive(DocumentCopy copy) {
    return actions.act(copy, "received", Optional.empty());
  }

  /**
   * Signs for 签收 a document.
   *
   * @param copy the document
   * @return the receipt of the action
   */
  public SignedReceipt signFor(DocumentCopy copy) {
    return actions.act(copy, "signed-for", Optional.empty());
  }

  /**
   * Returns 退回 a document.
   *
   * @param copy the document
   * @param reason why, at most 500 characters
   * @return the receipt of the action
   */
  public SignedReceipt returnToSender(DocumentCopy copy, String reason) {
    return actions.act(copy, "returned", Optional.of(reason));
  }

  /**
   * Withdraws 撤回 a document.
   *
   * @param copy the document
   * @param reason why, at most 500 characters
   * @return the receipt of the action
   */
  public SignedReceipt withdraw(DocumentCopy copy, String reason) {
    return actions.act(copy, "withdrawn", Optional.of(reason));
  }

  /**
   * Reminds 催办 the recipient of a document. While a reminder has not been delivered, this sends the
   * same again.
   *
   * @param copy the document
   * @return the receipt of the action
   */
  public SignedReceipt remind(DocumentCopy copy) {
    return actions.act(copy, "reminded", Optional.empty());
  }

  /**
   * The life of a document so far.
   *
   * @param copy the document
   * @return its actions, oldest first
   */
  public List<DocumentAction> actions(DocumentCopy copy) {
    return log.life(OwnActions.key(copy)).actions();
  }

  /**
   * Sends what waits, of all copies: what was broken off, or was refused temporarily. What cannot
   * be sent is logged, and goes on waiting.
   */
  public void sendWaiting() {
    courier.sendAll();
  }

  /**
   * Starts a thread that sends what waits, at once and then regularly.
   *
   * @param pause the time between
   * @return the work, to be closed before the client and the database
   */
  public BackgroundWork start(Duration pause) {
    return courier.start(pause);
  }
}
