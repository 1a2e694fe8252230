package io.github.citydc.exchange;

import io.github.citydc.exchange.security.SharedRates;
import io.github.citydc.naming.node.NodeId;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The requests of one node in a second. This process alone never admits more than the limit; where
 * several processes share a count, a sixteenth of the limit is admitted without asking, and all
 * beyond is taken from the count, a sixteenth at a time. While the count is in trouble, the process
 * limits alone. Thread-safe.
 */
final class SenderRate {

  private static final Logger LOG = LoggerFactory.getLogger("io.github.citydc.exchange.receiver");
  private static final int SHARE = 16;
  private static final long SECOND = 1_000_000_000L;

  private final NodeId sender;
  private final int perSecond;
  private final Optional<SharedRates> shared;
  private final LongSupplier nanoTime;
  private final TokenBucket own;
  private final TokenBucket unasked;
  private int owed;
  private int held;
  private long askedAt;
  private long silence;
  private boolean alone;

  /**
   * Nothing was sent yet.
   *
   * @param sender the sending node
   * @param perSecond how many requests it may send in a second
   * @param shared the count of all processes, if there is one
   * @param nanoTime as {@link System#nanoTime}
   */
  SenderRate(NodeId sender, int perSecond, Optional<SharedRates> shared, LongSupplier nanoTime) {
    this.sender = sender;
    this.perSecond = perSecond;
    this.shared = shared;
    this.nanoTime = nanoTime;
    this.own = new TokenBucket(perSecond, nanoTime);
    this.unasked = new TokenBucket(perSecond / SHARE, nanoTime);
    this.askedAt = nanoTime.getAsLong();
  }

  /** Whether one more may be admitted; it counts then. */
  synchronized boolean take() {
    if (!own.take()) {
      return false;
    }
    boolean admitted = shared.map(this::takeFrom).orElse(true);
    if (!admitted) {
      own.giveBack();
    }
    return admitted;
  }

  private boolean takeFrom(SharedRates rates) {
    if (unasked.take()) {
      owed = Math.min(perSecond, owed + 1);
      return true;
    }
    long since = nanoTime.getAsLong() - askedAt;
    if (since > SECOND) {
      held = 0;
    }
    if (held == 0 && since >= silence) {
      ask(rates);
    }
    if (held == 0) {
      return alone;
    }
    held--;
    return true;
  }

  /** What is not given is not asked for again before it can have come free. */
  private void ask(SharedRates rates) {
    int some = Math.max(1, perSecond / SHARE);
    try {
      held = rates.take(sender, perSecond, owed, some);
      owed = 0;
      alone = false;
      silence = held == 0 ? SECOND * some / perSecond : 0;
    } catch (RuntimeException e) {
      LOG.debug("The rate of {} is counted by this process alone for a second", sender, e);
      alone = true;
      silence = SECOND;
    }
    askedAt = nanoTime.getAsLong();
  }

  /** One that was admitted does not count after all. */
  synchronized void giveBack() {
    own.giveBack();
    if (shared.isPresent()) {
      held = Math.min(perSecond, held + 1);
    }
  }
}
