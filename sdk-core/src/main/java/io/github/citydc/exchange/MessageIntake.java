package io.github.citydc.exchange;

import io.github.citydc.exchange.http.HttpResponse;
import io.github.citydc.exchange.http.MediaType;
import io.github.citydc.exchange.internal.PayloadTexts;
import io.github.citydc.exchange.internal.Timestamps;
import io.github.citydc.exchange.internal.WrongForm;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.ContentHash;
import io.github.citydc.exchange.message.Envelope;
import io.github.citydc.exchange.message.ExchangeException;
import io.github.citydc.exchange.message.InvalidPayloadException;
import io.github.citydc.exchange.message.MessageId;
import io.github.citydc.exchange.message.MissingPartsException;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.Receipt;
import io.github.citydc.exchange.message.RefusedException;
import io.github.citydc.exchange.message.StorageException;
import io.github.citydc.exchange.security.EncryptedPayloads;
import io.github.citydc.exchange.security.VerifiedRequest;
import io.github.citydc.model.Payload;
import io.github.citydc.model.PayloadFormatException;
import io.github.citydc.model.PayloadJson;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.validation.PayloadValidator;
import io.github.citydc.validation.ValidationReport;
import java.sql.Connection;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The way of a verified request to a stored message and its receipt. */
final class MessageIntake {

  private final PayloadJson json = PayloadJson.standard();
  private final Handlers handlers;
  private final EncryptedPayloads encryptedPayloads;
  private final Inbox inbox;
  private final PayloadValidator validator;
  private final AccessPolicy accessPolicy;
  private final Optional<MessageFiles> files;
  private final Clock clock;

  MessageIntake(
      Handlers handlers,
      EncryptedPayloads encryptedPayloads,
      Inbox inbox,
      PayloadValidator validator,
      AccessPolicy accessPolicy,
      Optional<MessageFiles> files,
      Clock clock) {
    this.handlers = handlers;
    this.encryptedPayloads = encryptedPayloads;
    this.inbox = inbox;
    this.validator = validator;
    this.accessPolicy = accessPolicy;
    this.files = files;
    this.clock = clock;
  }

  /**
   * {@code POST /messages}.
   *
   * @param verified the request
   * @return a receipt or a problem
   */
  HttpResponse accept(VerifiedRequest verified) {
    MediaType.requirePlain(verified.request().headers(), MediaType.JSON, "A message");
    Envelope envelope = Envelope.fromJson(verified.request().body().toByteArray());
    try {
      requireSameNodes(envelope, verified);
      return receiptResponse(stored(envelope, verified).receipt());
    } catch (HandlerFailure e) {
      String what = "Message " + envelope.messageId() + " of " + verified.sender();
      Problems.log(what + " could not be handled", e.failure, e.values);
      return Problems.response(Problems.internal().about(envelope.messageId()));
    } catch (Exception e) {
      String what = "Message " + envelope.messageId() + " of " + verified.sender();
      return Problems.response(Problems.of(e, what).about(envelope.messageId()));
    }
  }

  /**
   * {@code GET /messages/{id}/receipt}.
   *
   * @param sender who asks; only its own messages are found
   * @param id the message, as in the path
   * @return the first receipt
   */
  HttpResponse receipt(NodeId sender, String id) {
    return receiptResponse(
        messageId(id)
            .flatMap(message -> inbox.find(sender, message))
            .orElseThrow(
                () ->
                    new RefusedException(
                        ProblemCode.NOT_FOUND,
                        "No message of this sender was accepted under this id"))
            .receipt());
  }

