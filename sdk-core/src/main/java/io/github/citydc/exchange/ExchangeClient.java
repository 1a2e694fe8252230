package io.github.citydc.exchange;

import io.github.citydc.exchange.http.HttpTransport;
import io.github.citydc.exchange.internal.Futures;
import io.github.citydc.exchange.message.InvalidPayloadException;
import io.github.citydc.exchange.message.MessageId;
import io.github.citydc.exchange.message.Operation;
import io.github.citydc.exchange.message.PreparedMessage;
import io.github.citydc.exchange.message.SignedReceipt;
import io.github.citydc.exchange.security.AlgorithmProfile;
import io.github.citydc.exchange.security.MessageSigner;
import io.github.citydc.exchange.security.Protection;
import io.github.citydc.exchange.security.VerifiedResponse;
import io.github.citydc.model.Payload;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.validation.PayloadValidator;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.function.Function;

/**
 * The sending side of a node. Thread-safe; one instance serves a whole application, which closes it
 * at its end.
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
 * response arrives, or a retryable error, the same message is sent again with a new signature, a
 * few times; the receiver accepts it once. After several failures in a row, nothing is sent to a
 * receiver for a while: {@link io.github.citydc.exchange.message.CircuitOpenException}.
 *
 * <p>All other features are built on {@link #call}, in packages of their own: several messages in
 * one request ({@code BundleSender.through(client).sendAll(messages)}), batches ({@code Uploader}),
 * files ({@code FileSender}), records ({@code RecordPuller}), reconciliation ({@code Reconciler});
 * and so are a city's own resources:
 *
 * <pre>{@code
 * Call parking = Call.get("/parking").parameter("street", "440106001");
 * FreePlaces places = client.call(hub, parking, answer -> JsonBody.read(answer, FreePlaces.class));
 * }</pre>
 *
 * <p>The methods that end in {@code Async} do not keep the caller waiting; the others are the same
 * calls, waited for. Ending their future otherwise, by {@code cancel} or {@code orTimeout}, breaks
 * the call off; what was asked for may have happened all the same.
 */
public final class ExchangeClient implements AutoCloseable {

  private static final Duration LONGEST_CIRCUIT_PAUSE = Duration.ofMinutes(10);

  private final NodeId self;
  private final MessageMaker maker;
  private final Clock clock;
  private final AlgorithmProfile profile;
  private final NodeCaller caller;
  private final MessageCalls messages;
  private final ReceiptArchive receipts;
  private final Circuits circuits;
  private final Executor executor;
  private final Runnable closing;

  ExchangeClient(ExchangeClientBuilder builder) {
    this.self = ExchangeClientBuilder.require(builder.self, "self");
    MessageSigner signer = ExchangeClientBuilder.require(builder.signer, "signer");
    if (!signer.node().equals(self)) {
      throw new IllegalStateException(
          "The signer signs for " + signer.node() + ", not for " + self);
    }
    this.profile = builder.profile;
    signer.require(profile);
    HttpTransport transport = builder.transport.get();
    this.circuits =
        new Circuits(builder.circuitFailures, builder.circuitPause, LONGEST_CIRCUIT_PAUSE);
    this.executor = builder.executor.get();
    this.clock = builder.clock;
    this.caller =
        new NodeCaller(
            signer,
            ExchangeClientBuilder.require(builder.verifier, "verifier").accepting(profile),
            transport,
            ExchangeClientBuilder.require(builder.directory, "directory"),
            circuits,
            builder);
    this.messages = new MessageCalls(caller, new BodyLimits(caller, clock), profile);
    this.maker = new MessageMaker(self, builder);
    this.receipts = builder.archive;
    this.closing = closing(builder, transport);
  }

  /** Closes what the builder has created itself, but not what it was given. */
  private Runnable closing(ExchangeClientBuilder builder, HttpTransport transport) {
    return () -> {
      if (builder.ownsTransport) {
        transport.close();
      }
      if (builder.ownsExecutor && executor instanceof ExecutorService threads) {
        threads.shutdown();
      }
    };
  }

