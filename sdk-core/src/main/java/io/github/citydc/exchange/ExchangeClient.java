package io.github.citydc.exchange;

import com.fasterxml.uuid.Generators;
import io.github.citydc.code.ResourceCode;
import io.github.citydc.exchange.batch.BatchStatus;
import io.github.citydc.exchange.batch.ProgressListener;
import io.github.citydc.exchange.batch.RecordSource;
import io.github.citydc.exchange.batch.UploadOptions;
import io.github.citydc.exchange.batch.UploadReport;
import io.github.citydc.exchange.file.FileOptions;
import io.github.citydc.exchange.internal.BodyLimits;
import io.github.citydc.exchange.internal.Circuits;
import io.github.citydc.exchange.internal.EnvelopeJson;
import io.github.citydc.exchange.internal.Futures;
import io.github.citydc.exchange.internal.MessageCalls;
import io.github.citydc.exchange.internal.NodeCaller;
import io.github.citydc.exchange.internal.ReconciliationCalls;
import io.github.citydc.exchange.internal.RecordCalls;
import io.github.citydc.exchange.internal.SealedPayloads;
import io.github.citydc.exchange.internal.Timestamps;
import io.github.citydc.exchange.internal.batch.BatchCalls;
import io.github.citydc.exchange.internal.batch.Uploader;
import io.github.citydc.exchange.internal.file.FileSender;
import io.github.citydc.exchange.reconciliation.DayBuckets;
import io.github.citydc.exchange.reconciliation.ItemPage;
import io.github.citydc.exchange.reconciliation.ReconciliationQuery;
import io.github.citydc.exchange.records.RecordPage;
import io.github.citydc.exchange.records.RecordQuery;
import io.github.citydc.exchange.spi.HttpBody;
import io.github.citydc.exchange.spi.MessageSigner;
import io.github.citydc.exchange.spi.MessageVerifier;
import io.github.citydc.exchange.spi.PayloadSealing;
import io.github.citydc.exchange.spi.ReceiptArchive;
import io.github.citydc.model.PartReference;
import io.github.citydc.model.Payload;
import io.github.citydc.model.PayloadJson;
import io.github.citydc.model.PayloadType;
import io.github.citydc.model.catalogue.CatalogueEntry;
import io.github.citydc.naming.NodeDirectory;
import io.github.citydc.naming.NodeId;
import io.github.citydc.validation.PayloadValidator;
import io.github.citydc.validation.ValidationReport;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The sending side of a node. Thread-safe; one instance serves a whole application.
 *
 * <pre>{@code
 * ExchangeClient client = ExchangeClient.builder()
 *     .self(NodeId.parse("440106:11440106007482911C:grid"))
 *     .signer(HttpSignatures.signer(key))
 *     .verifier(HttpSignatures.verifier(trust, directory))
 *     .directory(directory)
 *     .build();
 * SignedReceipt receipt = client.send(hub, person);
 * }</pre>
 *
 * <p>A message is validated, put into an envelope, signed, sent, and its receipt verified. When no
 * answer arrives, or one that asks to try again, the same message is sent again, signed anew, a few
 * times; the receiver accepts it once. A receiver that fails several times in a row is left alone
 * for a while: {@link CircuitOpenException}.
 */
public final class ExchangeClient {

  private static final Duration LONGEST_CIRCUIT_PAUSE = Duration.ofMinutes(10);

  private final NodeId self;
  private final Supplier<UUID> messageIds;
  private final Clock clock;
  private final Optional<PayloadValidator> validator;
  private final MessageCalls messages;
  private final ReconciliationCalls reconciliation;
  private final BatchCalls batches;
  private final Uploader uploader;
  private final FileSender files;
  private final RecordCalls records;
  private final ReceiptArchive archive;
  private final Optional<PayloadSealing> sealing;
  private final Circuits circuits;
  private final Executor executor;
  private final PayloadJson json = PayloadJson.standard();
  private final EnvelopeJson envelopes = new EnvelopeJson(json);

