package io.github.citydc.exchange;

import io.github.citydc.exchange.http.HttpRequest;
import io.github.citydc.exchange.http.HttpResponse;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.MalformedMessageException;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.RefusedException;
import io.github.citydc.exchange.security.MessageSigner;
import io.github.citydc.exchange.security.MessageVerifier;
import io.github.citydc.exchange.security.SealedPayloads;
import io.github.citydc.exchange.security.VerifiedRequest;
import io.github.citydc.naming.node.NodeId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

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
 * message. A request that fails a check is answered with a problem and stores nothing. The
 * exception is a message that was accepted before: it gets its first receipt again, even if rules,
 * access or handlers have changed since.
 */
public final class ExchangeReceiver {

  /** The default base path of the standard's resources: interface standard §4. */
  public static final String DEFAULT_BASE_PATH = "/cdx/v1";

  private static final String NODE = "/node";
  private static final String DIRECTORY = "/directory";

  private final NodeId self;
  private final MessageSigner signer;
  private final MessageVerifier verifier;
  private final List<Endpoint> endpoints;
  private final List<Endpoint> features;
  private final NodeDescription description;
  private final Optional<Supplier<Content>> directory;
  private final String basePath;
  private final Limits limits;
  private final Admission admission;

  ExchangeReceiver(ExchangeReceiverBuilder builder) {
    this.self = ExchangeReceiverBuilder.require(builder.self, "self");
    this.signer = ExchangeReceiverBuilder.require(builder.signer, "signer");
    this.verifier = ExchangeReceiverBuilder.require(builder.verifier, "verifier");
    this.basePath = builder.basePath;
    this.limits = builder.limits;
    this.admission = new Admission(limits);
    if (!signer.node().equals(self)) {
      throw new IllegalStateException(
          "The signer signs for " + signer.node() + ", not for " + self);
    }
    this.directory = builder.directory;
    Handlers handlers = builder.handlers.copy();
    List<Endpoint> features = new ArrayList<>();
    Inbox inbox = ExchangeReceiverBuilder.require(builder.inbox, "inbox");
    ReceiverParts parts =
        new ReceiverParts(self, handlers, builder, () -> accepted(inbox, features));
    builder.endpoints.forEach(factory -> features.add(factory.create(parts)));
    this.features = List.copyOf(features);
    this.description =
        new NodeDescription(signer, handlers.types(), limits, this.features, builder.clock);
    MessageIntake intake =
        new MessageIntake(
            handlers,
            new SealedPayloads(builder.opening, builder.sealingRequired),
            inbox,
            builder.validator,
            builder.accessPolicy,
            this.features.stream().flatMap(feature -> feature.files().stream()).findFirst(),
            builder.clock);
    this.endpoints =
        Stream.concat(Stream.of(new MessageEndpoint(intake), description), this.features.stream())
            .toList();
  }

  private static List<AcceptedItems> accepted(Inbox inbox, List<Endpoint> features) {
    return Stream.concat(
            Stream.of(inbox), features.stream().flatMap(feature -> feature.accepted().stream()))
        .toList();
  }

  /**
   * Returns a new builder.
   *
   * @return an empty builder
   */
  public static ExchangeReceiverBuilder builder() {
    return new ExchangeReceiverBuilder();
  }

  /**
   * Starts the background work of the endpoints, such as the processing of batches, including those
   * that were unfinished when the last process ended.
   *
   * @return the work; close it before the database
   */
  public BackgroundWork start() {
    List<BackgroundWork> started = new ArrayList<>();
    features.forEach(feature -> started.add(feature.start()));
    return () -> started.forEach(BackgroundWork::close);
  }

  /**
   * The limits of this receiver.
   *
   * @return the limits
   */
  public Limits limits() {
    return limits;
  }

  /**
   * The largest body accepted for a request, of a message or by an endpoint.
   *
   * @param request what is asked for, before its body is read
   * @return bytes; a server need not read more than one byte beyond
   */
  public int maxBodySize(HttpRequest request) {
    return target(request).map(this::maxBodySize).orElse(limits.bodySize());
  }

  private int maxBodySize(Target target) {
    return features.stream()
        .mapToInt(feature -> feature.maxBodySize(target))
        .filter(size -> size > 0)
        .max()
        .orElse(limits.bodySize());
  }

  /** A malformed request has no target; the error is reported when it is answered. */
  private Optional<Target> target(HttpRequest request) {
    try {
      return Target.of(request.method(), request.uri(), basePath);
    } catch (MalformedMessageException e) {
      return Optional.empty();
    }
  }

  /**
   * Answers a request. Never throws: every failure becomes a signed problem. Only when the signer
   * itself fails, the problem is unsigned and says nothing about the request.
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
    } catch (RuntimeException | Error e) {
      return Problems.response(Problems.of(e));
    } finally {
      place.leave();
    }
  }

  /**
   * Answers a request that the server rejects itself, because it is too large, too slow or exceeds
   * a limit.
   *
   * @param request as received so far; its body is ignored
   * @param reason why
   * @return the problem, signed and bound to the request
   */
  public HttpResponse refuse(HttpRequest request, RefusedException reason) {
    return signed(Problems.response(Problems.of(reason)), request);
  }

  private HttpResponse signed(HttpResponse response, HttpRequest request) {
    boolean head = request.method().equals("HEAD");
    try {
      return signer.sign(head ? bodiless(response) : response, request);
    } catch (RuntimeException | Error e) {
      HttpResponse failure = Problems.response(Problems.of(e));
      return head ? bodiless(failure) : failure;
    }
  }

  /** The answer to HEAD has no body, so none can be signed (RFC 9110, section 9.3.2). */
  private static HttpResponse bodiless(HttpResponse response) {
    return new HttpResponse(response.status(), response.headers(), Content.empty());
  }

  /** The public resources of a node. */
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
    } catch (RuntimeException | Error e) {
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
