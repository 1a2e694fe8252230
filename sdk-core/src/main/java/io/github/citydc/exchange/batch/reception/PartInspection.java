package io.github.citydc.exchange.batch.reception;

import io.github.citydc.exchange.batch.PartEncoding;
import io.github.citydc.exchange.batch.internal.Encodings;
import io.github.citydc.exchange.batch.internal.EncryptedParts;
import io.github.citydc.exchange.batch.internal.Lines;
import io.github.citydc.exchange.content.ContentKey;
import io.github.citydc.exchange.content.StoredContent;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.MalformedMessageException;
import io.github.citydc.exchange.security.EncryptedMessage;
import io.github.citydc.exchange.security.EncryptedPayloads;
import java.io.IOException;
import java.io.InputStream;

/** Looks through a part before it is stored, so that what is stored can be read. */
final class PartInspection {

  private final long maxDecodedSize;
  private final EncryptedPayloads encrypts;

  PartInspection(long maxDecodedSize, EncryptedPayloads encrypts) {
    this.maxDecodedSize = maxDecodedSize;
    this.encrypts = encrypts;
  }

  /**
   * Decompresses a part once, keeping nothing, and counts its records.
   *
   * @throws io.github.citydc.exchange.message.RefusedException if it or one of its lines is too
   *     large
   * @throws MalformedMessageException if it is not compressed as it says, or has no record
   */
  StoredContent inspect(ContentKey key, PartEncoding encoding, Content body) {
    return inspect(key, encoding, body, () -> Encodings.decompressing(encoding, body.openStream()));
  }

  /**
   * The same for an encrypted part, which is opened for it.
   *
   * @throws io.github.citydc.exchange.message.RefusedException with {@code decryption-failed} if it
   *     is not bound to this place, or was changed
   */
  StoredContent inspect(
      ContentKey key, PartEncoding encoding, EncryptedMessage place, Content body) {
    return inspect(
        key,
        encoding,
        body,
        () -> EncryptedParts.decoding(encoding, place, encrypts, body.openStream()));
  }

  /** Opens the lines of a part. */
  @FunctionalInterface
  private interface Opening {

    InputStream open() throws IOException;
  }

  private StoredContent inspect(
      ContentKey key, PartEncoding encoding, Content body, Opening opening) {
    int records = 0;
    long decoded = 0;
    try (InputStream in = opening.open()) {
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
