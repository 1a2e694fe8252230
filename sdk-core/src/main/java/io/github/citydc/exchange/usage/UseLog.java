package io.github.citydc.exchange.usage;

import io.github.citydc.exchange.archive.Archive;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A log of the uses of the data that a node shares. State Council Decree 809, article 29: the
 * records of use are kept for three years at least, and the authority may look into them.
 * Implementations are thread-safe, also across processes that share the log. Every method throws
 * {@link io.github.citydc.exchange.message.StorageException} if the log fails.
 *
 * <p>To be implemented by applications: a minor version adds to it only methods that have a
 * default.
 */
public interface UseLog {

  /** How many years a record of use is kept at least: Decree 809, article 29. */
  int YEARS_KEPT = 3;

  /**
   * Adds records of use. They are on the disk when this returns: only then the data is given away.
   *
   * @param uses what was read, in one answer
   */
  void add(List<Use> uses);

  /**
   * Adds records of use, all or none, as {@link #add} does: none if a grant would have had more
   * reads than it allows. By default the log is counted and added to by one thread at a time, which
   * is exact within one process; an implementation for several is exact across them.
   *
   * @param uses what was read, in one answer
   * @param mostPerDay how many reads the grants allow that limit them, by their ids
   * @param since when the day began
   * @return false if nothing was recorded, since a grant allows no more
   */
  default boolean addWithin(List<Use> uses, Map<String, Integer> mostPerDay, Instant since) {
    synchronized (this) {
      boolean fits =
          mostPerDay.entrySet().stream()
              .allMatch(
                  most ->
                      count(most.getKey(), since) + reads(uses, most.getKey()) <= most.getValue());
      if (fits) {
        add(uses);
      }
      return fits;
    }
  }

  private static long reads(List<Use> uses, String grant) {
    return uses.stream()
        .filter(use -> use.kind() != UseKind.FILE && use.grant().filter(grant::equals).isPresent())
        .count();
  }

  /**
   * Counts the pages and queries that were answered under a grant; files are not counted.
   *
   * @param grant its id
   * @param since used at this time or later
   * @return how many there are
   */
  long count(String grant, Instant since);

  /**
   * Lists records of use, the newest first.
   *
   * @param filter which
   * @param before their positions are less; {@link Long#MAX_VALUE} for the newest
   * @param max the largest number, from 1
   * @return the last ones, by falling position
   */
  List<LoggedUse> latest(UseFilter filter, long before, int max);

  /**
   * Lists records of use, the oldest first.
   *
   * @param filter which
   * @param after their positions are greater; 0 for the oldest
   * @param max the largest number, from 1
   * @return the first ones, by position
   */
  List<LoggedUse> list(UseFilter filter, long after, int max);

  /**
   * Moves old records of use to an archive.
   *
   * @param usedBefore only those from before this time
   * @param max the largest number, from 1
   * @param archive keeps them before they are deleted
   * @return how many were moved; fewer than {@code max} are the last
   * @throws IllegalArgumentException if the time is not {@value #YEARS_KEPT} years ago; the message
   *     cites the article
   */
  int forget(Instant usedBefore, int max, Archive<Use> archive);
}
