package io.github.citydc.exchange.batch.upload;

import io.github.citydc.exchange.batch.Rejection;
import io.github.citydc.exchange.message.MessageId;
import io.github.citydc.exchange.message.SignedReceipt;
import java.util.List;
import java.util.Optional;

/**
 * The result of an upload.
 *
 * @param batchId the batch
 * @param receipt the receiver's receipt of the manifest, and so of every record; empty if no record
 *     was fit to be sent
 * @param records how many the source had
 * @param accepted how many the receiver has stored
 * @param rejected how many were not stored, here or there
 * @param rejections the first of them
 */
public record UploadReport(
    MessageId batchId,
    Optional<SignedReceipt> receipt,
    long records,
    long accepted,
    long rejected,
    List<Rejection> rejections) {

  /** Copies the rejections. */
  public UploadReport {
    rejections = List.copyOf(rejections);
  }

  /**
   * How many rejected records are counted, but not listed, since there are more than {@link
   * UploadOptions#listed}.
   *
   * @return 0 if all are listed
   */
  public long unlisted() {
    return rejected - rejections.size();
  }
}
