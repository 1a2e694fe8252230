package io.github.citydc.exchange.batch.reception;

import io.github.citydc.exchange.Endpoint;
import io.github.citydc.exchange.EndpointFactory;
import io.github.citydc.exchange.ReceiverParts;
import io.github.citydc.exchange.batch.BatchHandler;
import io.github.citydc.exchange.batch.BatchStore;
import io.github.citydc.exchange.content.ContentKey;
import io.github.citydc.exchange.content.ContentStore;
import io.github.citydc.exchange.content.internal.ContentKeeper;
import io.github.citydc.model.Payload;
import io.github.citydc.model.PayloadType;
import io.github.citydc.naming.node.NodeId;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;

/**
 * The receiving side of batches: an endpoint that accepts them, with workers that process them from
 * {@link io.github.citydc.exchange.ExchangeReceiver#start} on. Immutable.
 *
 * <pre>{@code
 * ExchangeReceiver.builder()…
 *     .on(Person.class, (person, context) -> register.save(context.connection(), person))
 *     .endpoint(
 *         BatchReception.builder(JdbcBatchStore.on(database), FolderContentStore.in(Path.of("/var/lib/hub/content")))
 *             .onBatch(Person.class, (people, context) -> register.saveAll(context.connection(), people))
 *             .retention(Duration.ofDays(3))
 *             .build())
 * }</pre>
 *
 * <p>Records are handled in transactions of some hundred, with the note how far the batch is in the
 * same transaction: each is handled once, whatever crashes in between. A record that breaks rules,
 * that its sender may not write, or that its handler refuses, is rejected with its reason, and the
 * others go on. When the receiver is in trouble (its database, its disk, its memory, a class that
 * is missing), the batch waits until that is over, and those of other senders go on. Several
 * processes may work on the batches of one database.
 */
public final class BatchReception implements EndpointFactory {

  private final Builder settings;
  private final Map<PayloadType, BatchHandlers.BatchOf<?>> handlers;

  private BatchReception(Builder settings) {
    this.settings = settings;
    this.handlers = new HashMap<>(settings.handlers);
  }

  /**
   * The reception of interface standard §4.5 with the standard bounds: see {@link Builder}.
   *
   * @param store remembers batches, in the database the handlers write to
   * @param content keeps parts; may be the one of files
   * @return the reception
   */
  public static BatchReception into(BatchStore store, ContentStore content) {
    return builder(store, content).build();
  }

  /**
   * Returns a new builder.
   *
   * @param store remembers batches, in the database the handlers write to
   * @param content keeps parts; may be the one of files
   * @return a builder with the standard bounds
   */
  public static Builder builder(BatchStore store, ContentStore content) {
    return new Builder(store, content);
  }

  @Override
  public Endpoint create(ReceiverParts receiver) {
    return new BatchResources(this, receiver, BatchHandlers.of(handlers, receiver.handlers()));
  }

  BatchStore store() {
    return settings.store;
  }

  ContentKeeper keeper() {
    return new ContentKeeper(
        store().content(),
        settings.content,
        Set.of(ContentKey.Kind.BATCH_PART),
        settings.quota,
        retention());
  }

  int partSize() {
    return settings.partSize;
  }

  long decodedSize() {
    return settings.decodedSize;
  }

  long quota() {
    return settings.quota;
  }

  Duration retention() {
    return settings.retention;
  }

  Duration keeping() {
    return settings.keeping;
  }

  long records() {
    return settings.records;
  }

  long expansion() {
    return settings.expansion;
  }

  int chunk() {
    return settings.chunk;
  }

  int workers() {
    return settings.workers;
  }

  Duration lease() {
    return settings.lease;
  }

  BatchListener listener() {
    return settings.listener;
  }

  int weight(NodeId sender) {
    return Math.min(Builder.MOST_WEIGHT, Math.max(1, settings.weights.applyAsInt(sender)));
  }

  /** A builder of {@link BatchReception}. Not thread-safe. */
  public static final class Builder {

    private static final int MEBI = 1024 * 1024;
    private static final long DECODED_MEBI = 64;
    private static final int MOST_WEIGHT = 100;
    private static final long QUOTA_MEBI = 8 * 1024;
    private static final long EXPANSION_MEBI = 128 * 1024;

    private final BatchStore store;
    private final ContentStore content;
    private final Map<PayloadType, BatchHandlers.BatchOf<?>> handlers = new HashMap<>();
    private int partSize = 8 * MEBI;
    private long decodedSize = DECODED_MEBI * MEBI;
    private long quota = QUOTA_MEBI * MEBI;
    private Duration retention = Duration.ofDays(7);
    private Duration keeping = Duration.ofHours(1);
    private long records = 20_000_000;
    private long expansion = EXPANSION_MEBI * MEBI;
    private int chunk = 1000;
    private int workers = 1;
    private Duration lease = Duration.ofSeconds(30);
    private BatchListener listener = BatchListener.none();
    private ToIntFunction<NodeId> weights = sender -> 1;

