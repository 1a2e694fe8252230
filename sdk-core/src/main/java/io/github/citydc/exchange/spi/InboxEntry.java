package io.github.citydc.exchange.spi;

import io.github.citydc.exchange.MessageId;
import io.github.citydc.exchange.Operation;
import io.github.citydc.model.PayloadType;
import io.github.citydc.naming.NodeId;
import java.time.OffsetDateTime;

/**
 * An accepted message as the receiver keeps it.
 *
 * @param sender who sent it
 * @param messageId its id
 * @param type its payload type
 * @param operation what was done
 * @param bodyDigest SHA-256 of the body, 64 digits of lower-case hex
 * @param acceptedAt when it was accepted
 * @param body the message, byte for byte as received and verified
 * @param evidence the sender's signature over it
 * @param receipt the receipt, byte for byte as first answered
 */
public record InboxEntry(
    NodeId sender,
    MessageId messageId,
    PayloadType type,
    Operation operation,
    String bodyDigest,
    OffsetDateTime acceptedAt,
    HttpBody body,
    SignatureEvidence evidence,
    HttpBody receipt) {

  /**
   * Without content.
   *
   * @return id, type and sender
   */
  @Override
  public String toString() {
    return "InboxEntry[" + type + " " + messageId + " of " + sender + "]";
  }
}