  ExchangeClient(ExchangeClientBuilder builder) {
    this.self = ExchangeClientBuilder.require(builder.self, "self");
    NodeDirectory directory = ExchangeClientBuilder.require(builder.directory, "directory");
    MessageSigner signer = ExchangeClientBuilder.require(builder.signer, "signer");
    if (!signer.node().equals(self)) {
      throw new IllegalStateException(
          "The signer signs for " + signer.node() + ", not for " + self);
    }
    MessageVerifier verifier = ExchangeClientBuilder.require(builder.verifier, "verifier");
    this.circuits =
        new Circuits(builder.circuitFailures, builder.circuitPause, LONGEST_CIRCUIT_PAUSE);
    this.executor = builder.executor.get();
    this.clock = builder.clock;
    NodeCaller caller =
        new NodeCaller(
            signer,
            verifier,
            builder.transport.get(),
            directory,
            circuits,
            executor,
            builder.maxAttempts);
    this.messages = new MessageCalls(caller, new BodyLimits(caller, clock));
    this.reconciliation = new ReconciliationCalls(caller);
    this.batches = new BatchCalls(caller);
    this.files = new FileSender(caller);
    this.records = new RecordCalls(caller);
    this.messageIds = Generators.timeBasedEpochRandomGenerator()::generate;
    this.validator = builder.validator;
    this.archive = builder.archive;
    this.uploader =
        new Uploader(
            batches, validator, archive, () -> new MessageId(messageIds.get()), builder.clock);
    this.sealing = builder.sealing;
  }

  /**
   * Begins a client.
   *
   * @return an empty builder
   */
  public static ExchangeClientBuilder builder() {
    return new ExchangeClientBuilder();
  }

  /**
   * Sends a record to be stored: {@link #prepare} and {@link #send(PreparedMessage)}.
   *
   * @param receiver whom it is for
   * @param payload the record
   * @return the receiver's receipt, verified
   * @throws InvalidPayloadException if the record breaks rules of its type; nothing was sent
   * @throws ProblemException if the receiver refused it
   * @throws TransportException if there was no answer; the message may have arrived all the same
   * @throws VerificationException if the answer is not genuine
   */
  public SignedReceipt send(NodeId receiver, Payload payload) {
    return send(prepare(receiver, Operation.UPSERT, payload));
  }

  /**
   * Makes a message, without sending it.
   *
   * @param receiver whom it is for
   * @param operation what to do with the record
   * @param payload the record
   * @return the message, with a new id
   * @throws InvalidPayloadException if the record breaks rules of its type
   */
  public PreparedMessage prepare(NodeId receiver, Operation operation, Payload payload) {
    validator.ifPresent(rules -> requireValid(rules.validate(payload)));
    Envelope envelope =
        new Envelope(
            new MessageId(messageIds.get()),
            PayloadType.of(payload.getClass()),
            operation,
            self,
            receiver,
            Timestamps.now(clock),
            Optional.empty(),
            Optional.empty(),
            json.toObject(payload),
            Map.of());
    Envelope sealed = sealing.map(by -> SealedPayloads.seal(envelope, by)).orElse(envelope);
    return new PreparedMessage(sealed, HttpBody.of(envelopes.write(sealed)));
  }

  /**
   * Sends a message. May be called again with the same message after any failure: the receiver
   * accepts it once.
   *
   * @param message what to send
   * @return the receiver's receipt, verified
   * @throws ProblemException if the receiver refused it
   * @throws TransportException if there was no answer; the message may have arrived all the same
   * @throws VerificationException if the answer is not genuine
   * @throws CircuitOpenException if nothing was sent, since the receiver is left alone for a while
   * @throws RefusedException if nothing was sent, since the receiver does not take so large a body,
   *     or the directory does not know it
   */
  public SignedReceipt send(PreparedMessage message) {
    SignedReceipt receipt = messages.send(message);
    archive.keep(receipt);
    return receipt;
  }

  /**
   * Asks for the receipt of a message that was sent before, for example by another process.
   *
   * @param receiver who accepted it
   * @param id the message
   * @return the first receipt, signed anew
   * @throws ProblemException with {@code not-found} if nothing was accepted under this id
   * @throws TransportException if there was no answer
   * @throws VerificationException if the answer is not genuine
   */
  public SignedReceipt receipt(NodeId receiver, MessageId id) {
    return messages.receipt(receiver, id);
  }

