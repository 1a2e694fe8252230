package io.github.citydc.signing.http;

import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.RefusedException;
import io.github.citydc.exchange.message.VerificationException;
import io.github.citydc.exchange.security.ReplayGuard;
import io.github.citydc.signing.DigestAlgorithm;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A replay guard in the memory of one process, for tests and for nodes without a database. Where
 * there is a database, use {@code io.github.citydc.exchange.jdbc.JdbcReplayGuard}. Thread-safe.
 *
 * <p><b>What it does not cover.</b> It forgets every nonce when the process ends: a request that
 * was accepted before a restart is accepted once more after it, as long as its signature is within
 * the window. It knows nothing of other processes: of two instances behind one address, each
 * accepts the same request once.
 *
 * <p><b>Security guarantees.</b> Within one process, a nonce is claimed once within its time. No
 * nonce is dropped early, because that would let old messages in again. A node may have as many
 * nonces here as are still free, so it fills half of the memory at most, two that try a third each,
 * and there is always room for the others; beyond that its claims fail with {@code rate-limited}
 * until time has passed. Only senders whose signature was verified get this far.
 */
public final class InMemoryReplayGuard implements ReplayGuard {

  private static final int DEFAULT_CAPACITY = 1_000_000;
  private static final Duration PAUSE = Duration.ofSeconds(5);

  private final int capacity;
  private final Clock clock;
  private final Object lock = new Object();
  private final Set<Claim> claims = new HashSet<>();
  private final Map<String, Node> nodes = new HashMap<>();
  private final TreeMap<Long, List<Remembered>> ends = new TreeMap<>();

  private record Remembered(Claim claim, Node node) {}

  private static final class Node {
    private final String id;
    private int nonces;

    private Node(String id) {
      this.id = id;
    }
  }

  /**
   * A guard for a million nonces, about 100 MB when full: 3,000 messages a second at the usual
   * window, of one node half as many.
   *
   * @param clock that of the verifier; it says which nonces may be forgotten
   */
  public InMemoryReplayGuard(Clock clock) {
    this(DEFAULT_CAPACITY, clock);
  }

  /**
   * A guard.
   *
   * @param capacity how many nonces it remembers at most, those of all nodes together
   * @param clock that of the verifier; it says which nonces may be forgotten
   * @throws IllegalArgumentException if the capacity is not positive
   */
  public InMemoryReplayGuard(int capacity, Clock clock) {
    if (capacity <= 0) {
      throw new IllegalArgumentException("A replay guard remembers at least one nonce");
    }
    this.capacity = capacity;
    this.clock = clock;
  }

  @Override
  public void claim(String keyId, String nonce, Instant until) {
    Claim claim = Claim.of(keyId, nonce);
    long now = clock.instant().getEpochSecond();
    synchronized (lock) {
      forgetBefore(now);
      if (claims.contains(claim)) {
        throw new VerificationException(
            ProblemCode.REPLAYED, "the nonce of this signature was used before");
      }
      Node node = withRoom(nodeOf(keyId));
      node.nonces++;
      claims.add(claim);
      ends.computeIfAbsent(until.getEpochSecond(), second -> new ArrayList<>())
          .add(new Remembered(claim, node));
    }
  }

  private Node withRoom(String id) {
    Node node = nodes.getOrDefault(id, new Node(id));
    if (node.nonces >= capacity - claims.size()) {
      throw new RefusedException(
          ProblemCode.RATE_LIMITED,
          "This node can remember no more signatures of the sender at present",
          PAUSE);
    }
    nodes.put(id, node);
    return node;
  }

  /** The keys of a node share what it has; a key id without a node is one of its own. */
  private static String nodeOf(String keyId) {
    int end = keyId.lastIndexOf('#');
    return end < 0 ? keyId : keyId.substring(0, end);
  }

  private void forgetBefore(long now) {
    while (!ends.isEmpty() && ends.firstKey() < now) {
      ends.pollFirstEntry().getValue().forEach(this::forget);
    }
  }

  private void forget(Remembered nonce) {
    claims.remove(nonce.claim());
    if (--nonce.node().nonces == 0) {
      nodes.remove(nonce.node().id);
    }
  }

  /** A key id and a nonce in 16 bytes: half of their SHA-256. */
  private record Claim(long high, long low) {

    static Claim of(String keyId, String nonce) {
      byte[] text = (keyId + "\n" + nonce).getBytes(StandardCharsets.UTF_8);
      ByteBuffer digest = ByteBuffer.wrap(DigestAlgorithm.SHA_256.digest(text));
      return new Claim(digest.getLong(), digest.getLong());
    }
  }
}
