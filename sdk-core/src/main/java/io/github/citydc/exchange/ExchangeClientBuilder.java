package io.github.citydc.exchange;

import io.github.citydc.code.ChinaTime;
import io.github.citydc.exchange.event.ClientListener;
import io.github.citydc.exchange.event.TraceParent;
import io.github.citydc.exchange.http.HttpTransport;
import io.github.citydc.exchange.http.OkHttpTransport;
import io.github.citydc.exchange.security.AlgorithmProfile;
import io.github.citydc.exchange.security.MessageSigner;
import io.github.citydc.exchange.security.MessageVerifier;
import io.github.citydc.exchange.security.PayloadEncryption;
import io.github.citydc.naming.node.NodeDirectory;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.validation.PayloadValidator;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A builder of {@link ExchangeClient}. Not thread-safe. */
public final class ExchangeClientBuilder {

  private static final int DEFAULT_ATTEMPTS = 3;
  private static final int DEFAULT_CIRCUIT_FAILURES = 5;
  private static final Duration DEFAULT_CIRCUIT_PAUSE = Duration.ofSeconds(30);

  @Nullable NodeId self;
  @Nullable MessageSigner signer;
  @Nullable MessageVerifier verifier;
  @Nullable NodeDirectory directory;
  Supplier<HttpTransport> transport = OkHttpTransport::create;
  boolean ownsTransport = true;
  Optional<PayloadValidator> validator = Optional.of(PayloadValidator.standard());
  ReceiptArchive archive = receipt -> {};
  Optional<PayloadEncryption> encryption = Optional.empty();
  Clock clock = ChinaTime.clock();
  int maxAttempts = DEFAULT_ATTEMPTS;
  Supplier<Executor> executor = ClientThreads::create;
  boolean ownsExecutor = true;
  int circuitFailures = DEFAULT_CIRCUIT_FAILURES;
  Duration circuitPause = DEFAULT_CIRCUIT_PAUSE;

  AlgorithmProfile profile = AlgorithmProfile.GENERAL;
  boolean plainHttp;
  final List<ClientListener> listeners = new ArrayList<>();
  Supplier<Optional<TraceParent>> tracing = Optional::empty;

  ExchangeClientBuilder() {}

  /**
   * Sets the node that sends. Required.
   *
   * @param node its id
   * @return this builder
   */
  public ExchangeClientBuilder self(NodeId node) {
    this.self = node;
    return this;
  }

  /**
   * Sets the signer of requests. Required.
   *
   * @param messageSigner of this node's key
   * @return this builder
   */
  public ExchangeClientBuilder signer(MessageSigner messageSigner) {
    this.signer = messageSigner;
    return this;
  }

  /**
   * Sets the verifier of responses. Required.
   *
   * @param messageVerifier knows the nodes of the network
   * @return this builder
   */
  public ExchangeClientBuilder verifier(MessageVerifier messageVerifier) {
    this.verifier = messageVerifier;
    return this;
  }

  /**
   * Sets the directory with the addresses of the receivers. Required.
   *
   * @param nodes the directory
   * @return this builder
   */
  public ExchangeClientBuilder directory(NodeDirectory nodes) {
    this.directory = nodes;
    return this;
  }

  /**
   * Sets the transport of the requests. By default {@link OkHttpTransport#create()}.
   *
   * @param httpTransport the transport
   * @return this builder
   */
  public ExchangeClientBuilder transport(HttpTransport httpTransport) {
    this.transport = () -> httpTransport;
    this.ownsTransport = false;
    return this;
  }

  /**
   * Sets the validator of payloads, which runs before they are sent. By default the rules of the
   * standard.
   *
   * @param payloadValidator the rules
   * @return this builder
   */
  public ExchangeClientBuilder validator(PayloadValidator payloadValidator) {
    this.validator = Optional.of(payloadValidator);
    return this;
  }

  /**
   * Leaves checking payloads to the receiver, which does it in any case. For data that was checked
   * before.
   *
   * @return this builder
   */
  public ExchangeClientBuilder withoutLocalValidation() {
    this.validator = Optional.empty();
    return this;
  }

