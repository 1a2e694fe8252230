package io.github.citydc.exchange.spi;

import io.github.citydc.exchange.MalformedMessageException;
import io.github.citydc.exchange.MessageId;
import io.github.citydc.exchange.batch.BatchStatus;
import io.github.citydc.exchange.batch.RejectedRecord;
import io.github.citydc.exchange.internal.ArchiveJson;
import io.github.citydc.naming.NodeId;
import java.util.List;

/**
 * What an archive keeps of a batch: its rejected records, so many at a time that they fit into
 * memory, and then the batch itself. Where the batch stands, its rejected records stand before it.
 */
public sealed interface BatchArchiveItem {

  /**
   * The form in an archive.
   *
   * @return one line of JSON in UTF-8, form {@code cdx-batch/1} or {@code cdx-batch-rejections/1},
   *     without a line break
   */
  default byte[] toJson() {
    return ArchiveJson.write(this);
  }

  /**
   * Reads the form in an archive. This does not verify the signature; a {@code ReceiptVerifier}
   * does, given evidence and body.
   *
   * @param json a line
   * @return the item
   * @throws MalformedMessageException if it is anything else
   */
  static BatchArchiveItem fromJson(byte[] json) {
    return ArchiveJson.readBatchItem(json);
  }

  /**
   * Some rejected records of a batch.
   *
   * @param sender who sent the batch
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
