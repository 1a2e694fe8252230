package io.github.citydc.exchange.usage;

import io.github.citydc.exchange.ItemRange;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.RefusedException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The limit of reads that a grant allows a day, of UTC+8: pages and queries together, as the log of
 * uses counts them. What other processes of the node have answered counts after ten seconds at the
 * latest. Thread-safe.
 */
public final class ReadLimit {

  private static final Duration FRESH = Duration.ofSeconds(10);

  private final UseLog log;
  private final Map<String, Counter> counters = new ConcurrentHashMap<>();

  private ReadLimit(UseLog log) {
    this.log = log;
  }

  /**
   * Limits by what a log has.
   *
   * @param log of the providing node
   * @return the limit
   */
  public static ReadLimit by(UseLog log) {
    return new ReadLimit(log);
  }

  /**
   * Requires that a grant allows one more read today, and counts it.
   *
   * @param grant its id
   * @param mostPerDay how many it allows
   * @param now the time
   * @throws RefusedException with {@code rate-limited} if it has been used up for today; it says
   *     when to come again
   */
  public void require(String grant, int mostPerDay, Instant now) {
    LocalDate today = LocalDate.ofInstant(now, ItemRange.OFFSET);
    Counter counter = counters.computeIfAbsent(grant, unknown -> new Counter());
    if (!counter.take(today, mostPerDay, now, grant)) {
      throw new RefusedException(
          ProblemCode.RATE_LIMITED,
          "The grant " + grant + " allows " + mostPerDay + " reads a day",
          Duration.between(now, ItemRange.start(today.plusDays(1), 0)));
    }
  }

  /** How many reads of a day are known. */
  private final class Counter {

    private LocalDate day = LocalDate.MIN;
    private Instant countedAt = Instant.MIN;
    private long reads;

    synchronized boolean take(LocalDate today, int most, Instant now, String grant) {
      boolean isFresh =
          today.equals(day) && !now.isBefore(countedAt) && now.isBefore(countedAt.plus(FRESH));
      if (!isFresh) {
        reads = log.count(grant, ItemRange.start(today, 0));
        day = today;
        countedAt = now;
      }
      if (reads >= most) {
        return false;
      }
      reads++;
      return true;
    }
  }
}
