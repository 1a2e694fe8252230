package io.github.citydc.signing.http;

import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.VerificationException;
import io.github.citydc.exchange.security.ReplayGuard;
import io.github.citydc.signing.DigestAlgorithm;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
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
 * <p><b>Security guarantees.</b> Within one process, a nonce is claimed once within its time. When
 * the bound is reached, further claims fail with {@code unavailable} until time has passed; no
 * nonce is dropped early, because that would let old messages in again. Only senders whose
 * signature was verified get this far.
 */
public final class InMemoryReplayGuard implements ReplayGuard {

  private static final int DEFAULT_CAPACITY = 1_000_000;

  private final int capacity;
  private final Clock clock;
  private final Object lock = new Object();
  private final Set<Claim> claims = new HashSet<>();
  private final TreeMap<Long, List<Claim>> ends = new TreeMap<>();

  /**
   * A guard for a million nonces, about 100 MB when full: 3,000 messages a second at the usual
   * window.
   *
   * @param clock that of the verifier; it says which nonces may be forgotten
   */
  public InMemoryReplayGuard(Clock clock) {
    this(DEFAULT_CAPACITY, clock);
  }

  /**
   * A guard.
   *
   * @param capacity how many nonces it remembers at most
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
      if (claims.size() >= capacity) {
        throw new VerificationException(
            ProblemCode.UNAVAILABLE, "too many signatures to remember at present");
      }
      claims.add(claim);
      ends.computeIfAbsent(until.getEpochSecond(), second -> new ArrayList<>()).add(claim);
    }
  }

  private void forgetBefore(long now) {
    while (!ends.isEmpty() && ends.firstKey() < now) {
      ends.pollFirstEntry().getValue().forEach(claims::remove);
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
