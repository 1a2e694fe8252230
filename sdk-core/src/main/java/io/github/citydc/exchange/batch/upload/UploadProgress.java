package io.github.citydc.exchange.batch.upload;

/**
 * The progress of an upload.
 *
 * @param phase what is going on
 * @param records how many of the source were read so far
 * @param sent how many of them lie in parts that have arrived
 * @param bytes what was sent for that, compressed
 * @param done how many the receiver has stored or rejected so far
 */
public record UploadProgress(Phase phase, long records, long sent, long bytes, long done) {

  /** The phases of an upload. */
  public enum Phase {
    /** Records are read, and sent in parts. */
    SENDING,
    /** The receiver works on them. */
    PROCESSING,
    /** Every record is stored or rejected. */
    DONE
  }
}
