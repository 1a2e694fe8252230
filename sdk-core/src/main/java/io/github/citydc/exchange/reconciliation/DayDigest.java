package io.github.citydc.exchange.reconciliation;

import io.github.citydc.exchange.ItemRange;
import io.github.citydc.exchange.message.ContentHash;
import io.github.citydc.exchange.message.HashAlgorithm;
import io.github.citydc.exchange.message.MessageId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

/**
 * A calculator of the hourly digests of a day's items: interface standard §4.4. Not thread-safe.
 */
public final class DayDigest {

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
    int hour = id.time().atOffset(ItemRange.OFFSET).getHour();
    counts[hour]++;
    digests[hour].update(
        (id + " " + digest.shortText() + "\n").getBytes(StandardCharsets.US_ASCII));
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
