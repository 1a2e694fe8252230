package io.github.citydc.exchange;

import io.github.citydc.exchange.event.MessageEvent;
import io.github.citydc.exchange.event.MessageOutcome;
import io.github.citydc.exchange.http.HttpResponse;
import io.github.citydc.exchange.http.MediaType;
import io.github.citydc.exchange.internal.Futures;
import io.github.citydc.exchange.internal.LogContext;
import io.github.citydc.exchange.internal.PayloadTexts;
import io.github.citydc.exchange.internal.Timestamps;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.ContentHash;
import io.github.citydc.exchange.message.Envelope;
import io.github.citydc.exchange.message.ExchangeException;
import io.github.citydc.exchange.message.HashAlgorithm;
import io.github.citydc.exchange.message.InvalidPayloadException;
import io.github.citydc.exchange.message.MalformedMessageException;
import io.github.citydc.exchange.message.MessageId;
import io.github.citydc.exchange.message.MissingPartsException;
import io.github.citydc.exchange.message.Problem;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The way of verified messages into the inbox, to their receipts: a message by itself, or all those
 * of a bundle, each as if it had come alone. Thread-safe.
 */
final class MessageIntake {

  /** Longer answers to messages of one bundle list no violations, only how many there are. */
  private static final int DETAILED = 4 * 1024 * 1024;

  private final PayloadJson json = PayloadJson.standard();
  private final Handlers handlers;
  private final EncryptedPayloads encryptedPayloads;
  private final Inbox inbox;
  private final PayloadValidator validator;
  private final AccessPolicy accessPolicy;
  private final Optional<MessageFiles> files;
  private final HashAlgorithm hash;
  private final Clock clock;
  private final ReceiverWatch watch;

  MessageIntake(
      Handlers handlers,
      EncryptedPayloads encryptedPayloads,
      Inbox inbox,
      PayloadValidator validator,
      AccessPolicy accessPolicy,
      Optional<MessageFiles> files,
      HashAlgorithm hash,
      Clock clock,
      ReceiverWatch watch) {
    this.handlers = handlers;
    this.encryptedPayloads = encryptedPayloads;
    this.inbox = inbox;
    this.validator = validator;
    this.accessPolicy = accessPolicy;
    this.files = files;
    this.hash = hash;
    this.clock = clock;
    this.watch = watch;
  }

  /** A message that was verified and has the form of one. */
  private record Arrival(
      Envelope envelope, VerifiedRequest verified, ContentHash digest, AtomicLong handling) {

    static Arrival of(VerifiedRequest verified, HashAlgorithm hash) {
      Content body = verified.request().body();
      return new Arrival(
          Envelope.fromJson(body.toByteArray()),
          verified,
          ContentHash.of(body, hash),
          new AtomicLong());
    }

    /** What is wrong with a message that has not the form of one, with its id if that is there. */
    static Problem malformed(Throwable failure, VerifiedRequest verified) {
      Problem problem = Problems.of(failure);
      return MessageId.in(verified.request().body().toByteArray(), "messageId")
          .map(problem::about)
          .orElse(problem);
    }

    Problem problem(Throwable failure) {
      String what = "Message " + envelope.messageId() + " of " + verified.sender();
      if (Futures.unwrapped(failure) instanceof HandlerFailure e) {
        Problems.log(what + " could not be handled", e.failure, e.values);
        return Problems.internal().about(envelope.messageId());
      }
      return Problems.of(failure, what).about(envelope.messageId());
    }
  }

  /**
   * {@code POST /messages}.
   *
   * @param verified the request
   * @return a receipt or a problem
   */
  HttpResponse accept(VerifiedRequest verified) {
    MediaType.requirePlain(verified.request().headers(), MediaType.JSON, "A message");
    Arrival arrival;
    try {
      arrival = Arrival.of(verified, hash);
    } catch (MalformedMessageException e) {
      return Problems.response(told(verified, Arrival.malformed(e, verified)));
    }
    LogContext context = LogContext.message(arrival.envelope().messageId().toString());
    try (context) {
      return receiptResponse(receipt(arrival, stored(arrival)));
    } catch (Throwable e) {
      return Problems.response(told(arrival, arrival.problem(e)));
    }
  }