  private static Optional<MessageId> messageId(String text) {
    try {
      return Optional.of(MessageId.parse(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /**
   * What was accepted once stays accepted, whatever has become of rules, access and handlers since.
   * Only who is refused pays for the look: the inbox itself takes no message twice.
   */
  private InboxEntry stored(Envelope envelope, VerifiedRequest verified) throws Exception {
    ContentHash digest = ContentHash.of(verified.request().body());
    InboxEntry entry;
    try {
      entry = store(envelope, verified, digest);
    } catch (StorageException e) {
      throw e;
    } catch (Exception e) {
      entry = inbox.find(verified.sender(), envelope.messageId()).orElseThrow(() -> e);
    }
    return requireSameBody(entry, digest);
  }

  private InboxEntry store(Envelope envelope, VerifiedRequest verified, ContentHash digest)
      throws Exception {
    Handlers.Handler<?> handler =
        handlers
            .find(envelope.type())
            .orElseThrow(
                () ->
                    new RefusedException(
                        ProblemCode.UNKNOWN_TYPE, "This node does not take " + envelope.type()));
    Envelope opened = encryptedPayloads.open(envelope);
    Payload payload = read(opened, handler.payload());
    accessPolicy.authorize(
        verified.sender(), envelope.type(), envelope.operation(), payload.jurisdiction());
    Receipt receipt =
        Receipt.builder()
            .messageId(envelope.messageId())
            .type(envelope.type())
            .operation(envelope.operation())
            .sender(envelope.sender())
            .receiver(envelope.receiver())
            .bodyDigest(digest)
            .acceptedAt(Timestamps.now(clock))
            .build();
    InboxEntry entry =
        InboxEntry.builder()
            .sender(verified.sender())
            .messageId(envelope.messageId())
            .type(envelope.type())
            .operation(envelope.operation())
            .bodyDigest(digest)
            .acceptedAt(receipt.acceptedAt())
            .body(verified.request().body())
            .evidence(verified.evidence())
            .receipt(Content.of(receipt.toJson()))
            .build();
    return inbox.store(
        entry,
        connection -> {
          ReceivedFiles received = files(connection, verified.sender(), payload);
          handle(handler, payload, new MessageContext(opened, connection, received, accessPolicy));
        });
  }

  /** What a handler has made of a damaged file is not stored, even if it has not noticed. */
  private static void handle(Handlers.Handler<?> handler, Payload payload, MessageContext context)
      throws Exception {
    try {
      handler.handle(payload, context);
    } catch (ExchangeException e) {
      requireSound(context.files(), e);
      throw e;
    } catch (Exception e) {
      requireSound(context.files(), e);
      throw new HandlerFailure(e, PayloadTexts.of(payload));
    }
    context.files().requireSound();
  }

  /** What a handler has thrown, and what of it must not be logged. */
  private static final class HandlerFailure extends Exception {

    private static final long serialVersionUID = 1L;

    private final Exception failure;
    private final transient Set<String> values;

    HandlerFailure(Exception failure, Set<String> values) {
      super(failure);
      this.failure = failure;
      this.values = values;
    }
  }

  private static void requireSound(ReceivedFiles files, Exception failure) {
    try {
      files.requireSound();
    } catch (MissingPartsException e) {
      e.addSuppressed(failure);
      throw e;
    }
  }

  private ReceivedFiles files(Connection connection, NodeId sender, Payload payload) {
    return files
        .map(required -> required.require(connection, sender, payload))
        .orElseGet(ReceivedFiles::none);
  }

  private <P extends Payload> P read(Envelope envelope, Class<P> type) {
    P payload;
    try {
      payload = json.toRecord(envelope.payload(), type);
    } catch (PayloadFormatException e) {
      throw new InvalidPayloadException(new ValidationReport(List.of(WrongForm.violation(e))));
    }
    ValidationReport report = validator.validate(payload);
    if (!report.isValid()) {
      throw new InvalidPayloadException(report);
    }
    return payload;
  }

  private static void requireSameNodes(Envelope envelope, VerifiedRequest verified) {
    if (!envelope.sender().equals(verified.sender())) {
      throw new RefusedException(
          ProblemCode.SENDER_MISMATCH,
          "The envelope names "
              + envelope.sender()
              + " as sender, the request was signed by "
              + verified.sender());
    }
    String receiver = verified.request().headers().value("cdx-receiver").orElse("");
    if (!envelope.receiver().toString().equals(receiver)) {
      throw new RefusedException(
          ProblemCode.RECEIVER_MISMATCH,
          "The envelope names "
              + envelope.receiver()
              + " as receiver, the request was signed for "
              + receiver);
    }
  }

  private static InboxEntry requireSameBody(InboxEntry entry, ContentHash digest) {
    if (!entry.bodyDigest().equals(digest)) {
      throw new RefusedException(
          ProblemCode.MESSAGE_CONFLICT,
          "Another body was accepted under this message id; a changed record needs a new id");
    }
    return entry;
  }

  private static HttpResponse receiptResponse(Content receipt) {
    return Answer.of(200, MediaType.JSON, receipt);
  }
}