  /**
   * Asks what the receiver has accepted of this node on a day, hour by hour. See {@link
   * io.github.citydc.exchange.reconciliation.Reconciler} for what to do with it.
   *
   * @param receiver whom to ask
   * @param query which day, and what
   * @return 24 buckets
   * @throws ProblemException if the receiver refuses to tell
   * @throws TransportException if there was no answer
   * @throws VerificationException if the answer is not genuine
   */
  public DayBuckets reconciliation(NodeId receiver, ReconciliationQuery query) {
    return reconciliation.day(receiver, query);
  }

  /**
   * Asks which items of this node the receiver has accepted within an hour.
   *
   * @param receiver whom to ask
   * @param query which day, and what
   * @param hour 0 to 23, of UTC+8
   * @param after the last id of the page before, empty for the beginning
   * @return some items, sorted by id
   * @throws ProblemException if the receiver refuses to tell
   * @throws TransportException if there was no answer
   * @throws VerificationException if the answer is not genuine
   */
  public ItemPage acceptedItems(
      NodeId receiver, ReconciliationQuery query, int hour, Optional<MessageId> after) {
    return reconciliation.items(receiver, query, hour, after);
  }

  /**
   * Sends many records under one signature, and waits until the receiver has stored or rejected
   * each: {@link #upload(NodeId, RecordSource, UploadOptions)} with the standard options.
   *
   * @param receiver whom they are for
   * @param type the record
   * @param records gives them; closed at the end
   * @param progress hears how far it is
   * @param <P> the record's class
   * @return what became of them
   */
  public <P extends Payload> UploadReport upload(
      NodeId receiver, Class<P> type, Stream<? extends P> records, ProgressListener progress) {
    return upload(
        receiver, RecordSource.of(type, records), UploadOptions.standard().withListener(progress));
  }

  /**
   * Sends many records under one signature, and waits until the receiver has stored or rejected
   * each. What is in memory does not depend on how many there are. The receipt is kept in the
   * archive of receipts, too.
   *
   * <p>With a journal an upload that was broken off goes on where it was, also in another process:
   * nothing that has arrived is sent twice, and every record is stored once.
   *
   * @param receiver whom they are for
   * @param source the records; closed at the end
   * @param options how to do it
   * @param <P> the record's class
   * @return what became of them
   * @throws InvalidPayloadException if a record breaks rules and the options say to fail fast;
   *     nothing was stored
   * @throws java.io.UncheckedIOException if the source fails; nothing was stored
   * @throws ProblemException if the receiver refused a part or the manifest
   * @throws TransportException if the receiver did not answer for longer than patience lasts
   * @throws VerificationException if an answer is not genuine
   * @throws IllegalStateException if the journal is that of another upload
   */
  public <P extends Payload> UploadReport upload(
      NodeId receiver, RecordSource<P> source, UploadOptions options) {
    return uploader.upload(receiver, source, options);
  }

  /**
   * Asks how far a receiver is with a batch.
   *
   * @param receiver who accepted it
   * @param id the batch
   * @return its status
   * @throws ProblemException with {@code not-found} if nothing was accepted under this id
   * @throws TransportException if there was no answer
   * @throws VerificationException if the answer is not genuine
   */
  public BatchStatus batch(NodeId receiver, MessageId id) {
    return batches.status(receiver, id, Optional.empty()).status();
  }

  /**
   * Sends a file that a message will name, with the standard options: {@link #sendFile(NodeId,
   * Path, String, FileOptions)}.
   *
   * @param receiver whom the message will be for
   * @param file where it lies
   * @param mediaType what it is, for example {@code application/pdf}
   * @return what the message names it by
   */
  public PartReference sendFile(NodeId receiver, Path file, String mediaType) {
    return sendFile(receiver, file, mediaType, FileOptions.standard());
  }

