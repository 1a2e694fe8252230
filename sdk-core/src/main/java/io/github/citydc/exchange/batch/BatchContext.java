package io.github.citydc.exchange.batch;

import io.github.citydc.exchange.AccessPolicy;
import io.github.citydc.exchange.message.Operation;
import io.github.citydc.exchange.message.RefusedException;
import io.github.citydc.model.Payload;
import io.github.citydc.naming.node.NodeId;
import java.sql.Connection;
import java.util.List;

/**
 * The batch data and the transaction that a handler receives with some records of a batch.
 *
 * @param origins the place of each record, in the order of the records
 * @param manifest the batch, verified
 * @param connection the transaction that stores how far the batch is: write with it, but do not
 *     commit, roll back or close it
 * @param access who may write what, as the receiver was given it
 */
public record BatchContext(
    List<BatchRecord> origins, BatchManifest manifest, Connection connection, AccessPolicy access) {

  /** Copies the places. */
  public BatchContext {
    origins = List.copyOf(origins);
  }

  /**
   * The node that sent the batch.
   *
   * @return the node that signed it
   */
  public NodeId sender() {
    return manifest.sender();
  }

  /**
   * The operation to perform.
   *
   * @return the operation
   */
  public Operation operation() {
    return manifest.operation();
  }

  /**
   * Applies the access policy to a record that the register holds, before it is deleted or
   * replaced. A handler that throws is called again for each record alone.
   *
   * @param stored the record as it is in the register
   * @throws RefusedException if the sender may not write it
   */
  public void requireAuthority(Payload stored) {
    access.authorize(sender(), manifest.type(), operation(), stored.jurisdiction());
  }
}