  /**
   * Returns a new builder.
   *
   * @return an empty builder
   */
  public static ExchangeClientBuilder builder() {
    return new ExchangeClientBuilder();
  }

  /**
   * Sends a record to be stored: {@link #prepare} and {@link #send(PreparedMessage)}.
   *
   * @param receiver the receiving node
   * @param payload the record
   * @return the receiver's receipt, verified
   * @throws InvalidPayloadException if the record breaks rules of its type; nothing was sent
   * @throws io.github.citydc.exchange.message.ProblemException if the receiver refused it
   * @throws io.github.citydc.exchange.message.TransportException if there was no answer; the
   *     message may have arrived all the same
   * @throws io.github.citydc.exchange.message.UnverifiedRequestException if the node did not verify
   *     the request, so that nothing is known of it
   */
  public SignedReceipt send(NodeId receiver, Payload payload) {
    return send(prepare(receiver, Operation.UPSERT, payload));
  }

  /**
   * Sends a record as {@link #send(NodeId, Payload)} does, without blocking the caller.
   *
   * @param receiver the receiving node
   * @param payload the record
   * @return the receipt, or the failure that {@code send} throws
   */
  public CompletableFuture<SignedReceipt> sendAsync(NodeId receiver, Payload payload) {
    CompletableFuture<PreparedMessage> prepared =
        Futures.run(() -> prepare(receiver, Operation.UPSERT, payload), () -> {}, executor);
    return Futures.compose(prepared, this::sendAsync, executor);
  }

  /**
   * Makes a message, without sending it.
   *
   * @param receiver the receiving node
   * @param operation what to do with the record
   * @param payload the record
   * @return the message, with a new id
   * @throws InvalidPayloadException if the record breaks rules of its type
   */
  public PreparedMessage prepare(NodeId receiver, Operation operation, Payload payload) {
    return maker.make(receiver, operation, payload);
  }

  /**
   * Sends a message. May be called again with the same message after any failure: the receiver
   * accepts it once.
   *
   * @param message the message
   * @return the receiver's receipt, verified
   * @throws io.github.citydc.exchange.message.ProblemException if the receiver refused it
   * @throws io.github.citydc.exchange.message.TransportException if there was no answer; the
   *     message may have arrived all the same
   * @throws io.github.citydc.exchange.message.UnverifiedRequestException if the node did not verify
   *     the request, so that nothing is known of it
   * @throws io.github.citydc.exchange.message.CircuitOpenException if nothing was sent, because the
   *     circuit of the receiver is open
   * @throws io.github.citydc.exchange.message.RefusedException if nothing was sent, since the
   *     receiver does not take so large a body, or the directory does not know it
   */
  public SignedReceipt send(PreparedMessage message) {
    return Waiting.on(waiting -> send(message, waiting));
  }

  /**
   * Sends a message as {@link #send(PreparedMessage)} does, without blocking the caller. May be
   * called again with the same message after any failure.
   *
   * @param message the message
   * @return the receipt, or the failure that {@code send} throws
   */
  public CompletableFuture<SignedReceipt> sendAsync(PreparedMessage message) {
    return send(message, executor);
  }

  private CompletableFuture<SignedReceipt> send(PreparedMessage message, Executor by) {
    return Futures.then(
        messages.send(message, by),
        receipt -> {
          receipts.keep(receipt);
          return receipt;
        },
        by);
  }

  /**
   * Fetches the receipt of a message that was sent before, for example by another process.
   *
   * @param receiver the node that accepted it
   * @param id the message
   * @return the first receipt with a new signature
   * @throws io.github.citydc.exchange.message.ProblemException with {@code not-found} if nothing
   *     was accepted under this id
   * @throws io.github.citydc.exchange.message.TransportException if there was no answer
   * @throws io.github.citydc.exchange.message.UnverifiedRequestException if the node did not verify
   *     the request, so that nothing is known of it
   */
  public SignedReceipt receipt(NodeId receiver, MessageId id) {
    return Waiting.on(waiting -> messages.receipt(receiver, id, waiting));
  }