    private Builder(BatchStore store, ContentStore content) {
      this.store = store;
      this.content = content;
    }

    private Builder(Builder other) {
      this(other.store, other.content);
      handlers.putAll(other.handlers);
      partSize = other.partSize;
      decodedSize = other.decodedSize;
      quota = other.quota;
      retention = other.retention;
      keeping = other.keeping;
      records = other.records;
      expansion = other.expansion;
      chunk = other.chunk;
      workers = other.workers;
      lease = other.lease;
      listener = other.listener;
      weights = other.weights;
    }

    /**
     * Takes the records of batches in, many at a time. Without such a handler the records of a
     * batch go one by one to the one of messages, which a type needs in any case.
     *
     * @param payload the record, annotated with {@link io.github.citydc.model.PayloadName}
     * @param handler what to do with them
     * @param <P> the record's class
     * @return this builder
     * @throws IllegalStateException if the type has such a handler already
     */
    public <P extends Payload> Builder onBatch(Class<P> payload, BatchHandler<P> handler) {
      PayloadType type = PayloadType.of(payload);
      if (handlers.putIfAbsent(type, new BatchHandlers.BatchOf<>(payload, handler)) != null) {
        throw new IllegalStateException(type + " has a handler of batches already");
      }
      return this;
    }

    /**
     * The largest part. By default 8 MiB as sent, and 64 MiB when decompressed.
     *
     * @param asSent bytes
     * @param decoded bytes when decompressed
     * @return this builder
     * @throws IllegalArgumentException if one is not positive
     */
    public Builder partSize(int asSent, long decoded) {
      this.partSize = Math.toIntExact(positive(asSent));
      this.decodedSize = positive(decoded);
      return this;
    }

    /**
     * Sets the quota of a sender for parts of unfinished batches. By default 8 GiB, in all
     * receivers on one database together.
     *
     * @param bytes the sum of its parts
     * @return this builder
     * @throws IllegalArgumentException if it is not positive
     */
    public Builder quota(long bytes) {
      this.quota = positive(bytes);
      return this;
    }

    /**
     * Sets the time after which a part that no batch needs is removed. By default a week.
     *
     * @param time since it was last sent or asked for
     * @return this builder
     */
    public Builder retention(Duration time) {
      this.retention = time;
      return this;
    }

    /**
     * Sets how long a part is kept at least after it was last sent or asked for, though its batch
     * is done: another upload may have been told that it is there. By default an hour; a sender
     * whose quota is used up loses such parts first.
     *
     * @param time since it was last sent or asked for
     * @return this builder
     */
    public Builder keeping(Duration time) {
      this.keeping = time;
      return this;
    }

    /**
     * Sets the largest batch. By default 20,000,000 records and 128 GiB when decompressed; a part
     * that is named several times counts each time.
     *
     * @param records in all parts
     * @param decoded bytes of all parts when decompressed
     * @return this builder
     * @throws IllegalArgumentException if one is not positive
     */
    public Builder batchSize(long records, long decoded) {
      this.records = positive(records);
      this.expansion = positive(decoded);
      return this;
    }

    /**
     * Sets the largest number of records per transaction. By default 1,000.
     *
     * @param records from 1
     * @return this builder
     * @throws IllegalArgumentException if it is not positive
     */
    public Builder chunk(int records) {
      this.chunk = Math.toIntExact(positive(records));
      return this;
    }

    /**
     * Sets the number of batches, of different senders, that are processed at the same time. By
     * default one.
     *
     * @param batches from 1
     * @return this builder
     * @throws IllegalArgumentException if it is not positive
     */
    public Builder workers(int batches) {
      this.workers = Math.toIntExact(positive(batches));
      return this;
    }

    /**
     * Sets the time after a crash at which another process takes over a batch. By default 30
     * seconds.
     *
     * @param time longer than a transaction
     * @return this builder
     */
    public Builder lease(Duration time) {
      this.lease = time;
      return this;
    }

    /**
     * Sets a listener for batches that wait because this receiver has a fault. By default none.
     *
     * @param batchListener the listener
     * @return this builder
     */
    public Builder listener(BatchListener batchListener) {
      this.listener = batchListener;
      return this;
    }

    /**
     * Sets the shares of senders in the work on batches. The batches of all senders are worked on
     * in turns; while others wait, a turn lasts at most 200 milliseconds for each unit of weight,
     * and at least one transaction. A sender for whom little was worked lately waits for the
     * transaction under way only. By default every sender has the weight 1.
     *
     * @param weights the weight of a sender; what is less than 1 counts as 1, more than 100 as 100
     * @return this builder
     */
    public Builder weights(ToIntFunction<NodeId> weights) {
      this.weights = weights;
      return this;
    }

    /**
     * Makes the reception.
     *
     * @return the reception
     */
    public BatchReception build() {
      return new BatchReception(new Builder(this));
    }

    private static long positive(long number) {
      if (number < 1) {
        throw new IllegalArgumentException("Sizes and numbers of a reception are positive");
      }
      return number;
    }
  }
}
