package io.github.citydc.exchange.reconciliation;

import io.github.citydc.exchange.ItemRange;
import io.github.citydc.exchange.message.ContentHash;
import io.github.citydc.exchange.message.HashAlgorithm;
import io.github.citydc.exchange.message.MessageId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A calculator of the hourly digests of a day's items: interface standard §4.4. Not thread-safe.
 */
public final class DayDigest {

  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final long OFFSET =
      Duration.ofSeconds(ItemRange.OFFSET.getTotalSeconds()).toMillis();

  private final HashAlgorithm algorithm;
  private final MessageDigest[] digests = new MessageDigest[DayBuckets.HOURS];
  private final long[] counts = new long[DayBuckets.HOURS];

  /** A day without items. */
  public DayDigest() {
    this(HashAlgorithm.SHA_256);
  }

  /**
   * Begins a day.
   *
   * @param algorithm by which the hours are digested
   */
  public DayDigest(HashAlgorithm algorithm) {
    this.algorithm = algorithm;
    for (int hour = 0; hour < DayBuckets.HOURS; hour++) {
      digests[hour] = algorithm.newDigest();
    }
  }

  /**
   * Adds an item.
   *
   * @param id its id, greater than that of every item before
   * @param digest of its body
   */
  public void add(MessageId id, ContentHash digest) {
    long millis = id.time().toEpochMilli() + OFFSET;
    int hour = (int) Math.floorMod(Math.floorDiv(millis, HOUR), (long) DayBuckets.HOURS);
    counts[hour]++;
    digests[hour].update(
        (id + " " + digest.shortText() + "\n").getBytes(StandardCharsets.ISO_8859_1));
  }

  /**
   * The hourly digests of the items that were added.
   *
   * @return 24 buckets; nothing may be added from here on
   */
  public List<HourBucket> buckets() {
    List<HourBucket> buckets = new ArrayList<>();
    for (int hour = 0; hour < DayBuckets.HOURS; hour++) {
      buckets.add(
          new HourBucket(hour, counts[hour], ContentHash.of(digests[hour], algorithm).shortText()));
    }
    return buckets;
  }
}
