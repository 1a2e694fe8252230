package io.github.citydc.exchange.file;

import io.github.citydc.exchange.Endpoint;
import io.github.citydc.exchange.EndpointFactory;
import io.github.citydc.exchange.ReceiverParts;
import io.github.citydc.exchange.content.ContentIndex;
import io.github.citydc.exchange.content.ContentKey;
import io.github.citydc.exchange.content.ContentStore;
import io.github.citydc.exchange.content.internal.ContentKeeper;
import java.time.Duration;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The receiving side of files: an endpoint that accepts them. A receiver with this endpoint refuses
 * a message with {@code parts-missing} if the files it names have not arrived. Immutable.
 *
 * <pre>{@code
 * ExchangeReceiver.builder()…
 *     .endpoint(
 *         FileReception.builder(JdbcContentIndex.on(database), FolderContentStore.in(Path.of("/var/lib/hub/content")))
 *             .retention(Duration.ofDays(3))
 *             .build())
 * }</pre>
 */
public final class FileReception implements EndpointFactory {

  private final ContentIndex index;
  private final ContentStore store;
  private final int partSize;
  private final long fileSize;
  private final long quota;
  private final Duration retention;

  private FileReception(Builder builder) {
    this.index = builder.index;
    this.store = builder.store;
    this.partSize = builder.partSize;
    this.fileSize = builder.fileSize;
    this.quota = builder.quota;
    this.retention = builder.retention;
  }

  /**
   * The reception of interface standard §4.8 with the standard bounds: see {@link Builder}.
   *
   * @param index remembers files, in the database that stores the messages
   * @param store keeps their content; may be the one of batches
   * @return the reception
   */
  public static FileReception into(ContentIndex index, ContentStore store) {
    return builder(index, store).build();
  }

  /**
   * Returns a new builder.
   *
   * @param index remembers files, in the database that stores the messages
   * @param store keeps their content; may be the one of batches
   * @return a builder with the standard bounds
   */
  public static Builder builder(ContentIndex index, ContentStore store) {
    return new Builder(index, store);
  }

  @Override
  public Endpoint create(ReceiverParts receiver) {
    return new FileEndpoint(this, receiver.profile(), receiver.clock());
  }

  ContentKeeper keeper() {
    return new ContentKeeper(
        index, store, Set.of(ContentKey.Kind.FILE_PART, ContentKey.Kind.FILE), quota, retention);
  }

  int partSize() {
    return partSize;
  }

  long fileSize() {
    return fileSize;
  }

  /** A builder of {@link FileReception}. Not thread-safe. */
  public static final class Builder {

    private static final int MEBI = 1024 * 1024;
    private static final long GIBI = 1024L * MEBI;

    private final ContentIndex index;
    private ContentStore store;
    private int partSize = 8 * MEBI;
    private long fileSize = 4 * GIBI;
    private long quota = 16 * GIBI;
    private Duration retention = Duration.ofDays(7);

    private Builder(ContentIndex index, ContentStore store) {
      this.index = index;
      this.store = store;
    }

    /**
     * The largest part and the largest file. By default 8 MiB and 4 GiB.
     *
     * @param part bytes
     * @param file bytes
     * @return this builder
     * @throws IllegalArgumentException if one is not positive
     */
    public Builder sizes(int part, long file) {
      this.partSize = Math.toIntExact(positive(part));
      this.fileSize = positive(file);
      return this;
    }

    /**
     * Sets the quota of a sender for files that no message refers to yet. By default 16 GiB. While
     * a file is put together, it and its parts count both: the largest file takes twice its size
     * for that time. The quota holds for all receivers on one database together.
     *
     * @param bytes the sum of its files and parts
     * @return this builder
     * @throws IllegalArgumentException if it is not positive
     */
    public Builder quota(long bytes) {
      this.quota = positive(bytes);
      return this;
    }

    /**
     * Sets the time after which a part without its file, or a file without a message, is removed.
     * By default a week. A file that a message refers to stays until the application removes it.
     *
     * @param time since it was last sent or asked for
     * @return this builder
     */
    public Builder retention(Duration time) {
      this.retention = time;
      return this;
    }

    /**
     * Another store than that of the beginning.
     *
     * @param other what to make of the present one
     * @return this builder
     */
    public Builder store(UnaryOperator<ContentStore> other) {
      this.store = other.apply(store);
      return this;
    }

    /**
     * Makes the reception.
     *
     * @return the reception
     */
    public FileReception build() {
      return new FileReception(this);
    }

    private static long positive(long number) {
      if (number < 1) {
        throw new IllegalArgumentException("Sizes of a reception are positive");
      }
      return number;
    }
  }
}