  /**
   * Encrypts payloads and the parts of batches, after their rules were checked and before they are
   * signed, kept or sent. For a receiver that is encrypted for, nothing leaves in clear: see {@link
   * io.github.citydc.exchange.security.Protection}. By default everything goes as it is.
   *
   * @param payloadEncryption decides for which receivers, and encrypts
   * @return this builder
   */
  public ExchangeClientBuilder encryption(PayloadEncryption payloadEncryption) {
    this.encryption = Optional.of(payloadEncryption);
    return this;
  }

  /**
   * Sets an archive that keeps every receipt, before {@link ExchangeClient#send} returns. By
   * default they are only returned.
   *
   * @param receipts the archive
   * @return this builder
   */
  public ExchangeClientBuilder receipts(ReceiptArchive receipts) {
    this.archive = receipts;
    return this;
  }

  /**
   * Sets the clock for the time at which a message is made. By default the system's clock in
   * China's zone.
   *
   * @param clientClock the clock
   * @return this builder
   */
  public ExchangeClientBuilder clock(Clock clientClock) {
    this.clock = clientClock;
    return this;
  }

  /**
   * Sets how many times a message is sent before a retryable failure is thrown. By default 3.
   *
   * @param attempts from 1
   * @return this builder
   */
  public ExchangeClientBuilder maxAttempts(int attempts) {
    if (attempts < 1) {
      throw new IllegalArgumentException("A message is sent at least once: " + attempts);
    }
    this.maxAttempts = attempts;
    return this;
  }

  /**
   * Sets the executor of asynchronous calls. By default up to 16 daemon threads of the client's
   * own, which end when there is nothing to do.
   *
   * @param threads the executor; not shut down by the client
   * @return this builder
   */
  public ExchangeClientBuilder executor(Executor threads) {
    this.executor = () -> threads;
    this.ownsExecutor = false;
    return this;
  }

  /**
   * Sets after how many failures a receiver that does not answer is left alone, and for how long.
   * By default after 5 failures in a row, for 30 seconds or, up to ten minutes, as long as the
   * receiver asks for.
   *
   * @param failures in a row, from 1; no answer of the node and {@code unavailable} are failures
   * @param pause until one message is sent to try whether it is back
   * @return this builder
   */
  public ExchangeClientBuilder circuit(int failures, Duration pause) {
    if (failures < 1 || pause.isNegative() || pause.isZero()) {
      throw new IllegalArgumentException(
          "A circuit opens after a failure at the earliest, and for some time: "
              + failures
              + ", "
              + pause);
    }
    this.circuitFailures = failures;
    this.circuitPause = pause;
    return this;
  }

  /**
   * Allows plain {@code http} to nodes whose address in the directory says so. By default only
   * {@code https}, and plain {@code http} to this machine itself.
   *
   * @return this builder
   */
  public ExchangeClientBuilder allowingPlainHttp() {
    this.plainHttp = true;
    return this;
  }

  /**
   * Restricts the algorithms that are used and accepted. By default {@link
   * AlgorithmProfile#GENERAL}.
   *
   * @param algorithms the profile; signer and verifier must be able to keep to it
   * @return this builder
   */
  public ExchangeClientBuilder profile(AlgorithmProfile algorithms) {
    this.profile = algorithms;
    return this;
  }

  /**
   * Adds a listener, which is told of each call. By default there is none.
   *
   * @param listener for metrics or logs
   * @return this builder
   */
  public ExchangeClientBuilder listener(ClientListener listener) {
    listeners.add(listener);
    return this;
  }

  /**
   * Sets where the trace of a call is found. The receiver has its id in its log; the field is not
   * signed. By default requests carry no trace.
   *
   * @param trace asked when a call begins, by the thread that makes it: that of {@code send} and
   *     {@code call}, one of the executor where a payload is sent by {@code sendAsync}, and one of
   *     the dispatcher for what waits in an outbox. Empty if there is none
   * @return this builder
   */
  public ExchangeClientBuilder tracing(Supplier<Optional<TraceParent>> trace) {
    this.tracing = trace;
    return this;
  }

  /**
   * Makes the client.
   *
   * @return the client
   * @throws IllegalStateException if something required is missing
   */
  public ExchangeClient build() {
    return new ExchangeClient(this);
  }

  static <T> T require(@Nullable T value, String name) {
    if (value == null) {
      throw new IllegalStateException("A client needs " + name + "(…)");
    }
    return value;
  }
}
