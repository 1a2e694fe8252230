package io.github.citydc.exchange.batch.upload;

import io.github.citydc.exchange.message.MessageId;
import java.io.Serializable;
import java.util.List;

/**
 * The result of a batch whose parts were sent by several processes.
 *
 * @param batchId the batch
 * @param records how many were added to all shares
 * @param accepted how many the receiver has stored
 * @param rejected how many were not stored, here or there
 * @param rejections the first of them, in the order of the shares
 */
public record SharedReport(
    MessageId batchId, long records, long accepted, long rejected, List<ShareRejection> rejections)
    implements Serializable {

  /** Copies the rejections. */
  public SharedReport {
    rejections = List.copyOf(rejections);
  }
}
