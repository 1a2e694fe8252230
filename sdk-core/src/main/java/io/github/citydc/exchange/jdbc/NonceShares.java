package io.github.citydc.exchange.jdbc;

import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.RefusedException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts the nonces of each node that this process has put into the table and that are not over, so
 * that no node fills it. Thread-safe.
 */
final class NonceShares {

  private static final Duration PAUSE = Duration.ofSeconds(5);

  private final int perNode;
  private final Map<String, Share> byNode = new ConcurrentHashMap<>();

  /**
   * Nothing is counted yet.
   *
   * @param perNode how many nonces a node may have
   */
  NonceShares(int perNode) {
    this.perNode = perNode;
  }

  /**
   * Counts a nonce.
   *
   * @param keyId the keys of a node share what it has
   * @param until when the nonce is over
   * @param now the time
   * @throws RefusedException with {@code rate-limited} if the node has as many as it may have
   */
  void take(String keyId, Instant until, Instant now) {
    if (!share(keyId).take(until.getEpochSecond(), now.getEpochSecond())) {
      throw new RefusedException(
          ProblemCode.RATE_LIMITED,
          "This node remembers at most " + perNode + " signatures of a node at a time",
          PAUSE);
    }
  }

  /** The nonce did not get into the table. */
  void giveBack(String keyId, Instant until) {
    share(keyId).giveBack(until.getEpochSecond());
  }

  private Share share(String keyId) {
    int end = keyId.lastIndexOf('#');
    return byNode.computeIfAbsent(end < 0 ? keyId : keyId.substring(0, end), node -> new Share());
  }

  /** The nonces of one node, by the second in which they are over. */
  private final class Share {

    private final TreeMap<Long, Integer> bySecond = new TreeMap<>();
    private int all;

    private synchronized boolean take(long until, long now) {
      while (!bySecond.isEmpty() && bySecond.firstKey() < now) {
        all -= bySecond.pollFirstEntry().getValue();
      }
      if (all >= perNode) {
        return false;
      }
      bySecond.merge(until, 1, Integer::sum);
      all++;
      return true;
    }

    private synchronized void giveBack(long until) {
      if (bySecond.computeIfPresent(until, (second, count) -> count - 1) != null) {
        all--;
      }
    }
  }
}
