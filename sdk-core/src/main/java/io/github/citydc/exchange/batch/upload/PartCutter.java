package io.github.citydc.exchange.batch.upload;

import io.github.citydc.exchange.batch.BatchPart;
import io.github.citydc.exchange.batch.PartEncoding;
import io.github.citydc.exchange.batch.internal.Encodings;
import io.github.citydc.exchange.message.Content;
import io.github.citydc.exchange.message.ContentHash;
import io.github.citydc.exchange.message.HashAlgorithm;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/**
 * A compressor that cuts a stream of lines into parts. Where it cuts depends on the lines only, so
 * that the same records give the same parts again. Not thread-safe.
 */
public final class PartCutter {

  /** What a part holds at most when decompressed; receivers allow four times as much. */
  private static final long DECODED_SIZE = 16L * 1024 * 1024;

  private final PartEncoding encoding;
  private final int partSize;
  private final HashAlgorithm hash;
  private ByteArrayOutputStream encoded;
  private OutputStream lines;
  private long decoded;
  private int records;

  /**
   * A cutter with an empty part.
   *
   * @param encoding how parts are compressed
   * @param partSize how large they are, compressed, in bytes, about
   */
  public PartCutter(PartEncoding encoding, int partSize) {
    this(encoding, partSize, HashAlgorithm.SHA_256);
  }

  /**
   * Begins with an empty part.
   *
   * @param encoding how parts are compressed
   * @param partSize how many bytes a part has at least, before the last one
   * @param hash by which parts are named
   */
  public PartCutter(PartEncoding encoding, int partSize, HashAlgorithm hash) {
    this.hash = hash;
    this.encoding = encoding;
    this.partSize = partSize;
    this.encoded = new ByteArrayOutputStream(partSize);
    this.lines = begin();
  }

  private OutputStream begin() {
    decoded = 0;
    records = 0;
    encoded = new ByteArrayOutputStream(partSize);
    try {
      return Encodings.compressing(encoding, encoded);
    } catch (IOException e) {
      throw new UncheckedIOException("Memory does not fail", e);
    }
  }

  /**
   * Adds a record.
   *
   * @param line its JSON, without a line break
   * @return whether the part is full
   */
  public boolean add(byte[] line) {
    try {
      lines.write(line);
      lines.write('\n');
    } catch (IOException e) {
      throw new UncheckedIOException("Memory does not fail", e);
    }
    decoded += line.length + 1;
    records++;
    return encoded.size() >= partSize || decoded >= DECODED_SIZE;
  }

  /**
   * Returns whether nothing was added since the last cut.
   *
   * @return true if the part is empty
   */
  public boolean isEmpty() {
    return records == 0;
  }

  /**
   * Finishes the part and starts another.
   *
   * @return what was added since the last cut, at least one record
   */
  public CutPart cut() {
    try {
      lines.close();
    } catch (IOException e) {
      throw new UncheckedIOException("Memory does not fail", e);
    }
    Content content = Content.of(encoded.toByteArray());
    BatchPart part =
        new BatchPart(ContentHash.of(content, hash), encoding, content.size(), records);
    lines = begin();
    return new CutPart(part, content);
  }

  /**
   * A compressed part that is ready to be sent.
   *
   * @param part what the manifest says of it
   * @param content its bytes
   */
  public record CutPart(BatchPart part, Content content) {}
}
