package io.github.citydc.exchange;

import io.github.citydc.exchange.message.MessageId;
import io.github.citydc.exchange.message.Operation;
import io.github.citydc.exchange.message.Origin;
import io.github.citydc.exchange.message.RefusedException;
import io.github.citydc.model.Payload;
import io.github.citydc.naming.node.NodeId;
import java.sql.Connection;

/**
 * The envelope data and the transaction that a handler receives with a payload.
 *
 * @param origin the message or the batch it came with, verified
 * @param connection the transaction that stores the message, or how far the batch is: write with
 *     it, but do not commit, roll back or close it
 * @param files the files that the sender has sent; those the payload of a message names are there.
 *     The records of a batch have none
 * @param access who may write what, as the receiver was given it
 */
public record MessageContext(
    Origin origin, Connection connection, ReceivedFiles files, AccessPolicy access) {

  /**
   * The id of the message or the batch that contained the payload.
   *
   * @return the id of the message, or of the batch
   */
  public MessageId messageId() {
    return origin.messageId();
  }

  /**
   * The node that sent the message.
   *
   * @return the node that signed it
   */
  public NodeId sender() {
    return origin.sender();
  }

  /**
   * The operation to perform.
   *
   * @return the operation
   */
  public Operation operation() {
    return origin.operation();
  }

  /**
   * Applies the access policy to the record that the register holds. A message says itself where
   * its record belongs to: before a handler deletes a record, or replaces one, it asks whether the
   * sender is responsible for what is there.
   *
   * @param stored the record as it is in the register
   * @throws RefusedException if the sender may not write it
   */
  public void requireAuthority(Payload stored) {
    access.authorize(sender(), origin.type(), operation(), stored.jurisdiction());
  }
}
