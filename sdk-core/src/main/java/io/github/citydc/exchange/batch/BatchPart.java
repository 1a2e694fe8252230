package io.github.citydc.exchange.batch;

import io.github.citydc.exchange.message.ContentHash;
import java.io.Serializable;

/**
 * A part of a batch: some records as NDJSON, one JSON object per line.
 *
 * @param digest names it
 * @param encoding how its lines are compressed
 * @param size bytes as sent, from 1
 * @param records number of records, from 1
 */
public record BatchPart(ContentHash digest, PartEncoding encoding, long size, int records)
    implements Serializable {

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one of them is not positive
   */
  public BatchPart {
    if (size < 1 || records < 1) {
      throw new IllegalArgumentException("A part has at least one byte and one record");
    }
  }
}
