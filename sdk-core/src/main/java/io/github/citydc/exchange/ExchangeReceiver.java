package io.github.citydc.exchange;

import io.github.citydc.exchange.batch.BatchProcessor;
import io.github.citydc.exchange.batch.BatchReception;
import io.github.citydc.exchange.file.FileReception;
import io.github.citydc.exchange.internal.Admission;
import io.github.citydc.exchange.internal.Endpoint;
import io.github.citydc.exchange.internal.Handlers;
import io.github.citydc.exchange.internal.MessageEndpoint;
import io.github.citydc.exchange.internal.MessageIntake;
import io.github.citydc.exchange.internal.NodeDescription;
import io.github.citydc.exchange.internal.Problems;
import io.github.citydc.exchange.internal.ReconciliationEndpoint;
import io.github.citydc.exchange.internal.SealedDirectory;
import io.github.citydc.exchange.internal.SealedPayloads;
import io.github.citydc.exchange.internal.Slot;
import io.github.citydc.exchange.internal.Target;
import io.github.citydc.exchange.internal.batch.BatchEndpoint;
import io.github.citydc.exchange.internal.batch.BatchIntake;
import io.github.citydc.exchange.internal.batch.BatchLoop;
import io.github.citydc.exchange.internal.batch.BatchSignal;
import io.github.citydc.exchange.internal.batch.BatchWorkers;
import io.github.citydc.exchange.internal.batch.PartEndpoint;
import io.github.citydc.exchange.internal.file.FileCheck;
import io.github.citydc.exchange.internal.file.FileEndpoint;
import io.github.citydc.exchange.spi.AcceptedItems;
import io.github.citydc.exchange.spi.HttpBody;
import io.github.citydc.exchange.spi.HttpRequest;
import io.github.citydc.exchange.spi.HttpResponse;
import io.github.citydc.exchange.spi.Inbox;
import io.github.citydc.exchange.spi.MessageSigner;
import io.github.citydc.exchange.spi.MessageVerifier;
import io.github.citydc.exchange.spi.VerifiedRequest;
import io.github.citydc.naming.NodeId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * The receiving side of a node, independent of any server: an HTTP request in, a signed HTTP
 * response out. Thread-safe.
 *
 * <pre>{@code
 * ExchangeReceiver receiver = ExchangeReceiver.builder()
 *     .self(hub)
 *     .signer(signer)
 *     .verifier(verifier)
 *     .inbox(JdbcInbox.on(dataSource))
 *     .on(Person.class, (person, context) -> register.save(context.connection(), person))
 *     .build();
 * }</pre>
 *
 * <p>A request passes, in this order: {@link Limits}; signature, sender and receiver; envelope;
 * type, payload rules and access policy; then the handler, in the transaction that stores the
 * message. Whatever does not pass is answered with a problem and leaves no trace; unless the same
 * message was accepted before, which gets its first receipt again, whatever has changed since.
 */
public final class ExchangeReceiver {

  /** Where the standard's paths begin unless the builder says otherwise: interface standard §4. */
  public static final String DEFAULT_BASE_PATH = "/cdx/v1";

  private static final String NODE = "/node";
  private static final String PARTS = "/parts/";
  private static final String DIRECTORY = "/directory";

  private final NodeId self;
  private final MessageSigner signer;
  private final MessageVerifier verifier;
  private final Optional<BatchLoop.Parts> batchWork;
  private final List<Endpoint> endpoints;
  private final NodeDescription description;
  private final Optional<Supplier<HttpBody>> directory;
  private final String basePath;
  private final Limits limits;
  private final Admission admission;
  private final int maxPartSize;

  ExchangeReceiver(ExchangeReceiverBuilder builder) {
    this.self = ExchangeReceiverBuilder.require(builder.self, "self");
    this.signer = ExchangeReceiverBuilder.require(builder.signer, "signer");
    this.verifier = ExchangeReceiverBuilder.require(builder.verifier, "verifier");
    this.basePath = builder.basePath;
    this.limits = builder.limits;
    this.admission = new Admission(limits);
    this.maxPartSize = maxPartSize(builder);
    if (!signer.node().equals(self)) {
      throw new IllegalStateException(
          "The signer signs for " + signer.node() + ", not for " + self);
    }
    this.directory = builder.directory;
    this.description =
        new NodeDescription(
            signer,
            builder.handlers.types(),
            limits,
            builder.batches,
            builder.files,
            builder.clock);
    Handlers handlers = builder.handlers.copy();
    this.batchWork =
        builder.batches.map(
            reception ->
                new BatchLoop.Parts(
                    handlers,
                    builder.validator,
                    builder.accessPolicy,
                    reception,
                    builder.clock,
                    new BatchSignal()));
    this.endpoints = endpoints(builder, batchWork, description);
  }

