package io.github.citydc.exchange;

import com.fasterxml.uuid.Generators;
import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import io.github.citydc.code.ChinaTime;
import io.github.citydc.exchange.http.OkHttpTransport;
import io.github.citydc.exchange.internal.EnvelopeJson;
import io.github.citydc.exchange.internal.RemoteNode;
import io.github.citydc.exchange.internal.Timestamps;
import io.github.citydc.exchange.spi.HttpBody;
import io.github.citydc.exchange.spi.HttpTransport;
import io.github.citydc.exchange.spi.MessageSigner;
import io.github.citydc.exchange.spi.MessageVerifier;
import io.github.citydc.exchange.spi.ReceiptArchive;
import io.github.citydc.model.Payload;
import io.github.citydc.model.PayloadJson;
import io.github.citydc.model.PayloadType;
import io.github.citydc.naming.DirectoryUnavailableException;
import io.github.citydc.naming.NodeDirectory;
import io.github.citydc.naming.NodeEntry;
import io.github.citydc.naming.NodeId;
import io.github.citydc.naming.UntrustedDirectoryException;
import io.github.citydc.validation.PayloadValidator;
import io.github.citydc.validation.ValidationReport;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

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
 * times; the receiver accepts it once.
 */
public final class ExchangeClient {

  private final NodeId self;
  private final Supplier<UUID> messageIds;
  private final Clock clock;
  private final Optional<PayloadValidator> validator;
  private final RemoteNode remote;
  private final NodeDirectory directory;
  private final ReceiptArchive archive;
  private final RetryPolicy<SignedReceipt> retries;
  private final PayloadJson json = PayloadJson.standard();
  private final EnvelopeJson envelopes = new EnvelopeJson(json);

  private ExchangeClient(Builder builder) {
    this.self = Builder.require(builder.self, "self");
    this.directory = Builder.require(builder.directory, "directory");
    MessageSigner signer = Builder.require(builder.signer, "signer");
    if (!signer.node().equals(self)) {
      throw new IllegalStateException(
          "The signer signs for " + signer.node() + ", not for " + self);
    }
    this.remote =
        new RemoteNode(
            signer, Builder.require(builder.verifier, "verifier"), builder.transport.get());
    this.clock = builder.clock;
    this.messageIds = Generators.timeBasedEpochRandomGenerator()::generate;
    this.validator = builder.validator;
    this.archive = builder.archive;
    this.retries =
        RetryPolicy.<SignedReceipt>builder()
            .handleIf(failure -> failure instanceof ExchangeException e && e.isRetryable())
            .withMaxAttempts(builder.maxAttempts)
            .withBackoff(Duration.ofMillis(100), Duration.ofSeconds(2))
            .withJitter(0.25)
            .build();
  }

  /**
   * Begins a client.
   *
   * @return an empty builder
   */
  public static Builder builder() {
    return new Builder();
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
    return new PreparedMessage(envelope, HttpBody.of(envelopes.write(envelope)));
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
   */
  public SignedReceipt send(PreparedMessage message) {
    NodeEntry receiver = lookUp(message.envelope().receiver());
    SignedReceipt receipt = retrying(() -> remote.send(receiver, message));
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
    NodeEntry entry = lookUp(receiver);
    return retrying(() -> remote.receipt(entry, id));
  }

  private SignedReceipt retrying(Supplier<SignedReceipt> attempt) {
    try {
      return Failsafe.with(retries).get(attempt::get);
    } catch (FailsafeException e) {
      throw new TransportException("Interrupted while waiting to try again", e);
    }
  }

  private NodeEntry lookUp(NodeId node) {
    try {
      return directory
          .find(node)
          .orElseThrow(
              () ->
                  new RefusedException(
                      ProblemCode.NOT_FOUND, "The directory does not know the node " + node));
    } catch (DirectoryUnavailableException e) {
      throw new TransportException("The directory could not be asked for " + node, e);
    } catch (UntrustedDirectoryException e) {
      throw new VerificationException(
          ProblemCode.CERTIFICATE_UNTRUSTED, String.valueOf(e.getMessage()), e);
    }
  }

  private static void requireValid(ValidationReport report) {
    if (!report.isValid()) {
      throw new InvalidPayloadException(report);
    }
  }

  /** Collects what a client needs. Not thread-safe. */
  public static final class Builder {

    private static final int DEFAULT_ATTEMPTS = 3;

    private @Nullable NodeId self;
    private @Nullable MessageSigner signer;
    private @Nullable MessageVerifier verifier;
    private @Nullable NodeDirectory directory;
    private Supplier<HttpTransport> transport = OkHttpTransport::create;
    private Optional<PayloadValidator> validator = Optional.of(PayloadValidator.standard());
    private ReceiptArchive archive = receipt -> {};
    private Clock clock = ChinaTime.clock();
    private int maxAttempts = DEFAULT_ATTEMPTS;

    private Builder() {}

    /**
     * The node that sends. Required.
     *
     * @param node its id
     * @return this builder
     */
    public Builder self(NodeId node) {
      this.self = node;
      return this;
    }

    /**
     * Signs every request. Required.
     *
     * @param messageSigner of this node's key
     * @return this builder
     */
    public Builder signer(MessageSigner messageSigner) {
      this.signer = messageSigner;
      return this;
    }

    /**
     * Verifies every response. Required.
     *
     * @param messageVerifier knows the nodes of the network
     * @return this builder
     */
    public Builder verifier(MessageVerifier messageVerifier) {
      this.verifier = messageVerifier;
      return this;
    }

    /**
     * Knows where the receivers are. Required.
     *
     * @param nodes the directory
     * @return this builder
     */
    public Builder directory(NodeDirectory nodes) {
      this.directory = nodes;
      return this;
    }

    /**
     * Carries the requests. By default {@link OkHttpTransport#create()}.
     *
     * @param httpTransport the transport
     * @return this builder
     */
    public Builder transport(HttpTransport httpTransport) {
      this.transport = () -> httpTransport;
      return this;
    }

    /**
     * Checks payloads before they are sent. By default the rules of the standard.
     *
     * @param payloadValidator the rules
     * @return this builder
     */
    public Builder validator(PayloadValidator payloadValidator) {
      this.validator = Optional.of(payloadValidator);
      return this;
    }

    /**
     * Leaves checking payloads to the receiver, which does it in any case. For data that was
     * checked before.
     *
     * @return this builder
     */
    public Builder withoutLocalValidation() {
      this.validator = Optional.empty();
      return this;
    }

    /**
     * Keeps every receipt, before {@link ExchangeClient#send} returns. By default they are only
     * returned.
     *
     * @param receipts the archive
     * @return this builder
     */
    public Builder receipts(ReceiptArchive receipts) {
      this.archive = receipts;
      return this;
    }

    /**
     * Tells the time a message is made. By default the system's clock in China's zone.
     *
     * @param clientClock the clock
     * @return this builder
     */
    public Builder clock(Clock clientClock) {
      this.clock = clientClock;
      return this;
    }

    /**
     * How often a message is sent before a retryable failure is thrown. By default 3.
     *
     * @param attempts from 1
     * @return this builder
     */
    public Builder maxAttempts(int attempts) {
      if (attempts < 1) {
        throw new IllegalArgumentException("A message is sent at least once: " + attempts);
      }
      this.maxAttempts = attempts;
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

    private static <T> T require(@Nullable T value, String name) {
      if (value == null) {
        throw new IllegalStateException("A client needs " + name + "(…)");
      }
      return value;
    }
  }
}
