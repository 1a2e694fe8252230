package io.github.citydc.exchange.security;

import io.github.citydc.exchange.message.Envelope;
import io.github.citydc.exchange.message.MessageId;
import io.github.citydc.exchange.message.Operation;
import io.github.citydc.naming.node.NodeId;
import java.util.OptionalInt;

/**
 * The message, or the place in a batch, to which what is encrypted is bound: interface standard
 * §3.2 and §4.5.
 *
 * @param messageId its id, or that of the batch
 * @param type the payload type, as in the envelope
 * @param operation what to do with the payload
 * @param sender who encrypts
 * @param receiver who opens
 * @param part number of the part of the batch, from 0; empty for a message
 */
public record EncryptedMessage(
    MessageId messageId,
    String type,
    Operation operation,
    NodeId sender,
    NodeId receiver,
    OptionalInt part) {

  /**
   * A message.
   *
   * @param messageId its id
   * @param type the payload type, as in the envelope
   * @param operation what to do with the payload
   * @param sender who encrypts
   * @param receiver who opens
   */
  public EncryptedMessage(
      MessageId messageId, String type, Operation operation, NodeId sender, NodeId receiver) {
    this(messageId, type, operation, sender, receiver, OptionalInt.empty());
  }

  /**
   * The message of an envelope.
   *
   * @param envelope the envelope
   * @return what of it is bound
   */
  public static EncryptedMessage of(Envelope envelope) {
    return new EncryptedMessage(
        envelope.messageId(),
        envelope.type().toString(),
        envelope.operation(),
        envelope.sender(),
        envelope.receiver());
  }
}