  private static List<Endpoint> endpoints(
      ExchangeReceiverBuilder builder,
      Optional<BatchLoop.Parts> batchWork,
      NodeDescription description) {
    Inbox inbox = ExchangeReceiverBuilder.require(builder.inbox, "inbox");
    List<Endpoint> endpoints = new ArrayList<>();
    endpoints.add(
        new MessageEndpoint(
            new MessageIntake(
                builder.handlers,
                new SealedPayloads(builder.opening, builder.sealingRequired),
                inbox,
                builder.validator,
                builder.accessPolicy,
                new FileCheck(builder.files, builder.clock),
                builder.clock)));
    builder.files.ifPresent(reception -> endpoints.add(new FileEndpoint(reception, builder.clock)));
    endpoints.add(description);
    List<AcceptedItems> accepted = new ArrayList<>(List.of(inbox));
    batchWork.ifPresent(
        work -> {
          accepted.add(work.reception().store());
          endpoints.add(new PartEndpoint(work.reception(), work.clock()));
          endpoints.add(
              new BatchEndpoint(
                  new BatchIntake(
                      work.handlers(),
                      builder.sealingRequired,
                      work.reception(),
                      work.clock(),
                      work.signal()),
                  work.reception().store()));
        });
    endpoints.add(new ReconciliationEndpoint(accepted));
    endpoints.addAll(builder.offers);
    return List.copyOf(endpoints);
  }

  /**
   * Begins a receiver.
   *
   * @return an empty builder
   */
  public static ExchangeReceiverBuilder builder() {
    return new ExchangeReceiverBuilder();
  }

  /**
   * Starts the work on batches: those that arrive from now on, and those that were not done when
   * the process ended.
   *
   * @return the work; close it before the database
   * @throws IllegalStateException if the receiver takes no batches
   */
  public BatchProcessor startBatches() {
    BatchLoop.Parts work =
        batchWork.orElseThrow(
            () -> new IllegalStateException("A receiver takes batches with batches(…) only"));
    return BatchWorkers.start(work, work.reception().workers());
  }

  /**
   * How much it takes.
   *
   * @return the limits
   */
  public Limits limits() {
    return limits;
  }

  /**
   * The largest body accepted, be it of a message or a part.
   *
   * @return bytes; a server need not read more than one byte beyond
   */
  public int maxBodySize() {
    return maxPartSize;
  }

  private static int maxPartSize(ExchangeReceiverBuilder builder) {
    return IntStream.of(
            builder.limits.bodySize(),
            builder.batches.map(BatchReception::partSize).orElse(0),
            builder.files.map(FileReception::partSize).orElse(0))
        .max()
        .orElseThrow();
  }

  /** A part may be larger than a message; each is bounded before it is looked at. */
  private int maxBodySize(HttpRequest request) {
    boolean part = String.valueOf(request.uri().getRawPath()).startsWith(basePath + PARTS);
    return part ? maxPartSize : limits.bodySize();
  }

  /**
   * Answers a request. Never throws: whatever goes wrong becomes a signed problem.
   *
   * @param request as received, byte for byte
   * @return the response, signed and bound to the request; only {@code GET /node} and {@code GET
   *     /directory} may be asked without a signature, and are then answered without one
   */
  public HttpResponse handle(HttpRequest request) {
    Slot place;
    try {
      place = admission.enter();
    } catch (RefusedException e) {
      return refuse(request, e);
    }
    try {
      return openly(request).orElseGet(() -> signed(answer(request), request));
    } finally {
      place.leave();
    }
  }

  /**
   * Answers a request that a server does not hand over, since it is too large, too slow or one too
   * many.
   *
   * @param request as received so far; its body is of no account
   * @param reason why
   * @return the problem, signed and bound to the request
   */
  public HttpResponse refuse(HttpRequest request, RefusedException reason) {
    return signed(Problems.response(Problems.of(reason)), request);
  }

  private HttpResponse signed(HttpResponse response, HttpRequest request) {
    return signer.sign(request.method().equals("HEAD") ? bodiless(response) : response, request);
  }

  /** The answer to HEAD has no body, so none can be signed (RFC 9110, section 9.3.2). */
  private static HttpResponse bodiless(HttpResponse response) {
    return new HttpResponse(response.status(), response.headers(), HttpBody.empty());
  }

  /** What a node says to anybody. */
  private Optional<HttpResponse> openly(HttpRequest request) {
    String path = String.valueOf(request.uri().getRawPath());
    if (!request.method().equals("GET")) {
      return Optional.empty();
    }
    if (path.equals(basePath + NODE) && request.headers().value("signature").isEmpty()) {
      return Optional.of(description.response());
    }
    return path.equals(basePath + DIRECTORY)
        ? directory.map(SealedDirectory::response)
        : Optional.empty();
  }

  private HttpResponse answer(HttpRequest request) {
    try {
      int limit = maxBodySize(request);
      if (request.body().size() > limit) {
        throw new RefusedException(
            ProblemCode.PAYLOAD_TOO_LARGE, "A body has at most " + limit + " bytes here");
      }
      VerifiedRequest verified = verifier.verify(request, self);
      Slot place = admission.enter(verified.sender());
      try {
        return route(verified);
      } finally {
        place.leave();
      }
    } catch (RuntimeException e) {
      return Problems.response(Problems.of(e));
    }
  }

  private HttpResponse route(VerifiedRequest verified) {
    HttpRequest request = verified.request();
    Optional<Target> target = Target.of(request.method(), request.uri(), basePath);
    for (Endpoint endpoint : endpoints) {
      Optional<HttpResponse> answer = target.flatMap(asked -> endpoint.answer(verified, asked));
      if (answer.isPresent()) {
        return answer.get();
      }
    }
    throw new RefusedException(
        ProblemCode.NOT_FOUND, "There is no such resource here; the base path is " + basePath);
  }
}
