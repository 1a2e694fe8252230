package io.github.citydc.exchange;

import io.github.citydc.code.ChinaTime;
import io.github.citydc.exchange.batch.BatchHandler;
import io.github.citydc.exchange.batch.BatchReception;
import io.github.citydc.exchange.internal.Handlers;
import io.github.citydc.exchange.spi.HttpBody;
import io.github.citydc.exchange.spi.Inbox;
import io.github.citydc.exchange.spi.MessageSigner;
import io.github.citydc.exchange.spi.MessageVerifier;
import io.github.citydc.model.Payload;
import io.github.citydc.naming.NodeId;
import io.github.citydc.validation.PayloadValidator;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Collects what a receiver needs. Not thread-safe. */
public final class ExchangeReceiverBuilder {

  final Handlers handlers = new Handlers();
  @Nullable NodeId self;
  @Nullable MessageSigner signer;
  @Nullable MessageVerifier verifier;
  @Nullable Inbox inbox;
  Optional<Supplier<HttpBody>> directory = Optional.empty();
  Optional<BatchReception> batches = Optional.empty();
  PayloadValidator validator = PayloadValidator.standard();
  AccessPolicy accessPolicy = AccessPolicy.byJurisdiction();
  Clock clock = ChinaTime.clock();
  String basePath = ExchangeReceiver.DEFAULT_BASE_PATH;
  Limits limits = Limits.standard();

  ExchangeReceiverBuilder() {}

  /**
   * The node this receiver answers for. Required.
   *
   * @param node its id
   * @return this builder
   */
  public ExchangeReceiverBuilder self(NodeId node) {
    this.self = node;
    return this;
  }

  /**
   * Signs every response. Required.
   *
   * @param messageSigner of this node's key
   * @return this builder
   */
  public ExchangeReceiverBuilder signer(MessageSigner messageSigner) {
    this.signer = messageSigner;
    return this;
  }

  /**
   * Verifies every request. Required.
   *
   * @param messageVerifier knows the nodes of the network
   * @return this builder
   */
  public ExchangeReceiverBuilder verifier(MessageVerifier messageVerifier) {
    this.verifier = messageVerifier;
    return this;
  }

  /**
   * Remembers what was accepted. Required.
   *
   * @param messageInbox in the database the handlers write to
   * @return this builder
   */
  public ExchangeReceiverBuilder inbox(Inbox messageInbox) {
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
  public <P extends Payload> ExchangeReceiverBuilder on(
      Class<P> payload, MessageHandler<P> handler) {
    handlers.add(payload, handler);
    return this;
  }

  /**
   * Takes the records of batches in, many at a time. Without such a handler the records of a batch
   * go one by one to the one of {@link #on}, which a type needs in any case.
   *
   * @param payload the record, annotated with {@link io.github.citydc.model.PayloadName}
   * @param handler what to do with them
   * @param <P> the record's class
   * @return this builder
   * @throws IllegalStateException if the type has such a handler already
   */
  public <P extends Payload> ExchangeReceiverBuilder onBatch(
      Class<P> payload, BatchHandler<P> handler) {
    handlers.addBatch(payload, handler);
    return this;
  }

  /**
   * Takes batches. By default there are none; {@link ExchangeReceiver#startBatches} starts the work
   * on them.
   *
   * @param batchReception where they are stored, and how large they may be
   * @return this builder
   */
  public ExchangeReceiverBuilder batches(BatchReception batchReception) {
    this.batches = Optional.of(batchReception);
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
  public ExchangeReceiverBuilder publishing(Supplier<HttpBody> sealed) {
    this.directory = Optional.of(sealed);
    return this;
  }

  /**
   * Checks payloads. By default the rules of the standard.
   *
   * @param payloadValidator the rules
   * @return this builder
   */
  public ExchangeReceiverBuilder validator(PayloadValidator payloadValidator) {
    this.validator = payloadValidator;
    return this;
  }

  /**
   * Decides who may write what. By default {@link AccessPolicy#byJurisdiction()}.
   *
   * @param policy the policy
   * @return this builder
   */
  public ExchangeReceiverBuilder accessPolicy(AccessPolicy policy) {
    this.accessPolicy = policy;
    return this;
  }

  /**
   * Tells the time of acceptance. By default the system's clock in China's zone.
   *
   * @param receiverClock the clock
   * @return this builder
   */
  public ExchangeReceiverBuilder clock(Clock receiverClock) {
    this.clock = receiverClock;
    return this;
  }

  /**
   * Where the standard's paths begin. By default {@link ExchangeReceiver#DEFAULT_BASE_PATH}.
   *
   * @param path begins with a slash and does not end with one
   * @return this builder
   */
  public ExchangeReceiverBuilder basePath(String path) {
    if (!path.matches("(/[A-Za-z0-9._~-]+)+")) {
      throw new IllegalArgumentException("A base path is like /cdx/v1: " + path);
    }
    this.basePath = path;
    return this;
  }

  /**
   * How much it takes. By default {@link Limits#standard()}.
   *
   * @param receiverLimits the limits
   * @return this builder
   */
  public ExchangeReceiverBuilder limits(Limits receiverLimits) {
    this.limits = receiverLimits;
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

  static <T> T require(@Nullable T value, String name) {
    if (value == null) {
      throw new IllegalStateException("A receiver needs " + name + "(…)");
    }
    return Objects.requireNonNull(value);
  }
}