  /**
   * Fetches a receipt as {@link #receipt} does, without blocking the caller.
   *
   * @param receiver the node that accepted it
   * @param id the message
   * @return the first receipt with a new signature, or the failure that {@code receipt} throws
   */
  public CompletableFuture<SignedReceipt> receiptAsync(NodeId receiver, MessageId id) {
    return messages.receipt(receiver, id, executor);
  }

  /**
   * Makes a call: one signed request and its verified response. When no response arrives, or a
   * retryable error, the request is signed and sent again, a few times at most. A call must
   * therefore be one that may be repeated.
   *
   * @param node the node to query
   * @param call the request
   * @return the answer, verified
   * @throws io.github.citydc.exchange.message.ProblemException if the node answered with a problem
   * @throws io.github.citydc.exchange.message.TransportException if there was no answer
   * @throws io.github.citydc.exchange.message.UnverifiedRequestException if the node did not verify
   *     the request, so that nothing is known of it
   * @throws io.github.citydc.exchange.message.CircuitOpenException if nothing was sent, because the
   *     circuit of the node is open
   * @throws io.github.citydc.exchange.message.RefusedException if nothing was sent, since the
   *     directory does not know the node
   */
  public VerifiedResponse call(NodeId node, Call call) {
    return call(node, call, answer -> answer);
  }

  /**
   * Makes a call as {@link #call(NodeId, Call)}, and reads its answer.
   *
   * @param node the node to query
   * @param call the request
   * @param reader what to make of the verified answer; when it fails with a retryable exception the
   *     call is made again, too
   * @param <T> what is read
   * @return what the reader made of it
   */
  public <T> T call(NodeId node, Call call, Function<VerifiedResponse, T> reader) {
    return Waiting.on(waiting -> caller.call(node, call, reader, waiting));
  }

  /**
   * Makes a call as {@link #call(NodeId, Call, Function)}, without blocking the caller.
   *
   * @param node the node to query
   * @param call the request
   * @param reader what to make of the verified answer
   * @param <T> what is read
   * @return what the reader made of it, or the failure that {@code call} throws
   */
  public <T> CompletableFuture<T> callAsync(
      NodeId node, Call call, Function<VerifiedResponse, T> reader) {
    return caller.call(node, call, reader, executor);
  }

  /**
   * The node that sends.
   *
   * @return its id
   */
  public NodeId self() {
    return self;
  }

  /**
   * The algorithms that this client uses and accepts.
   *
   * @return the profile
   */
  public AlgorithmProfile profile() {
    return profile;
  }

  /**
   * The clock for the times of messages.
   *
   * @return the clock
   */
  public Clock clock() {
    return clock;
  }

  /**
   * A new id for a message or a batch.
   *
   * @return an id that nothing else has
   */
  public MessageId newMessageId() {
    return maker.newMessageId();
  }

  /**
   * The rules that payloads are held to before they are sent.
   *
   * @return the rules; empty if checking is left to the receiver
   */
  public Optional<PayloadValidator> rules() {
    return maker.rules();
  }

  /**
   * What decides whether something leaves in clear.
   *
   * @return the protection of what this client sends
   */
  public Protection protection() {
    return maker.protection();
  }

  /**
   * The archive that keeps every receipt.
   *
   * @return the archive
   */
  public ReceiptArchive receipts() {
    return receipts;
  }

  /**
   * The nodes to which nothing is sent at present, because they failed several times in a row.
   *
   * @return a copy
   */
  public Set<NodeId> leftAlone() {
    return circuits.leftAlone();
  }

  /**
   * Adds a listener, which is called when the circuit of a node opens or closes.
   *
   * @param listener the listener
   */
  public void addCircuitListener(CircuitListener listener) {
    circuits.add(listener);
  }

  /**
   * Removes a listener.
   *
   * @param listener the listener
   */
  public void removeCircuitListener(CircuitListener listener) {
    circuits.remove(listener);
  }

  /**
   * Closes the client, with the connections and threads it has created itself. A transport or an
   * executor that it was given is not closed. Calls in progress are completed.
   */
  @Override
  public void close() {
    closing.run();
  }
}
