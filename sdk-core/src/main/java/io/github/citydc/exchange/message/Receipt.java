package io.github.citydc.exchange.message;

import io.github.citydc.model.PayloadType;
import io.github.citydc.model.WithBuilder;
import io.github.citydc.naming.node.NodeId;
import java.time.OffsetDateTime;

/**
 * The acknowledgement of a receiver that a message with a certain body was accepted and stored.
 * Interface standard §6.
 *
 * <p>Made and copied with its builder: the constructor is not API, since a later minor version adds
 * members.
 *
 * @param messageId the message
 * @param type its payload type
 * @param operation what was done
 * @param sender the sending node
 * @param receiver the node that accepted it
 * @param bodyDigest SHA-256 of the body that was accepted
 * @param acceptedAt when it was stored; a repeated message gets the first receipt, with the first
 *     time
 */
@WithBuilder
public record Receipt(
    MessageId messageId,
    PayloadType type,
    Operation operation,
    NodeId sender,
    NodeId receiver,
    ContentHash bodyDigest,
    OffsetDateTime acceptedAt) {
  /**
   * A builder in which nothing is set.
   *
   * @return the builder
   */
  public static ReceiptBuilder builder() {
    return ReceiptBuilder.builder();
  }

  /**
   * A builder that begins as this.
   *
   * @return the builder
   */
  public ReceiptBuilder toBuilder() {
    return ReceiptBuilder.builder(this);
  }

  /**
   * The form on the wire.
   *
   * @return UTF-8
   */
  public byte[] toJson() {
    return ReceiptJson.write(this);
  }

  /**
   * Reads the form on the wire.
   *
   * @param json as received
   * @return the receipt
   * @throws MalformedMessageException if it is not one
   */
  public static Receipt fromJson(byte[] json) {
    return ReceiptJson.read(json);
  }
}