  /**
   * Sends a file that a message will name. It is sent in parts; what is in memory does not depend
   * on its size. When a sending was broken off, the same call sends only the parts that have not
   * arrived; a file that is there is not sent again.
   *
   * @param receiver whom the message will be for
   * @param file where it lies; not to be changed meanwhile
   * @param mediaType what it is, for example {@code application/pdf}
   * @param options how to do it
   * @return what the message names it by: digest, media type, size, and the name of the file
   * @throws java.io.UncheckedIOException if the file cannot be read, or is changed meanwhile
   * @throws ProblemException if the receiver refused the file or a part
   * @throws TransportException if the receiver did not answer for longer than patience lasts
   * @throws VerificationException if an answer is not genuine
   */
  public PartReference sendFile(NodeId receiver, Path file, String mediaType, FileOptions options) {
    return files.send(receiver, file, mediaType, options);
  }

  /**
   * Pulls some records another node offers. See {@link
   * io.github.citydc.exchange.records.RecordPuller} for how to follow them.
   *
   * @param node whom to ask
   * @param query which records, and from where on
   * @return a page of changes
   * @throws ProblemException if the node refuses: with {@code not-authorized} if this node may not
   *     read the resource, with {@code not-found} if there is none or the cursor is too old
   * @throws TransportException if there was no answer
   * @throws VerificationException if the answer is not genuine
   */
  public RecordPage records(NodeId node, RecordQuery query) {
    return records.records(node, query);
  }

  /**
   * Asks which information resources another node has.
   *
   * @param node whom to ask
   * @return its catalogue, sorted by resource code
   * @throws ProblemException if the node publishes none
   * @throws TransportException if there was no answer
   * @throws VerificationException if the answer is not genuine
   */
  public List<CatalogueEntry> catalogue(NodeId node) {
    return records.catalogue(node);
  }

  /**
   * Asks for one entry of the catalogue of another node.
   *
   * @param node whom to ask
   * @param resource code of the information resource
   * @return its entry
   * @throws ProblemException with {@code not-found} if there is none
   * @throws TransportException if there was no answer
   * @throws VerificationException if the answer is not genuine
   */
  public CatalogueEntry catalogue(NodeId node, ResourceCode resource) {
    return records.catalogue(node, resource.toString());
  }

  /**
   * Sends a record as {@link #send(NodeId, Payload)} does, without keeping the caller waiting.
   *
   * @param receiver whom it is for
   * @param payload the record
   * @return the receipt, or the failure that {@code send} throws; ending it otherwise, by {@code
   *     cancel} or {@code orTimeout}, breaks the call off, and the message may have arrived all the
   *     same
   */
  public CompletableFuture<SignedReceipt> sendAsync(NodeId receiver, Payload payload) {
    CompletableFuture<PreparedMessage> prepared =
        Futures.run(() -> prepare(receiver, Operation.UPSERT, payload), () -> {}, executor);
    return Futures.compose(prepared, this::sendAsync, executor);
  }

  /**
   * Sends a message as {@link #send(PreparedMessage)} does, without keeping the caller waiting. May
   * be called again with the same message after any failure.
   *
   * @param message what to send
   * @return the receipt, or the failure that {@code send} throws; ending it otherwise, by {@code
   *     cancel} or {@code orTimeout}, breaks the call off, and the message may have arrived all the
   *     same
   */
  public CompletableFuture<SignedReceipt> sendAsync(PreparedMessage message) {
    return Futures.then(
        messages.sendAsync(message),
        receipt -> {
          archive.keep(receipt);
          return receipt;
        },
        executor);
  }

  /**
   * Asks for a receipt as {@link #receipt} does, without keeping the caller waiting.
   *
   * @param receiver who accepted it
   * @param id the message
   * @return the first receipt, signed anew, or the failure that {@code receipt} throws
   */
  public CompletableFuture<SignedReceipt> receiptAsync(NodeId receiver, MessageId id) {
    return messages.receiptAsync(receiver, id);
  }

  /** Which nodes are left alone at present. */
  Circuits circuits() {
    return circuits;
  }

  private static void requireValid(ValidationReport report) {
    if (!report.isValid()) {
      throw new InvalidPayloadException(report);
    }
  }
}
