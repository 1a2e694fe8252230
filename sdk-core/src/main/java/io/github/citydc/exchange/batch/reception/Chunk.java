package io.github.citydc.exchange.batch.reception;

import io.github.citydc.exchange.batch.BatchRecord;
import io.github.citydc.exchange.batch.RejectedRecord;
import java.util.List;

/**
 * Some records of a batch that are handled together.
 *
 * @param part the part the last of them stands in
 * @param line its line
 * @param records those that may be handled
 * @param origins the place of each of them
 * @param rejected those that break rules
 */
record Chunk<P>(
    int part, int line, List<P> records, List<BatchRecord> origins, List<RejectedRecord> rejected) {

  /** How many records of the batch it has, handled or rejected. */
  int size() {
    return records.size() + rejected.size();
  }
}
