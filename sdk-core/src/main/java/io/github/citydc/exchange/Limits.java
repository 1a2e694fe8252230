package io.github.citydc.exchange;

import io.github.citydc.internal.BoundedTime;
import io.github.citydc.model.WithBuilder;
import java.time.Duration;

/**
 * The limits of a receiver for sizes, rates and times: interface standard §4. {@code GET /node}
 * shows what a sender should know of it.
 *
 * <pre>{@code
 * ExchangeReceiver.builder().limits(Limits.builder().bodySize(1 << 20).build())
 * }</pre>
 *
 * <p>Made and copied with its builder: the constructor is not API, since a later minor version adds
 * members.
 *
 * @param bodySize the largest body of a message, in bytes, at least 64 KiB: what every node takes
 * @param requests how many requests are handled at once; more are {@code unavailable}
 * @param waiting how many more may wait for that, fully received, in a server that has a queue
 * @param bufferedBytes how many bytes of bodies a server keeps in memory at once, those that are
 *     still arriving included; more are {@code unavailable}. At least the largest body
 * @param requestsPerNode how many requests of one node are handled at once, by this process; more
 *     are {@code rate-limited}
 * @param requestsPerSecond how many requests of one node are handled in a second, by all processes
 *     on one database together; more are {@code rate-limited}. A process admits a sixteenth of them
 *     without asking the database
 * @param unverifiedPerSecond how many requests that are not verified get a signed answer in a
 *     second; more get a bare status 429. Verified requests never count
 * @param unverifiedPerAddress how many of these may come from one address, so that it does not use
 *     up the budget of all. Behind a proxy all come from its address: set both to the same number
 * @param bodyTime how long the body of a request may take to arrive
 * @param bytesPerSecond how fast a body must arrive at least, measured from its fifth second on
 */
@WithBuilder
public record Limits(
    int bodySize,
    int requests,
    int waiting,
    long bufferedBytes,
    int requestsPerNode,
    int requestsPerSecond,
    int unverifiedPerSecond,
    int unverifiedPerAddress,
    Duration bodyTime,
    int bytesPerSecond) {

  /** The limits that every node supports. */
  public static final int LEAST_BODY_SIZE = 64 * 1024;

  private static final int STANDARD_BODY_SIZE = 4 * 1024 * 1024;
  private static final int LEAST_BUFFER = 16 * 1024 * 1024;
  private static final int SHARE_OF_HEAP = 8;

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is too small to receive anything
   */
  public Limits {
    require(bodySize >= LEAST_BODY_SIZE, "A body has at least 64 KiB", bodySize);
    require(requests >= 1, "At least one request is handled at once", requests);
    require(waiting >= 0, "Not fewer than none can wait", waiting);
    require(bufferedBytes >= bodySize, "The largest body must find room", bufferedBytes);
    require(requestsPerNode >= 1, "A node has at least one request", requestsPerNode);
    require(requestsPerSecond >= 1, "A node has at least one request a second", requestsPerSecond);
    require(unverifiedPerSecond >= 0, "Not fewer than none are signed", unverifiedPerSecond);
    require(unverifiedPerAddress >= 0, "Not fewer than none are signed", unverifiedPerAddress);
    require(BoundedTime.millis(bodyTime) >= 1, "A body takes some time", bodyTime);
    require(bytesPerSecond >= 0, "A rate is not negative", bytesPerSecond);
  }

  /**
   * 4 MiB a message, 64 requests at once and 256 waiting, an eighth of the heap for bodies, but at
   * least 16 MiB, 32 requests at once and 5,000 per second of one node, 50 signed answers per
   * second to requests that are not verified, 10 of them for one address, a minute and 4 KiB per
   * second for a body.
   *
   * @return the limits of a receiver that was given none
   */
  public static Limits standard() {
    return new Limits(
        STANDARD_BODY_SIZE,
        64,
        256,
        Math.max(LEAST_BUFFER, Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP),
        32,
        5_000,
        50,
        10,
        Duration.ofSeconds(60),
        4 * 1024);
  }

  private static void require(boolean holds, String rule, Object value) {
    if (!holds) {
      throw new IllegalArgumentException(rule + ": " + value);
    }
  }

  /**
   * A builder that begins as {@link #standard}.
   *
   * @return the builder
   */
  public static LimitsBuilder builder() {
    return LimitsBuilder.builder(standard());
  }

  /**
   * A builder that begins as this.
   *
   * @return the builder
   */
  public LimitsBuilder toBuilder() {
    return LimitsBuilder.builder(this);
  }
}
