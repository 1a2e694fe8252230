package io.github.citydc.exchange;

import io.github.citydc.exchange.security.EncryptedPayloads;
import io.github.citydc.model.PayloadType;
import io.github.citydc.naming.node.NodeId;
import io.github.citydc.validation.PayloadValidator;
import java.time.Clock;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** The parts of a receiver that its endpoints share. Immutable and thread-safe. */
public final class ReceiverParts {

  private final NodeId self;
  private final Clock clock;
  private final Handlers handlers;
  private final PayloadValidator rules;
  private final AccessPolicy access;
  private final Predicate<PayloadType> encryptionRequired;
  private final EncryptedPayloads encrypts;
  private final int bodySize;
  private final Supplier<List<AcceptedItems>> accepted;
  private final Supplier<MessageIntake> messages;

  ReceiverParts(
      NodeId self,
      Handlers handlers,
      ExchangeReceiverBuilder builder,
      Supplier<List<AcceptedItems>> accepted,
      Supplier<MessageIntake> messages) {
    this.self = self;
    this.handlers = handlers;
    this.clock = builder.clock;
    this.rules = builder.validator;
    this.access = builder.accessPolicy;
    this.encryptionRequired = builder.encryptionRequired;
    this.encrypts = new EncryptedPayloads(builder.decryption, builder.encryptionRequired);
    this.bodySize = builder.limits.bodySize();
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
   * What takes messages in: for endpoints by which several come together. Not to be asked before
   * the receiver is built.
   *
   * @return the way into the inbox
   */
  public MessageIntake messages() {
    return messages.get();
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
