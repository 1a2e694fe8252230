package io.github.citydc.exchange;

import io.github.citydc.code.ChinaTime;
import io.github.citydc.exchange.event.ReceiverListener;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.security.AlgorithmProfile;
import io.github.citydc.exchange.security.MessageSigner;
import io.github.citydc.exchange.security.MessageVerifier;
import io.github.citydc.exchange.security.PayloadDecryption;
import io.github.citydc.model.Payload;
import io.github.citydc.model.PayloadType;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.validation.PayloadValidator;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A builder of {@link ExchangeReceiver}. Not thread-safe. */
public final class ExchangeReceiverBuilder {

  final Handlers handlers = new Handlers();
  @Nullable NodeId self;
  @Nullable MessageSigner signer;
  @Nullable MessageVerifier verifier;
  @Nullable Inbox inbox;
  final List<EndpointFactory> endpoints = new ArrayList<>();
  final List<ReceiverListener> listeners = new ArrayList<>();
  Optional<Supplier<Content>> directory = Optional.empty();
  PayloadValidator validator = PayloadValidator.standard();
  Optional<PayloadDecryption> decryption = Optional.empty();
  Predicate<PayloadType> encryptionRequired = type -> false;
  AccessPolicy accessPolicy = AccessPolicy.byJurisdiction();
  Clock clock = ChinaTime.clock();
  String basePath = ExchangeReceiver.DEFAULT_BASE_PATH;
  Limits limits = Limits.standard();

  AlgorithmProfile profile = AlgorithmProfile.GENERAL;

  ExchangeReceiverBuilder() {}

  /**
   * Sets the node that this receiver answers for. Required.
   *
   * @param node its id
   * @return this builder
   */
  public ExchangeReceiverBuilder self(NodeId node) {
    this.self = node;
    return this;
  }

  /**
   * Sets the signer of responses. Required.
   *
   * @param messageSigner of this node's key
   * @return this builder
   */
  public ExchangeReceiverBuilder signer(MessageSigner messageSigner) {
    this.signer = messageSigner;
    return this;
  }

  /**
   * Sets the verifier of requests. Required.
   *
   * @param messageVerifier knows the nodes of the network
   * @return this builder
   */
  public ExchangeReceiverBuilder verifier(MessageVerifier messageVerifier) {
    this.verifier = messageVerifier;
    return this;
  }

  /**
   * Sets the inbox, which records what was accepted. Required.
   *
   * @param messageInbox in the database the handlers write to
   * @return this builder
   */
  public ExchangeReceiverBuilder inbox(Inbox messageInbox) {
    this.inbox = messageInbox;
    return this;
  }

  /**
   * Adds a handler for payloads of a type. A type without a handler is answered with {@code
   * unknown-type}.
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
   * Adds resources: those of a feature, or your own. Requests are offered to the endpoints in the
   * order in which they were added, after those of messages.
   *
   * @param endpoint answers verified requests
   * @return this builder
   */
  public ExchangeReceiverBuilder endpoint(Endpoint endpoint) {
    return endpoint((ReceiverParts parts) -> endpoint);
  }

  /**
   * Adds resources that need parts of the receiver, as those of the features do.
   *
   * @param factory makes the endpoint when the receiver is built
   * @return this builder
   */
  public ExchangeReceiverBuilder endpoint(EndpointFactory factory) {
    endpoints.add(factory);
    return this;
  }

  /**
   * Publishes the directory of the network at {@code /directory}: the task of a hub. By default
   * nothing is published.
   *
   * @param signed gives the present {@link io.github.citydc.naming.node.DirectoryDocument}, signed
   *     by this node (signed data of GB/T 35275); called for each request
   * @return this builder
   */
  public ExchangeReceiverBuilder publishing(Supplier<Content> signed) {
    this.directory = Optional.of(signed);
    return this;
  }

  /**
   * Sets the validator of payloads. By default the rules of the standard.
   *
   * @param payloadValidator the rules
   * @return this builder
   */
  public ExchangeReceiverBuilder validator(PayloadValidator payloadValidator) {
    this.validator = payloadValidator;
    return this;
  }

  /**
   * Decrypts encrypted payloads, before their rules are checked; handlers see what was encrypted,
   * the inbox keeps what was received. By default an encrypted payload is answered with {@code
   * decryption-failed}.
   *
   * @param payloadDecryption has the keys of this node
   * @return this builder
   */
  public ExchangeReceiverBuilder decryption(PayloadDecryption payloadDecryption) {
    this.decryption = Optional.of(payloadDecryption);
    return this;
  }

  /**
   * Accepts payloads of some types only if they are encrypted; others are answered with {@code
   * encryption-required}, and so are batches, whose records are not encrypted. By default none must
   * be.
   *
   * @param types which
   * @return this builder
   */
  public ExchangeReceiverBuilder requireEncryption(Predicate<PayloadType> types) {
    this.encryptionRequired = types;
    return this;
  }

  /**
   * Sets the policy that decides which node may write what. By default {@link
   * AccessPolicy#byJurisdiction()}.
   *
   * @param policy the policy
   * @return this builder
   */
  public ExchangeReceiverBuilder accessPolicy(AccessPolicy policy) {
    this.accessPolicy = policy;
    return this;
  }

  /**
   * Sets the clock for the time of acceptance. By default the system's clock in China's zone.
   *
   * @param receiverClock the clock
   * @return this builder
   */
  public ExchangeReceiverBuilder clock(Clock receiverClock) {
    this.clock = receiverClock;
    return this;
  }

  /**
   * Sets the base path of the standard's resources. By default {@link
   * ExchangeReceiver#DEFAULT_BASE_PATH}.
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
   * Sets the limits of the receiver. By default {@link Limits#standard()}.
   *
   * @param receiverLimits the limits
   * @return this builder
   */
  public ExchangeReceiverBuilder limits(Limits receiverLimits) {
    this.limits = receiverLimits;
    return this;
  }

  /**
   * Restricts the algorithms that are used and accepted. By default {@link
   * AlgorithmProfile#GENERAL}.
   *
   * @param algorithms the profile; signer and verifier must be able to keep to it
   * @return this builder
   */
  public ExchangeReceiverBuilder profile(AlgorithmProfile algorithms) {
    this.profile = algorithms;
    return this;
  }

  /**
   * Adds a listener, which is told what happens to requests, messages and batches. By default there
   * is none, and nothing is made for it.
   *
   * @param listener for metrics, logs or audit
   * @return this builder
   */
  public ExchangeReceiverBuilder listener(ReceiverListener listener) {
    listeners.add(listener);
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
