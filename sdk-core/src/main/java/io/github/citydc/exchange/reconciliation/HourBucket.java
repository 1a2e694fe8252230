package io.github.citydc.exchange.reconciliation;

/**
 * The count and the digest of the items accepted in one hour. Equal buckets mean equal items.
 *
 * @param hour 0 to 23, of UTC+8
 * @param count how many items
 * @param digest SHA-256 over a line {@code <id> <digest>\n} for each item, sorted by id; 64 digits
 *     of lower-case hex
 */
public record HourBucket(int hour, long count, String digest) {}
