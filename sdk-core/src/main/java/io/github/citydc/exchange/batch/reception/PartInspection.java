package io.github.citydc.exchange.batch.reception;

import io.github.citydc.exchange.batch.PartEncoding;
import io.github.citydc.exchange.batch.internal.Encodings;
import io.github.citydc.exchange.batch.internal.Lines;
import io.github.citydc.exchange.content.ContentKey;
import io.github.citydc.exchange.content.StoredContent;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.MalformedMessageException;
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
   * @throws io.github.citydc.exchange.message.RefusedException if it or one of its lines is too
   *     large
   * @throws MalformedMessageException if it is not compressed as it says, or has no record
   */
  StoredContent inspect(ContentKey key, PartEncoding encoding, Content body) {
    int records = 0;
    long decoded = 0;
    try (InputStream in = Encodings.decompressing(encoding, body.openStream())) {
      Lines lines = new Lines(in, maxDecodedSize);
      while (lines.next()) {
        records++;
      }
      decoded = lines.bytesRead();
    } catch (IOException e) {
      throw new MalformedMessageException("", "The part is not encoded by " + encoding.wireName());
    }
    if (records == 0) {
      throw new MalformedMessageException("", "The part has no record");
    }
    return new StoredContent(key, body.size(), encoding.wireName(), decoded, records);
  }
}
