package io.github.citydc.exchange;

import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.RefusedException;
import io.github.citydc.exchange.security.SharedRates;
import io.github.citydc.naming.node.NodeId;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;

/**
 * Lets in as many requests as a receiver can serve: of all together before anything is verified,
 * since that costs time; of one node after it is known that they are of this node. Requests that
 * are not verified get no more signed answers than their budget has. Thread-safe.
 */
final class Admission {

  private static final int REMEMBERED = 10_000;
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final Limits limits;
  private final Optional<SharedRates> shared;
  private final Semaphore all;
  private final Map<NodeId, Quota> byNode = new LinkedHashMap<>(16, 0.75f, true);

  private final TokenBucket signatures;
  private final Map<String, TokenBucket> byAddress = new LinkedHashMap<>(16, 0.75f, true);
  private final LongSupplier nanoTime;

  private record Quota(Semaphore places, SenderRate rate) {}

  /** A request that was admitted in the name of a node. */
  interface Taken {

    /** Makes room for another. */
    void leave();

    /** The request does not count for the rate of the node. */
    void giveBack();
  }

  /**
   * Everything is free.
   *
   * @param limits how much may be let in
   * @param shared counts what nodes send to all processes of the receiver, if there are several
   * @param nanoTime as {@link System#nanoTime}
   */
  Admission(Limits limits, Optional<SharedRates> shared, LongSupplier nanoTime) {
    this.limits = limits;
    this.shared = shared;
    this.nanoTime = nanoTime;
    this.all = new Semaphore(limits.requests());
    this.signatures = new TokenBucket(limits.unverifiedPerSecond(), nanoTime);
  }

  /**
   * Whether the answer to a request that is not verified is still signed.
   *
   * @param address where it came from, if that is known
   * @return false if the share of the address, or the budget of all, is used up at present
   */
  boolean mayBeSigned(Optional<String> address) {
    return address.map(this::share).map(TokenBucket::take).orElse(true) && signatures.take();
  }

  private TokenBucket share(String address) {
    synchronized (byAddress) {
      TokenBucket share =
          byAddress.computeIfAbsent(
              address, unknown -> new TokenBucket(limits.unverifiedPerAddress(), nanoTime));
      if (byAddress.size() > REMEMBERED) {
        byAddress.remove(byAddress.keySet().iterator().next());
      }
      return share;
    }
  }

  /** Of how many addresses something is remembered. */
  int rememberedAddresses() {
    synchronized (byAddress) {
      return byAddress.size();
    }
  }

  /**
   * Admits a request from any sender.
   *
   * @return its place
   * @throws RefusedException with {@code unavailable} if all are taken
   */
  Slot enter() {
    if (!all.tryAcquire()) {
      throw new RefusedException(
          ProblemCode.UNAVAILABLE, "This node is busy; nothing of the request was read", SECOND);
    }
    return all::release;
  }

  /**
   * Admits a request of a node.
   *
   * @param node the sending node, verified
   * @return its place
   * @throws RefusedException with {@code rate-limited} if the node has too many, at once or in this
   *     second
   */
  Taken enter(NodeId node) {
    Quota quota = quota(node);
    if (!quota.rate().take()) {
      throw limited("handles " + limits.requestsPerSecond() + " requests of a node in a second");
    }
    if (!quota.places().tryAcquire()) {
      throw limited("handles " + limits.requestsPerNode() + " requests of a node at once");
    }
    return new Taken() {
      @Override
      public void leave() {
        quota.places().release();
      }

      @Override
      public void giveBack() {
        quota.rate().giveBack();
      }
    };
  }

  private static RefusedException limited(String rule) {
    return new RefusedException(ProblemCode.RATE_LIMITED, "This node " + rule, SECOND);
  }

  private Quota quota(NodeId node) {
    synchronized (byNode) {
      Quota quota = byNode.computeIfAbsent(node, this::newQuota);
      if (byNode.size() > REMEMBERED) {
        byNode.remove(byNode.keySet().iterator().next());
      }
      return quota;
    }
  }

  /** Of how many nodes something is remembered. */
  int remembered() {
    synchronized (byNode) {
      return byNode.size();
    }
  }

  private Quota newQuota(NodeId node) {
    return new Quota(
        new Semaphore(limits.requestsPerNode()),
        new SenderRate(node, limits.requestsPerSecond(), shared, nanoTime));
  }
}
