package io.github.citydc.exchange.file;

import io.github.citydc.exchange.Endpoint;
import io.github.citydc.exchange.EndpointFactory;
import io.github.citydc.exchange.Limits;
import io.github.citydc.exchange.ReceiverParts;
import io.github.citydc.exchange.usage.UseLog;

/**
 * The offering side of files: an endpoint that gives away the files that records name, to whom
 * those records may be read by, in ranges, so that a fetch goes on where it broke off. Interface
 * standard §4.8. Each range that is given away leaves a record of use first (Decree 809, article
 * 29). {@link FileFetcher} fetches them. Immutable.
 *
 * <pre>{@code
 * ExchangeReceiver.builder()…
 *     .endpoint(
 *         FileOffer.of(
 *             StoredFiles.received(index, store),
 *             RecordFiles.of(catalog, records, policy),
 *             JdbcUseLog.on(database)))
 * }</pre>
 */
public final class FileOffer implements EndpointFactory {

  /** The largest range that an answer has, if the builder is not told otherwise. */
  public static final int STANDARD_RANGE = 1024 * 1024;

  /** Every node gives away at least so much at a time. */
  public static final int LEAST_RANGE = 64 * 1024;

  private static final int SHARE_OF_HEAP = 8;

  private final FileSource source;
  private final FileAccess access;
  private final UseLog uses;
  private final int rangeSize;

  private FileOffer(Builder builder) {
    this.source = builder.source;
    this.access = builder.access;
    this.uses = builder.uses;
    this.rangeSize = builder.rangeSize;
  }

  /**
   * Offers files.
   *
   * @param source where they lie
   * @param access who may fetch which
   * @param uses records who has fetched what, before it is given away
   * @return the endpoint
   */
  public static FileOffer of(FileSource source, FileAccess access, UseLog uses) {
    return builder(source, access, uses).build();
  }

  /**
   * Returns a new builder.
   *
   * @param source where the files lie
   * @param access who may fetch which
   * @param uses records who has fetched what, before it is given away
   * @return a builder with the standard bounds
   */
  public static Builder builder(FileSource source, FileAccess access, UseLog uses) {
    return new Builder(source, access, uses);
  }

  @Override
  public Endpoint create(ReceiverParts receiver) {
    return new FileOfferEndpoint(this, receiver);
  }

  FileSource source() {
    return source;
  }

  FileAccess access() {
    return access;
  }

  UseLog uses() {
    return uses;
  }

  int rangeSize() {
    return rangeSize;
  }

  /** A builder of {@link FileOffer}. Not thread-safe. */
  public static final class Builder {

    private final FileSource source;
    private final FileAccess access;
    private final UseLog uses;
    private int rangeSize = standardRange();

    private Builder(FileSource source, FileAccess access, UseLog uses) {
      this.source = source;
      this.access = access;
      this.uses = uses;
    }

    /** As many ranges as a receiver answers at once have an eighth of the heap. */
    private static int standardRange() {
      long share = Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP / Limits.standard().requests();
      return (int) Math.max(LEAST_RANGE, Math.min(STANDARD_RANGE, share));
    }

    /**
     * Sets the largest range that an answer has, which is what one request keeps in memory; a
     * larger one that is asked for is answered with its beginning. By default 1 MiB, or less if the
     * heap is small.
     *
     * @param bytes at least 64 KiB
     * @return this builder
     * @throws IllegalArgumentException if it is less
     */
    public Builder rangeSize(int bytes) {
      if (bytes < LEAST_RANGE) {
        throw new IllegalArgumentException("A range has at least " + LEAST_RANGE + " bytes");
      }
      this.rangeSize = bytes;
      return this;
    }

    /**
     * Makes the offer.
     *
     * @return the endpoint
     */
    public FileOffer build() {
      return new FileOffer(this);
    }
  }
}