  private Problem told(VerifiedRequest verified, Problem malformed) {
    watch.tellOfRequest(
        (listener, request) ->
            listener.message(
                new MessageEvent(
                    request,
                    malformed.messageId(),
                    Optional.empty(),
                    MessageOutcome.REFUSED,
                    Optional.of(malformed.code()),
                    verified.request().body().size(),
                    Duration.ZERO)));
    return malformed;
  }

  private Problem told(Arrival arrival, Problem refusal) {
    tell(arrival, MessageOutcome.REFUSED, Optional.of(refusal.code()));
    return refusal;
  }

  private void tell(Arrival arrival, MessageOutcome outcome, Optional<ProblemCode> code) {
    watch.tellOfRequest(
        (listener, request) ->
            listener.message(
                new MessageEvent(
                    request,
                    Optional.of(arrival.envelope().messageId()),
                    Optional.of(arrival.envelope().type()),
                    outcome,
                    code,
                    arrival.verified().request().body().size(),
                    Duration.ofNanos(arrival.handling().get()))));
  }

  private CompletableFuture<InboxEntry> stored(Arrival arrival) {
    return CompletableFuture.completedFuture(arrival)
        .thenApply(this::checked)
        .thenCompose(item -> item.storeIn(inbox));
  }

  /** {@link ReceiverParts#acceptAll} and {@link ReceiverParts#acceptInOrder}. */
  List<Content> acceptAll(List<VerifiedRequest> messages, Duration longest, boolean inOrder) {
    List<CompletableFuture<Arrival>> arrivals =
        messages.stream()
            .map(
                message ->
                    CompletableFuture.completedFuture(message)
                        .thenApply(verified -> Arrival.of(verified, hash)))
            .toList();
    Predicate<Throwable> endsAt = failure -> inOrder && Problems.mayPass(failure);
    List<CompletableFuture<InboxEntry>> stored =
        storeAll(
            upTo(endsAt, arrivals.stream().map(arrival -> arrival.thenApply(this::checked))),
            longest,
            endsAt);
    List<Content> answers = new ArrayList<>();
    long bytes = 0;
    for (int i = 0; i < messages.size(); i++) {
      Content answer = answer(messages.get(i), arrivals.get(i), stored.get(i), bytes > DETAILED);
      answers.add(answer);
      bytes += answer.size();
    }
    return answers;
  }

  /** Behind a failure that ends them, none is stored. */
  private static List<CompletableFuture<Inbox.Item>> upTo(
      Predicate<Throwable> endsAt, Stream<CompletableFuture<Inbox.Item>> checked) {
    AtomicBoolean ended = new AtomicBoolean();
    return checked
        .map(
            item -> {
              if (ended.get()) {
                return Inbox.Item.notReached().thenCompose(none -> item);
              }
              ended.set(Futures.failure(item).filter(endsAt).isPresent());
              return item;
            })
        .toList();
  }

  private List<CompletableFuture<InboxEntry>> storeAll(
      List<CompletableFuture<Inbox.Item>> checked, Duration longest, Predicate<Throwable> endsAt) {
    List<Inbox.Item> items =
        checked.stream()
            .filter(item -> !item.isCompletedExceptionally())
            .map(CompletableFuture::join)
            .toList();
    List<CompletableFuture<InboxEntry>> stored =
        items.isEmpty() ? List.of() : inbox.storeAll(items, longest, endsAt);
    requireOneStored(stored);
    Iterator<CompletableFuture<InboxEntry>> next = stored.iterator();
    return checked.stream()
        .map(
            item ->
                item.isCompletedExceptionally() ? item.thenApply(Inbox.Item::entry) : next.next())
        .toList();
  }

