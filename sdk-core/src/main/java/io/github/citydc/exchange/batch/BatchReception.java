package io.github.citydc.exchange.batch;

import io.github.citydc.exchange.spi.BatchStore;
import io.github.citydc.exchange.spi.PartStore;
import java.time.Duration;

/**
 * How a receiver takes batches in. Immutable.
 *
 * <pre>{@code
 * BatchReception.into(JdbcBatchStore.on(dataSource), FilePartStore.in(Path.of("/var/lib/hub/parts")))
 *     .withRetention(Duration.ofDays(3));
 * }</pre>
 *
 * @param store remembers batches, in the database the handlers write to
 * @param parts keeps the content of parts
 * @param partSize the largest part as sent, in bytes
 * @param decodedSize the largest part when decompressed, in bytes
 * @param quota what a sender may store before its batches are done, in bytes
 * @param retention how long a part waits for a batch that needs it
 * @param chunk how many records are handled in a transaction, at most
 * @param workers how many batches, of different senders, are worked on at once
 * @param lease how long after a crash of the process that works on a batch another takes over
 */
public record BatchReception(
    BatchStore store,
    PartStore parts,
    int partSize,
    long decodedSize,
    long quota,
    Duration retention,
    int chunk,
    int workers,
    Duration lease) {

  private static final int MEBI = 1024 * 1024;
  private static final long DECODED_MEBI = 64;
  private static final long QUOTA_MEBI = 8 * 1024;

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one of them is not positive
   */
  public BatchReception {
    if (partSize < 1 || decodedSize < 1 || quota < 1 || chunk < 1 || workers < 1) {
      throw new IllegalArgumentException("Sizes and numbers of a reception are positive");
    }
  }

  /**
   * The reception of interface standard §4.5: parts of at most 8 MiB, 64 MiB when decompressed; 8
   * GiB a sender; a week for a part; 1,000 records a transaction; one batch at a time; 30 seconds
   * after a crash.
   *
   * @param store remembers batches
   * @param parts keeps the content of parts
   * @return the reception
   */
  public static BatchReception into(BatchStore store, PartStore parts) {
    return new BatchReception(
        store,
        parts,
        8 * MEBI,
        DECODED_MEBI * MEBI,
        QUOTA_MEBI * MEBI,
        Duration.ofDays(7),
        1000,
        1,
        Duration.ofSeconds(30));
  }

  /**
   * A copy with other bounds for a part.
   *
   * @param asSent bytes
   * @param decoded bytes when decompressed
   * @return the copy
   */
  public BatchReception withPartSize(int asSent, long decoded) {
    return new BatchReception(
        store, parts, asSent, decoded, quota, retention, chunk, workers, lease);
  }

  /**
   * A copy with another quota.
   *
   * @param bytes what a sender may store before its batches are done
   * @return the copy
   */
  public BatchReception withQuota(long bytes) {
    return new BatchReception(
        store, parts, partSize, decodedSize, bytes, retention, chunk, workers, lease);
  }

  /**
   * A copy with another retention.
   *
   * @param time how long a part waits for a batch that needs it
   * @return the copy
   */
  public BatchReception withRetention(Duration time) {
    return new BatchReception(
        store, parts, partSize, decodedSize, quota, time, chunk, workers, lease);
  }

  /**
   * A copy with other transactions.
   *
   * @param records how many are handled in a transaction, at most
   * @return the copy
   */
  public BatchReception withChunk(int records) {
    return new BatchReception(
        store, parts, partSize, decodedSize, quota, retention, records, workers, lease);
  }

  /**
   * A copy with another number of workers.
   *
   * @param batches how many are worked on at once
   * @return the copy
   */
  public BatchReception withWorkers(int batches) {
    return new BatchReception(
        store, parts, partSize, decodedSize, quota, retention, chunk, batches, lease);
  }

  /**
   * A copy with another lease.
   *
   * @param time how long after a crash another process takes over; longer than a transaction
   * @return the copy
   */
  public BatchReception withLease(Duration time) {
    return new BatchReception(
        store, parts, partSize, decodedSize, quota, retention, chunk, workers, time);
  }
}
