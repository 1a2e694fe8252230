package io.github.citydc.exchange;

import io.github.citydc.code.ChinaTime;
import io.github.citydc.exchange.internal.Handlers;
import io.github.citydc.exchange.internal.MessageIntake;
import io.github.citydc.exchange.internal.NodeDescription;
import io.github.citydc.exchange.internal.Problems;
import io.github.citydc.exchange.internal.SealedDirectory;
import io.github.citydc.exchange.spi.HttpBody;
import io.github.citydc.exchange.spi.HttpRequest;
import io.github.citydc.exchange.spi.HttpResponse;
import io.github.citydc.exchange.spi.Inbox;
import io.github.citydc.exchange.spi.MessageSigner;
import io.github.citydc.exchange.spi.MessageVerifier;
import io.github.citydc.exchange.spi.VerifiedRequest;
import io.github.citydc.model.Payload;
import io.github.citydc.naming.NodeId;
import io.github.citydc.validation.PayloadValidator;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

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
  private static final String MESSAGES = "/messages";
  private static final String RECEIPT = "/receipt";

  private final NodeId self;
  private final MessageSigner signer;
  private final MessageVerifier verifier;
  private final MessageIntake intake;
  private final NodeDescription description;
  private final Optional<Supplier<HttpBody>> directory;
  private final String basePath;
  private final int maxBodySize;

  private ExchangeReceiver(Builder builder) {
    this.self = Builder.require(builder.self, "self");
    this.signer = Builder.require(builder.signer, "signer");
    this.verifier = Builder.require(builder.verifier, "verifier");
    this.basePath = builder.basePath;
    this.maxBodySize = builder.maxBodySize;
    if (!signer.node().equals(self)) {
      throw new IllegalStateException(
          "The signer signs for " + signer.node() + ", not for " + self);
    }
    this.directory = builder.directory;
    this.description =
        new NodeDescription(signer, builder.handlers.types(), maxBodySize, builder.clock);
    this.intake =
        new MessageIntake(
            builder.handlers,
            Builder.require(builder.inbox, "inbox"),
            builder.validator,
            builder.accessPolicy,
            builder.clock);
  }

  /**
   * Begins a receiver.
   *
   * @return an empty builder
   */
  public static Builder builder() {
    return new Builder();
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
    String path = request.uri().getRawPath();
    if (path.equals(basePath + MESSAGES) && request.method().equals("POST")) {
      return intake.accept(verified);
    }
    if (path.startsWith(basePath + MESSAGES + "/")
        && path.endsWith(RECEIPT)
        && request.method().equals("GET")) {
      String id =
          path.substring((basePath + MESSAGES).length() + 1, path.length() - RECEIPT.length());
      return intake.receipt(verified.sender(), id);
    }
    throw new RefusedException(
        ProblemCode.NOT_FOUND, "There is no such resource here; the base path is " + basePath);
  }

  /** Collects what a receiver needs. Not thread-safe. */
  public static final class Builder {

    private static final int DEFAULT_MAX_BODY_SIZE = 4 * 1024 * 1024;

    private final Handlers handlers = new Handlers();
    private @Nullable NodeId self;
    private @Nullable MessageSigner signer;
    private @Nullable MessageVerifier verifier;
    private @Nullable Inbox inbox;
    private Optional<Supplier<HttpBody>> directory = Optional.empty();
    private PayloadValidator validator = PayloadValidator.standard();
    private AccessPolicy accessPolicy = AccessPolicy.byJurisdiction();
    private Clock clock = ChinaTime.clock();
    private String basePath = DEFAULT_BASE_PATH;
    private int maxBodySize = DEFAULT_MAX_BODY_SIZE;

    private Builder() {}

    /**
     * The node this receiver answers for. Required.
     *
     * @param node its id
     * @return this builder
     */
    public Builder self(NodeId node) {
      this.self = node;
      return this;
    }

    /**
     * Signs every response. Required.
     *
     * @param messageSigner of this node's key
     * @return this builder
     */
    public Builder signer(MessageSigner messageSigner) {
      this.signer = messageSigner;
      return this;
    }

    /**
     * Verifies every request. Required.
     *
     * @param messageVerifier knows the nodes of the network
     * @return this builder
     */
    public Builder verifier(MessageVerifier messageVerifier) {
      this.verifier = messageVerifier;
      return this;
    }

    /**
     * Remembers what was accepted. Required.
     *
     * @param messageInbox in the database the handlers write to
     * @return this builder
     */
    public Builder inbox(Inbox messageInbox) {
      this.inbox = messageInbox;
      return this;
    }

    /**
     * Takes payloads of a type in. A type without a handler is answered with {@code unknown-type}.
     *
     * @param payload the record, annotated with {@link io.github.citydc.model.PayloadName}
     * @param handler what to do with it
     * @param <P> the record's class
     * @return this builder
     * @throws IllegalStateException if the type has a handler already
     */
    public <P extends Payload> Builder on(Class<P> payload, MessageHandler<P> handler) {
      handlers.add(payload, handler);
      return this;
    }

    /**
     * Publishes the directory of the network at {@code /directory}: the task of a hub. By default
     * nothing is published.
     *
     * @param sealed gives the present {@link io.github.citydc.naming.DirectoryDocument}, signed by
     *     this node (signed data of GB/T 35275); called for each request
     * @return this builder
     */
    public Builder publishing(Supplier<HttpBody> sealed) {
      this.directory = Optional.of(sealed);
      return this;
    }

    /**
     * Checks payloads. By default the rules of the standard.
     *
     * @param payloadValidator the rules
     * @return this builder
     */
    public Builder validator(PayloadValidator payloadValidator) {
      this.validator = payloadValidator;
      return this;
    }

    /**
     * Decides who may write what. By default {@link AccessPolicy#byJurisdiction()}.
     *
     * @param policy the policy
     * @return this builder
     */
    public Builder accessPolicy(AccessPolicy policy) {
      this.accessPolicy = policy;
      return this;
    }

    /**
     * Tells the time of acceptance. By default the system's clock in China's zone.
     *
     * @param receiverClock the clock
     * @return this builder
     */
    public Builder clock(Clock receiverClock) {
      this.clock = receiverClock;
      return this;
    }

    /**
     * Where the standard's paths begin. By default {@link #DEFAULT_BASE_PATH}.
     *
     * @param path begins with a slash and does not end with one
     * @return this builder
     */
    public Builder basePath(String path) {
      if (!path.matches("(/[A-Za-z0-9._~-]+)+")) {
        throw new IllegalArgumentException("A base path is like /cdx/v1: " + path);
      }
      this.basePath = path;
      return this;
    }

    /**
     * The largest body accepted. By default 4 MiB.
     *
     * @param bytes from 1
     * @return this builder
     */
    public Builder maxBodySize(int bytes) {
      if (bytes < 1) {
        throw new IllegalArgumentException("The largest body has at least one byte: " + bytes);
      }
      this.maxBodySize = bytes;
      return this;
    }

    /**
     * Makes the receiver.
     *
     * @return the receiver
     * @throws IllegalStateException if something required is missing
     */
    public ExchangeReceiver build() {
      return new ExchangeReceiver(this);
    }

    private static <T> T require(@Nullable T value, String name) {
      if (value == null) {
        throw new IllegalStateException("A receiver needs " + name + "(…)");
      }
      return Objects.requireNonNull(value);
    }
  }
}
