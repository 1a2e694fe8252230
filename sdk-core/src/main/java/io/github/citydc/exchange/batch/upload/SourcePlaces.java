package io.github.citydc.exchange.batch.upload;

import io.github.citydc.exchange.batch.RejectedRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Tells which record of the source stands where in the batch: the records in the source, less those
 * left out. A few bytes for each that was left out, none for the others. Not thread-safe.
 */
final class SourcePlaces {

  private final List<Long> firstOfPart = new ArrayList<>();
  private long[] leftOut = new long[16];
  private int count;

  /** Notes that the next part begins with the first record from here on that is not left out. */
  void partBeginsAt(long record) {
    firstOfPart.add(record);
  }

  /** Notes that a record does not travel; in ascending order. */
  void leaveOut(long record) {
    if (count == leftOut.length) {
      leftOut = Arrays.copyOf(leftOut, 2 * count);
    }
    leftOut[count++] = record;
  }

  /** The record of the source, from 1; 0 if it cannot be told. */
  long of(RejectedRecord rejected) {
    return of(rejected.part(), rejected.line());
  }

  /** The record of the source in this line of this part, from 1; 0 if it cannot be told. */
  long of(int part, int line) {
    if (part >= firstOfPart.size() || line < 1) {
      return 0;
    }
    long first = firstOfPart.get(part);
    long record = first + line - 1;
    int at = Arrays.binarySearch(leftOut, 0, count, first);
    for (int i = at < 0 ? -at - 1 : at; i < count && leftOut[i] <= record; i++) {
      record++;
    }
    return record;
  }
}
