package io.github.citydc.exchange.usage;

import io.github.citydc.exchange.ItemRange;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.RefusedException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The limit of reads that a grant allows a day, of UTC+8: pages and queries together, as the log of
 * uses counts them. An answer is recorded only within the limit, whatever processes of the node
 * record at the same time; what is used up is refused before anything is looked for, where that is
 * known. Thread-safe.
 *
 * <pre>{@code
 * limit.require(grant, most, now);
 * … // find what was asked for
 * limit.add(uses, Map.of(grant, most), now);
 * … // give it away
 * }</pre>
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
   * Requires that a grant was not used up for today when it was last counted, ten seconds ago at
   * most. Counts nothing.
   *
   * @param grant its id
   * @param mostPerDay how many reads it allows
   * @param now the time
   * @throws RefusedException with {@code rate-limited} if it has been used up for today; it says
   *     when to come again
   */
  public void require(String grant, int mostPerDay, Instant now) {
    if (counter(grant).reads(grant, now) >= mostPerDay) {
      throw usedUp(grant, mostPerDay, now);
    }
  }

  /**
   * Adds records of use to the log, within the limits. They are on the disk when this returns: only
   * then the data is given away.
   *
   * @param uses what was read, in one answer
   * @param mostPerDay how many reads the grants allow that limit them, by their ids
   * @param now the time
   * @throws RefusedException with {@code rate-limited} if a grant does not allow them today;
   *     nothing is recorded then
   */
  public void add(List<Use> uses, Map<String, Integer> mostPerDay, Instant now) {
    if (mostPerDay.isEmpty()) {
      log.add(uses);
    } else if (!log.addWithin(uses, mostPerDay, start(now))) {
      mostPerDay.keySet().forEach(grant -> counter(grant).forget());
      mostPerDay.forEach((grant, most) -> require(grant, most, now));
      Map.Entry<String, Integer> one = mostPerDay.entrySet().iterator().next();
      throw usedUp(one.getKey(), one.getValue(), now);
    }
  }

  private Counter counter(String grant) {
    return counters.computeIfAbsent(grant, unknown -> new Counter());
  }

  private static RefusedException usedUp(String grant, int mostPerDay, Instant now) {
    return new RefusedException(
        ProblemCode.RATE_LIMITED,
        "The grant " + grant + " allows " + mostPerDay + " reads a day",
        Duration.between(now, ItemRange.start(day(now).plusDays(1), 0)));
  }

  private static LocalDate day(Instant now) {
    return LocalDate.ofInstant(now, ItemRange.OFFSET);
  }

  private static Instant start(Instant now) {
    return ItemRange.start(day(now), 0);
  }

  /** How many reads of a day were known, and when. */
  private final class Counter {

    private Instant since = Instant.MIN;
    private Instant countedAt = Instant.MIN;
    private long reads;

    synchronized long reads(String grant, Instant now) {
      boolean isFresh =
          since.equals(start(now))
              && !now.isBefore(countedAt)
              && now.isBefore(countedAt.plus(FRESH));
      if (!isFresh) {
        since = start(now);
        countedAt = now;
        reads = log.count(grant, since);
      }
      return reads;
    }

    synchronized void forget() {
      since = Instant.MIN;
    }
  }
}
