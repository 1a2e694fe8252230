package io.github.citydc.naming.node;

import io.github.citydc.code.ChinaTime;
import io.github.citydc.internal.BoundedTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A cache of the answers of another directory, including the answer that a node does not exist.
 * While that directory is unavailable, the last good answer is used for a limited time. An answer
 * that was found untrustworthy does not take the place of a good one.
 *
 * <p>Safe for use by several threads. Two threads that ask for the same node at the same time may
 * both ask the other directory.
 */
public final class CachedDirectory implements NodeDirectory {

  private static final Logger LOG = LoggerFactory.getLogger(CachedDirectory.class);

  private final NodeDirectory source;
  private final Times times;
  private final Clock clock;
  private final Map<NodeId, Answer> answers;

  private CachedDirectory(NodeDirectory source, Times times, Clock clock) {
    this.source = source;
    this.times = times;
    this.clock = clock;
    this.answers =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<NodeId, Answer> eldest) {
            return size() > times.capacity();
          }
        };
  }

  /**
   * The times for which cached answers are valid.
   *
   * @param found how long the answer that a node is there is not asked for again
   * @param notFound the same for the answer that it is not there
   * @param lastGood how long after that a found node may be used while the directory cannot be
   *     asked
   * @param retry the time after a failure in which the directory is not queried again, if there is
   *     a last good answer
   * @param capacity how many answers are remembered
   */
  public record Times(
      Duration found, Duration notFound, Duration lastGood, Duration retry, int capacity) {

    /**
     * Five minutes, half a minute, a day, ten seconds, 10 000 answers.
     *
     * @return the times
     */
    public static Times standard() {
      return new Times(
          Duration.ofMinutes(5),
          Duration.ofSeconds(30),
          Duration.ofDays(1),
          Duration.ofSeconds(10),
          10_000);
    }
  }

  /** What was answered, until when it holds, and until when it may be used in need. */
  private record Answer(Optional<NodeEntry> entry, Instant fresh, Instant usable) {}

  /**
   * Remembers answers for the standard times.
   *
   * @param source the directory that is asked
   * @return a directory
   */
  public static CachedDirectory of(NodeDirectory source) {
    return of(source, Times.standard(), ChinaTime.clock());
  }

  /**
   * Remembers answers.
   *
   * @param source the directory that is asked
   * @param times how long
   * @param clock tells the time
   * @return a directory
   */
  public static CachedDirectory of(NodeDirectory source, Times times, Clock clock) {
    return new CachedDirectory(source, times, clock);
  }

  @Override
  public Optional<NodeEntry> find(NodeId node) {
    Answer known = recall(node);
    Instant now = clock.instant();
    if (known != null && isFresh(known, now)) {
      return known.entry();
    }
    try {
      Optional<NodeEntry> entry = source.find(node);
      Instant fresh = BoundedTime.after(now, lasting(entry));
      remember(node, new Answer(entry, fresh, BoundedTime.after(fresh, times.lastGood())));
      return entry;
    } catch (RuntimeException | Error e) {
      if (known == null || known.entry().isEmpty() || !now.isBefore(known.usable())) {
        throw e;
      }
      LOG.warn(
          "Going on with the last good entry of {}: {}",
          node,
          e instanceof DirectoryException ? e.getMessage() : e.getClass().getName());
      remember(
          node, new Answer(known.entry(), BoundedTime.after(now, times.retry()), known.usable()));
      return known.entry();
    }
  }

  /** What was asked while the clock was ahead is asked again. */
  private boolean isFresh(Answer known, Instant now) {
    Duration longest = lasting(known.entry());
    Duration longer = longest.compareTo(times.retry()) > 0 ? longest : times.retry();
    return now.isBefore(known.fresh()) && !known.fresh().isAfter(BoundedTime.after(now, longer));
  }

  private Duration lasting(Optional<NodeEntry> entry) {
    return entry.isPresent() ? times.found() : times.notFound();
  }

  private @Nullable Answer recall(NodeId node) {
    synchronized (answers) {
      return answers.get(node);
    }
  }

  private void remember(NodeId node, Answer answer) {
    synchronized (answers) {
      answers.put(node, answer);
    }
  }
}
