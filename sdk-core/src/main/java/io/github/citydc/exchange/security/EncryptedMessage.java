package io.github.citydc.exchange.security;

import io.github.citydc.exchange.message.Envelope;
import io.github.citydc.exchange.message.MessageId;
import io.github.citydc.exchange.message.Operation;
import io.github.citydc.naming.node.NodeId;

/**
 * The message to which an encrypted payload is bound: interface standard §3.2.
 *
 * @param messageId its id
 * @param type the payload type, as in the envelope
 * @param operation what to do with the payload
 * @param sender who encrypts
 * @param receiver who opens
 */
public record EncryptedMessage(
    MessageId messageId, String type, Operation operation, NodeId sender, NodeId receiver) {

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
