package io.github.citydc.exchange.reconciliation;

import io.github.citydc.exchange.ItemRange;
import io.github.citydc.exchange.message.ContentHash;
import io.github.citydc.exchange.message.HashAlgorithm;
import io.github.citydc.exchange.message.MessageId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A calculator of the hourly digests of a day's items: interface standard §4.4. Not thread-safe.
 */
public final class DayDigest {

  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final long OFFSET =
      Duration.ofSeconds(ItemRange.OFFSET.getTotalSeconds()).toMillis();

  private final HashAlgorithm algorithm;
  private final Hour[] hours = new Hour[DayBuckets.HOURS];

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
    Arrays.setAll(hours, hour -> new Hour(algorithm.newDigest()));
  }

  /**
   * Adds an item.
   *
   * @param id its id, greater than that of every item before
   * @param digest of its body
   */
  public void add(MessageId id, ContentHash digest) {
    hours[hourOf(id)].add(id, digest);
  }

  /** The hour to which an item belongs, 0 to 23. */
  static int hourOf(MessageId id) {
    long millis = id.time().toEpochMilli() + OFFSET;
    return (int) Math.floorMod(Math.floorDiv(millis, HOUR), (long) DayBuckets.HOURS);
  }

  /**
   * The hourly digests of the items that were added.
   *
   * @return 24 buckets; nothing may be added from here on
   */
  public List<HourBucket> buckets() {
    List<HourBucket> buckets = new ArrayList<>();
    for (int hour = 0; hour < DayBuckets.HOURS; hour++) {
      buckets.add(hours[hour].bucket(hour, algorithm));
    }
    return buckets;
  }

  /** The lines of an hour, digested many at a time: there are millions. */
  private static final class Hour {

    private final MessageDigest digest;
    private final byte[] lines = new byte[8192];
    private int length;
    private long count;

    Hour(MessageDigest digest) {
      this.digest = digest;
    }

    void add(MessageId id, ContentHash item) {
      String name = id.toString();
      String text = item.shortText();
      if (length + name.length() + text.length() + 2 > lines.length) {
        flush();
      }
      put(name, ' ');
      put(text, '\n');
      count++;
    }

    private void put(String text, char end) {
      byte[] ascii = text.getBytes(StandardCharsets.ISO_8859_1);
      System.arraycopy(ascii, 0, lines, length, ascii.length);
      length += ascii.length;
      lines[length++] = (byte) end;
    }

    private void flush() {
      digest.update(lines, 0, length);
      length = 0;
    }

    HourBucket bucket(int hour, HashAlgorithm algorithm) {
      flush();
      return new HourBucket(hour, count, ContentHash.of(digest, algorithm).shortText());
    }
  }
}
