package io.github.citydc.exchange;

import io.github.citydc.exchange.event.ReceiverListener;
import io.github.citydc.exchange.event.RequestEvent;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.security.AlgorithmProfile;
import io.github.citydc.exchange.security.EncryptedPayloads;
import io.github.citydc.exchange.security.VerifiedRequest;
import io.github.citydc.model.PayloadType;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.validation.PayloadValidator;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** The parts of a receiver that its endpoints share. Immutable and thread-safe. */
public final class ReceiverParts {

  private final NodeId self;
  private final Clock clock;
  private final Handlers handlers;
  private final PayloadValidator rules;
  private final AccessPolicy access;
  private final AlgorithmProfile profile;
  private final Predicate<PayloadType> encryptionRequired;
  private final EncryptedPayloads encrypts;
  private final int bodySize;
  private final ReceiverWatch watch;
  private final Supplier<List<AcceptedItems>> accepted;
  private final Supplier<MessageIntake> messages;

  ReceiverParts(
      NodeId self,
      Handlers handlers,
      ExchangeReceiverBuilder builder,
      ReceiverWatch watch,
      Supplier<List<AcceptedItems>> accepted,
      Supplier<MessageIntake> messages) {
    this.self = self;
    this.handlers = handlers;
    this.clock = builder.clock;
    this.rules = builder.validator;
    this.access = builder.accessPolicy;
    this.profile = builder.profile;
    this.encryptionRequired = builder.encryptionRequired;
    this.encrypts = new EncryptedPayloads(builder.decryption, builder.encryptionRequired);
    this.bodySize = builder.limits.bodySize();
    this.watch = watch;
    this.accepted = accepted;
    this.messages = messages;
  }

  /**
   * The node that receives.
   *
   * @return its id
   */
  public NodeId self() {
    return self;
  }

  /**
   * The clock for the times of acceptance.
   *
   * @return the clock
   */
  public Clock clock() {
    return clock;
  }

  /**
   * The handlers of messages.
   *
   * @return the handlers, by payload type
   */
  public Handlers handlers() {
    return handlers;
  }

  /**
   * The rules of payloads.
   *
   * @return the rules
   */
  public PayloadValidator rules() {
    return rules;
  }

  /**
   * The policy that decides which nodes may write which records.
   *
   * @return the policy
   */
  public AccessPolicy access() {
    return access;
  }

  /**
   * The algorithms that the receiver uses and accepts.
   *
   * @return the profile
   */
  public AlgorithmProfile profile() {
    return profile;
  }

  /**
   * Returns whether payloads of a type are taken only if they are encrypted.
   *
   * @param type a payload type
   * @return true if what is not encrypted is to be refused
   */
  public boolean isEncryptionRequired(PayloadType type) {
    return encryptionRequired.test(type);
  }

  /**
   * What opens encrypted payloads and parts.
   *
   * @return the opening side of encrypts
   */
  public EncryptedPayloads encrypts() {
    return encrypts;
  }

  /**
   * The largest body of a message.
   *
   * @return bytes
   */
  public int bodySize() {
    return bodySize;
  }

  /**
   * Takes in messages that have come together: each is checked, stored, refused and answered as if
   * it had come alone, and their handlers are called in the order of the messages. Not to be called
   * before the receiver is built.
   *
   * @param verified the messages, each with its own body, and the evidence that its sender has
   *     signed it
   * @param longest when so much time is over no further handler is called; the first always is
   * @return of each message, in order, what answers it: its receipt, or the problem, in JSON
   * @throws io.github.citydc.exchange.message.StorageException if nothing could be stored, so that
   *     each would be answered with {@code unavailable}
   */
  public List<Content> acceptAll(List<VerifiedRequest> verified, Duration longest) {
    return messages.get().acceptAll(verified, longest, false);
  }

  /**
   * Takes in messages that have come together and are to be handled in their order: as {@link
   * #acceptAll}, but none is accepted behind one that may still be accepted later. A message that
   * is refused for good keeps none of the others back.
   *
   * @param verified the messages, each with its own body, and the evidence that its sender has
   *     signed it
   * @param longest when so much time is over no further handler is called; the first always is
   * @return of each message, in order, what answers it: its receipt, or the problem, in JSON
   * @throws io.github.citydc.exchange.message.StorageException if nothing could be stored, so that
   *     each would be answered with {@code unavailable}
   */
  public List<Content> acceptInOrder(List<VerifiedRequest> verified, Duration longest) {
    return messages.get().acceptAll(verified, longest, true);
  }

  /**
   * Tells the listeners of the receiver something that has no request, such as the step of a batch.
   *
   * @param event calls the listener with what it makes; not called if there is none
   */
  public void tell(Consumer<ReceiverListener> event) {
    watch.tell(event);
  }

  /**
   * Tells the listeners of the receiver something about the request that the calling thread
   * answers.
   *
   * @param event calls the listener with what it makes of the request; not called if there is none
   */
  public void tellOfRequest(BiConsumer<ReceiverListener, RequestEvent> event) {
    watch.tellOfRequest(event);
  }

  /**
   * The items the receiver accepts: the messages of its inbox, and the items of its endpoints.
   *
   * @return one source of a kind; complete once the receiver is built
   */
  public List<AcceptedItems> accepted() {
    return accepted.get();
  }
}
