package io.github.citydc.exchange;

import java.util.function.LongSupplier;

/**
 * A budget of so many per second, of which a second's worth can be saved up. What was taken can be
 * given back. Thread-safe.
 */
final class TokenBucket {

  private static final double NANOS_PER_SECOND = 1e9;

  private final int perSecond;
  private final LongSupplier nanoTime;
  private double tokens;
  private long filledAt;

  /**
   * A full bucket.
   *
   * @param perSecond how many are refilled per second, and fit; from 0
   * @param nanoTime as {@link System#nanoTime}
   */
  TokenBucket(int perSecond, LongSupplier nanoTime) {
    this.perSecond = perSecond;
    this.nanoTime = nanoTime;
    this.tokens = perSecond;
    this.filledAt = nanoTime.getAsLong();
  }

  synchronized boolean take() {
    long now = nanoTime.getAsLong();
    double refilled = (now - filledAt) / NANOS_PER_SECOND * perSecond;
    tokens = Math.min(perSecond, tokens + refilled);
    filledAt = now;
    if (tokens < 1) {
      return false;
    }
    tokens -= 1;
    return true;
  }

  synchronized void giveBack() {
    tokens = Math.min(perSecond, tokens + 1);
  }
}
