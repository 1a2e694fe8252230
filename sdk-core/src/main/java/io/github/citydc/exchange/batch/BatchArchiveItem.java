package io.github.citydc.exchange.batch;

import io.github.citydc.exchange.message.MessageId;
import io.github.citydc.naming.node.NodeId;
import java.util.List;

/**
 * An item that is archived of a batch: a group of its rejected records small enough for memory, or,
 * after all of these, the batch itself. Where the batch stands, its rejected records stand before
 * it.
 */
public sealed interface BatchArchiveItem {

  /**
   * Some rejected records of a batch.
   *
   * @param sender the node that sent the batch
   * @param batchId the batch
   * @param rejected the records, in their order
   */
  record Rejections(NodeId sender, MessageId batchId, List<RejectedRecord> rejected)
      implements BatchArchiveItem {

    /** Copies the records. */
    public Rejections {
      rejected = List.copyOf(rejected);
    }
  }

  /**
   * A batch that is done. Its records are not in it: they are where the handlers have put them.
   *
   * @param entry the manifest with its signature and its receipt
   * @param status how it ended
   */
  record Finished(BatchEntry entry, BatchStatus status) implements BatchArchiveItem {}
}
