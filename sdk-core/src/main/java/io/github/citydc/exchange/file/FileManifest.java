package io.github.citydc.exchange.file;

import io.github.citydc.exchange.message.ContentHash;
import java.util.List;

/**
 * The list of the parts that make up a file, in their order.
 *
 * @param digest of the whole file
 * @param parts in their order; the same part may stand in it more than once
 */
public record FileManifest(ContentHash digest, List<Part> parts) {

  /** Copies the parts. */
  public FileManifest {
    parts = List.copyOf(parts);
  }

  /**
   * The size of the file.
   *
   * @return bytes
   */
  public long size() {
    return parts.stream().mapToLong(Part::size).sum();
  }

  /**
   * A part of a file.
   *
   * @param digest of these bytes
   * @param size how many, from 1
   */
  public record Part(ContentHash digest, long size) {

    /**
     * Checks the size.
     *
     * @throws IllegalArgumentException if it is not positive, or larger than any part can be
     */
    public Part {
      if (size < 1 || size > Integer.MAX_VALUE) {
        throw new IllegalArgumentException("A part of a file has at least one byte");
      }
    }
  }
}
