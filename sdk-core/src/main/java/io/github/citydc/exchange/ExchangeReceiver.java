package io.github.citydc.exchange;

import io.github.citydc.exchange.internal.Endpoint;
import io.github.citydc.exchange.internal.MessageEndpoint;
import io.github.citydc.exchange.internal.MessageIntake;
import io.github.citydc.exchange.internal.NodeDescription;
import io.github.citydc.exchange.internal.Problems;
import io.github.citydc.exchange.internal.ReconciliationEndpoint;
import io.github.citydc.exchange.internal.SealedDirectory;
import io.github.citydc.exchange.internal.Target;
import io.github.citydc.exchange.spi.HttpBody;
import io.github.citydc.exchange.spi.HttpRequest;
import io.github.citydc.exchange.spi.HttpResponse;
import io.github.citydc.exchange.spi.Inbox;
import io.github.citydc.exchange.spi.MessageSigner;
import io.github.citydc.exchange.spi.MessageVerifier;
import io.github.citydc.exchange.spi.VerifiedRequest;
import io.github.citydc.naming.NodeId;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

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
 * <p>A request passes, in this order: signature, sender and receiver; envelope; a look into the
 * inbox, where a message that was accepted before gets its first receipt again; type, payload rules
 * and access policy; then the handler, in the transaction that stores the message. Whatever does
 * not pass is answered with a problem and leaves no trace.
 */
public final class ExchangeReceiver {

  /** Where the standard's paths begin unless the builder says otherwise: interface standard §4. */
  public static final String DEFAULT_BASE_PATH = "/cdx/v1";

  private static final String NODE = "/node";
  private static final String DIRECTORY = "/directory";

  private final NodeId self;
  private final MessageSigner signer;
  private final MessageVerifier verifier;
  private final List<Endpoint> endpoints;
  private final NodeDescription description;
  private final Optional<Supplier<HttpBody>> directory;
  private final String basePath;
  private final int maxBodySize;

  ExchangeReceiver(ExchangeReceiverBuilder builder) {
    this.self = ExchangeReceiverBuilder.require(builder.self, "self");
    this.signer = ExchangeReceiverBuilder.require(builder.signer, "signer");
    this.verifier = ExchangeReceiverBuilder.require(builder.verifier, "verifier");
    this.basePath = builder.basePath;
    this.maxBodySize = builder.maxBodySize;
    if (!signer.node().equals(self)) {
      throw new IllegalStateException(
          "The signer signs for " + signer.node() + ", not for " + self);
    }
    this.directory = builder.directory;
    this.description =
        new NodeDescription(signer, builder.handlers.types(), maxBodySize, builder.clock);
    this.endpoints = endpoints(builder);
  }

  private static List<Endpoint> endpoints(ExchangeReceiverBuilder builder) {
    Inbox inbox = ExchangeReceiverBuilder.require(builder.inbox, "inbox");
    MessageIntake intake =
        new MessageIntake(
            builder.handlers, inbox, builder.validator, builder.accessPolicy, builder.clock);
    return List.of(new MessageEndpoint(intake), new ReconciliationEndpoint(List.of(inbox)));
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
   * The largest body accepted.
   *
   * @return bytes; a server need not read more than one byte beyond
   */
  public int maxBodySize() {
    return maxBodySize;
  }

  /**
   * Answers a request. Never throws: whatever goes wrong becomes a signed problem.
   *
   * @param request as received, byte for byte
   * @return the response, signed and bound to the request; only {@code GET /node} and {@code GET
   *     /directory} are asked and answered without one
   */
  public HttpResponse handle(HttpRequest request) {
    if (request.method().equals("GET")) {
      String path = String.valueOf(request.uri().getRawPath());
      if (path.equals(basePath + NODE)) {
        return description.response();
      }
      if (path.equals(basePath + DIRECTORY) && directory.isPresent()) {
        return SealedDirectory.response(directory.get());
      }
    }
    return signer.sign(answer(request), request);
  }

  private HttpResponse answer(HttpRequest request) {
    try {
      if (request.body().size() > maxBodySize) {
        throw new RefusedException(
            ProblemCode.PAYLOAD_TOO_LARGE,
            "A body of this node has at most " + maxBodySize + " bytes");
      }
      return route(verifier.verify(request, self));
    } catch (RuntimeException e) {
      return Problems.response(Problems.of(e));
    }
  }

  private HttpResponse route(VerifiedRequest verified) {
    HttpRequest request = verified.request();
    Optional<Target> target = Target.of(request.method(), request.uri(), basePath);
    return endpoints.stream()
        .flatMap(endpoint -> target.flatMap(asked -> endpoint.answer(verified, asked)).stream())
        .findFirst()
        .orElseThrow(
            () ->
                new RefusedException(
                    ProblemCode.NOT_FOUND,
                    "There is no such resource here; the base path is " + basePath));
  }
}