  private static void requireOneStored(List<CompletableFuture<InboxEntry>> stored) {
    List<StorageException> failures =
        stored.stream()
            .flatMap(
                outcome ->
                    outcome
                        .handle((entry, failure) -> Optional.ofNullable(failure))
                        .join()
                        .stream())
            .map(Futures::unwrapped)
            .filter(StorageException.class::isInstance)
            .map(StorageException.class::cast)
            .toList();
    if (!failures.isEmpty() && failures.size() == stored.size()) {
      throw failures.get(0);
    }
  }

  private Content answer(
      VerifiedRequest message,
      CompletableFuture<Arrival> arrival,
      CompletableFuture<InboxEntry> stored,
      boolean briefly) {
    Problem problem;
    try {
      return receipt(arrival.join(), stored);
    } catch (Throwable e) {
      problem =
          arrival.isCompletedExceptionally()
              ? told(message, Arrival.malformed(Futures.unwrapped(e), message))
              : told(arrival.join(), arrival.join().problem(e));
    }
    int more = problem.moreViolations() + problem.violations().size();
    return Content.of((briefly ? problem.violations(List.of(), more) : problem).toJson());
  }

  /**
   * {@code GET /messages/{id}/receipt}.
   *
   * @param sender the node that queries; only its own messages are found
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
  private Content receipt(Arrival arrival, CompletableFuture<InboxEntry> stored) throws Throwable {
    requireSameNodes(arrival);
    InboxEntry entry;
    try {
      entry = stored.join();
    } catch (CompletionException e) {
      Throwable failure = Futures.unwrapped(e);
      if (failure instanceof StorageException) {
        throw failure;
      }
      entry =
          inbox
              .find(arrival.verified().sender(), arrival.envelope().messageId())
              .orElseThrow(() -> failure);
    }
    Content receipt = requireSameBody(entry, arrival.verified().request().body()).receipt();
    boolean isFirst = entry.evidence().equals(arrival.verified().evidence());
    tell(arrival, isFirst ? MessageOutcome.HANDLED : MessageOutcome.DUPLICATE, Optional.empty());
    return receipt;
  }

  private Inbox.Item checked(Arrival arrival) {
    requireSameNodes(arrival);
    Envelope envelope = arrival.envelope();
    VerifiedRequest verified = arrival.verified();
    Handlers.Handler<?> handler =
        handlers
            .find(envelope.type())
            .orElseThrow(
                () ->
                    new RefusedException(
                        ProblemCode.UNKNOWN_TYPE, "This node does not take " + envelope.type()));
    envelope.operation().requireFor(envelope.type());
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
            .bodyDigest(arrival.digest())
            .acceptedAt(Timestamps.now(clock))
            .build();
    InboxEntry entry =
        InboxEntry.builder()
            .sender(verified.sender())
            .messageId(envelope.messageId())
            .type(envelope.type())
            .operation(envelope.operation())
            .bodyDigest(arrival.digest())
            .acceptedAt(receipt.acceptedAt())
            .body(verified.request().body())
            .evidence(verified.evidence())
            .receipt(Content.of(receipt.toJson()))
            .build();
    return new Inbox.Item(
        entry,
        connection -> {
          ReceivedFiles received = files(connection, verified.sender(), payload);
          LogContext log = LogContext.message(envelope.messageId().toString());
          long start = System.nanoTime();
          try (log) {
            handle(
                handler, payload, new MessageContext(opened, connection, received, accessPolicy));
          } finally {
            arrival.handling().set(System.nanoTime() - start);
          }
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
      throw new InvalidPayloadException(new ValidationReport(List.of(e.violation())));
    }
    ValidationReport report = validator.validate(payload);
    if (!report.isValid()) {
      throw new InvalidPayloadException(report);
    }
    return payload;
  }

  private static void requireSameNodes(Arrival arrival) {
    Envelope envelope = arrival.envelope();
    VerifiedRequest verified = arrival.verified();
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

  private static InboxEntry requireSameBody(InboxEntry entry, Content body) {
    if (!entry.bodyDigest().matches(body)) {
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
