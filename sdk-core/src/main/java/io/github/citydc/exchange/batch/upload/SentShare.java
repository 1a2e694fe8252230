package io.github.citydc.exchange.batch.upload;

import io.github.citydc.exchange.batch.BatchPart;
import io.github.citydc.exchange.batch.RejectedRecord;
import io.github.citydc.exchange.batch.Rejection;
import java.io.Serializable;
import java.util.List;

/**
 * What one process has sent of a shared batch: the references of its parts, which have all arrived,
 * and the records it left out, with their places. Immutable; it can be serialized and brought to
 * the process that posts the manifest.
 */
public final class SentShare implements Serializable {

  private static final long serialVersionUID = 1L;

  private final int number;
  private final long records;
  private final List<BatchPart> parts;
  private final List<Rejection> leftOut;
  private final long[] firstOfPart;
  private final long[] leftOutRecords;

  SentShare(
      int number,
      long records,
      List<BatchPart> parts,
      List<Rejection> leftOut,
      long[] firstOfPart,
      long[] leftOutRecords) {
    this.number = number;
    this.records = records;
    this.parts = List.copyOf(parts);
    this.leftOut = List.copyOf(leftOut);
    this.firstOfPart = firstOfPart.clone();
    this.leftOutRecords = leftOutRecords.clone();
  }

  /**
   * Which share it is: the parts of a batch are in the order of these numbers.
   *
   * @return from 0
   */
  public int number() {
    return number;
  }

  /**
   * How many records were added.
   *
   * @return those that were sent and those that were left out
   */
  public long records() {
    return records;
  }

  /**
   * The parts that have arrived.
   *
   * @return in their order; empty if no record was fit to be sent
   */
  public List<BatchPart> parts() {
    return parts;
  }

  /**
   * The records that were not sent.
   *
   * @return the first of them, by their number among the records that were added, from 1
   */
  public List<Rejection> leftOut() {
    return leftOut;
  }

  /**
   * How many records were not sent.
   *
   * @return also those that are not listed
   */
  public long leftOutCount() {
    return leftOutRecords.length;
  }

  /** What the receiver rejected of this share, by the number of the record in it. */
  Rejection rejection(int part, RejectedRecord rejected) {
    SourcePlaces places = new SourcePlaces();
    for (long first : firstOfPart) {
      places.partBeginsAt(first);
    }
    for (long record : leftOutRecords) {
      places.leaveOut(record);
    }
    return new Rejection(
        places.of(part, rejected.line()),
        rejected.code(),
        rejected.detail(),
        rejected.violations(),
        rejected.moreViolations());
  }

  /** Numbers only. */
  @Override
  public String toString() {
    return "SentShare[%d, %d records in %d parts, %d left out]"
        .formatted(number, records, parts.size(), leftOutRecords.length);
  }
}
