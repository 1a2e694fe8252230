package io.github.citydc.exchange.batch.reception;

import io.github.citydc.naming.node.NodeId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * The turns of senders on the workers of a receiver, by what was worked for each before. An account
 * of each sender grows with the time that is worked for it, divided by its weight. A turn ends when
 * its sender is half a share ahead of the one that waits: so those with much to do share the time
 * by weight, and one who had little done lately has not to wait for the share of another to be
 * over. Nobody saves more than half a share while it sends nothing, and nobody owes more.
 * Thread-safe.
 */
final class FairTurns {

  /** The longest turn of a sender with the weight 1 while others wait. */
  static final Duration SHARE = Duration.ofMillis(200);

  private static final long HALF = SHARE.toNanos() / 2;

  /** Weights divide times with a remainder. */
  private static final long TOLERANCE = Duration.ofMillis(1).toNanos();

  /** Senders that are remembered; those that are behind all others are forgotten first. */
  private static final int MOST = 10_000;

  private final Map<NodeId, Long> worked = new HashMap<>();

  /** The account of the last sender that was worked for. */
  private long latest;

  /** Begins the turn of a sender. */
  Turn begin(NodeId sender, int weight, Instant now) {
    return new Turn(sender, weight, now, opened(sender));
  }

  private synchronized long opened(NodeId sender) {
    long least = latest - HALF;
    return Math.min(latest + HALF, Math.max(least, worked.getOrDefault(sender, least)));
  }

  private synchronized long of(NodeId sender) {
    return worked.getOrDefault(sender, latest - HALF);
  }

  private synchronized void close(NodeId sender, long account) {
    latest = account;
    worked.put(sender, account);
    if (worked.size() > MOST) {
      worked.values().removeIf(each -> each <= account - HALF);
    }
  }

  /** One turn. One thread at a time. */
  final class Turn {

    private final NodeId sender;
    private final int weight;
    private final Instant begin;
    private final long opened;

    private Turn(NodeId sender, int weight, Instant begin, long opened) {
      this.sender = sender;
      this.weight = weight;
      this.begin = begin;
      this.opened = opened;
    }

    /** Whether the other is to be worked for now. */
    boolean isOver(NodeId other, Instant now) {
      long waiting = Math.min(of(other), opened + HALF);
      return account(now) >= waiting + HALF - TOLERANCE;
    }

    /** Notes what was worked. */
    void end(Instant now) {
      close(sender, account(now));
    }

    /** A clock that is set back does not give time back. */
    private long account(Instant now) {
      long passed = now.isAfter(begin) ? Duration.between(begin, now).toNanos() : 0;
      return opened + passed / weight;
    }
  }
}
