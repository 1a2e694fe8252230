package io.github.citydc.exchange.batch.reception;

import io.github.citydc.exchange.batch.BatchClaim;
import io.github.citydc.exchange.batch.BatchManifest;
import io.github.citydc.exchange.batch.BatchPart;
import io.github.citydc.exchange.batch.internal.EncryptedParts;
import io.github.citydc.exchange.batch.internal.Lines;
import io.github.citydc.exchange.content.ContentKey;
import io.github.citydc.exchange.content.internal.ContentKeeper;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.RefusedException;
import io.github.citydc.exchange.message.StorageException;
import io.github.citydc.exchange.message.VerificationException;
import io.github.citydc.exchange.security.EncryptedPayloads;
import io.github.citydc.model.Payload;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the records of a batch, a chunk at a time, from where it stands to its end. One thread at a
 * time.
 */
final class ChunkReader<P extends Payload> implements AutoCloseable {

  /** A chunk of long records is smaller, so that what is in memory has a bound. */
  private static final long CHUNK_BYTES = 2L * 1024 * 1024;

  private final BatchManifest manifest;
  private final RecordCheck<P> check;
  private final ContentKeeper parts;
  private final EncryptedPayloads encrypts;
  private final long decodedSize;
  private final int chunkSize;
  private int part;
  private int line;
  private @Nullable InputStream content;
  private @Nullable Lines lines;

  ChunkReader(
      BatchClaim claim,
      RecordCheck<P> check,
      ContentKeeper parts,
      EncryptedPayloads encrypts,
      long decodedSize,
      int chunkSize) {
    this.manifest = claim.entry().manifest();
    this.check = check;
    this.parts = parts;
    this.encrypts = encrypts;
    this.decodedSize = decodedSize;
    this.chunkSize = chunkSize;
    this.part = claim.part();
    this.line = claim.line();
  }

  /**
   * The records that follow.
   *
   * @return at least one, empty at the end of the batch
   * @throws StorageException if the parts cannot be read at present
   */
  Optional<Chunk<P>> next() {
    while (part < manifest.parts().size()) {
      Chunk<P> chunk = ofThisPart();
      if (!chunk.records().isEmpty() || !chunk.rejected().isEmpty()) {
        return Optional.of(chunk);
      }
      close();
      part++;
      line = 0;
    }
    return Optional.empty();
  }

  private Chunk<P> ofThisPart() {
    ChunkBuilder<P> chunk = new ChunkBuilder<>(manifest);
    try {
      Lines text = text();
      long bytes = 0;
      while (chunk.size() < chunkSize && bytes < CHUNK_BYTES && text.next()) {
        if (text.number() > line) {
          check.take(text, part, chunk);
          line = text.number();
          bytes += text.length();
        }
      }
    } catch (IOException e) {
      // It was looked through when it arrived: what cannot be read now is no fault of its sender.
      throw new StorageException("A part of a batch cannot be read", e);
    } catch (RefusedException e) {
      if (line != Integer.MAX_VALUE) {
        line = Integer.MAX_VALUE;
        chunk.reject(
            Rejections.failed(
                part,
                0,
                e.code().equals(ProblemCode.DECRYPTION_FAILED)
                    ? "This part is encrypted for another place, or with a key that is not here"
                    : "The rest of this part is larger than this node takes now"));
      }
    } catch (VerificationException e) {
      // The key it was encrypted for is not here: it was when the part arrived, and may be again.
      throw new StorageException("A part of a batch cannot be opened at present", e);
    }
    return chunk.end(part, line);
  }

  private Lines text() throws IOException {
    if (lines == null) {
      BatchPart present = manifest.parts().get(part);
      ContentKey key = ContentKey.batchPart(manifest.sender(), present.digest());
      if (!parts.isThere(key, present.size())) {
        throw new NoSuchFileException(
            "the content of part " + part, null, "is not in the store of parts of this node");
      }
      // Records are stored one after the other: none before the whole part is known to be sound.
      content = parts.openVerified(key, present.size());
      content =
          EncryptedParts.decoding(
              present.encoding(), EncryptedParts.place(manifest, part), encrypts, content);
      lines = new Lines(content, decodedSize);
    }
    return lines;
  }

  @Override
  public void close() {
    try {
      if (content != null) {
        content.close();
      }
    } catch (IOException e) {
      throw new StorageException("A part could not be closed", e);
    } finally {
      content = null;
      lines = null;
    }
  }
}
