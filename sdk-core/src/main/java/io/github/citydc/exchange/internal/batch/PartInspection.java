package io.github.citydc.exchange.internal.batch;

import io.github.citydc.exchange.MalformedMessageException;
import io.github.citydc.exchange.batch.BatchPart;
import io.github.citydc.exchange.batch.PartDigest;
import io.github.citydc.exchange.batch.PartEncoding;
import io.github.citydc.exchange.spi.HttpBody;
import java.io.IOException;
import java.io.InputStream;

/** Looks through a part before it is stored, so that what is stored can be read. */
final class PartInspection {

  private final long maxDecodedSize;

  PartInspection(long maxDecodedSize) {
    this.maxDecodedSize = maxDecodedSize;
  }

  /**
   * Decompresses a part once, keeping nothing, and counts its records.
   *
   * @throws io.github.citydc.exchange.RefusedException if it or one of its lines is too large
   * @throws MalformedMessageException if it is not compressed as it says, or has no record
   */
  BatchPart inspect(PartDigest digest, PartEncoding encoding, HttpBody body) {
    int records = 0;
    try (InputStream in = Encodings.decompressing(encoding, body.openStream())) {
      Lines lines = new Lines(in, maxDecodedSize);
      while (lines.next()) {
        records++;
      }
    } catch (IOException e) {
      throw new MalformedMessageException("", "The part is not encoded by " + encoding.wireName());
    }
    if (records == 0) {
      throw new MalformedMessageException("", "The part has no record");
    }
    return new BatchPart(digest, encoding, body.size(), records);
  }
}
