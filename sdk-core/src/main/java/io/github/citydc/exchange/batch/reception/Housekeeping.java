package io.github.citydc.exchange.batch.reception;

import io.github.citydc.exchange.Health;
import io.github.citydc.exchange.batch.BatchClaim;
import io.github.citydc.exchange.batch.BatchManifest;
import io.github.citydc.exchange.batch.BatchPart;
import io.github.citydc.exchange.content.ContentKey;
import io.github.citydc.exchange.content.internal.ContentKeeper;
import io.github.citydc.exchange.internal.Interval;
import io.github.citydc.internal.BoundedTime;
import io.github.citydc.naming.node.NodeId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Removes parts that are no longer needed. Thread-safe. */
final class Housekeeping {

  private static final Duration BETWEEN_LOOKS = Duration.ofMinutes(1);

  /** After so long without a look, or so many looks that failed, health says so. */
  private static final Duration LONGEST_SILENCE = Duration.ofMinutes(15);

  private static final int FAILURES = 3;

  /** For a part that was found and is just being claimed by a manifest. */
  private static final Duration CLAIMING = Duration.ofMinutes(1);

  private final ContentKeeper parts;
  private final Duration keeping;
  private final Clock clock;
  private final Interval looks = new Interval(BETWEEN_LOOKS);
  private volatile Optional<Instant> started = Optional.empty();
  private volatile Optional<Instant> lastLook = Optional.empty();
  private volatile int failures;

  Housekeeping(BatchReception reception, Clock clock) {
    this.parts = reception.keeper();
    this.keeping = reception.keeping();
    this.clock = clock;
  }

  /**
   * After a batch: its parts, unless another needs them, they were wanted since, or another upload
   * may still rely on having been told that they are there.
   */
  void after(BatchClaim done) {
    Instant accepted = done.entry().acceptedAt().toInstant();
    Instant kept = BoundedTime.before(clock.instant(), keeping);
    Instant until = kept.isBefore(accepted) ? kept : accepted;
    BatchManifest manifest = done.entry().manifest();
    manifest.parts().stream()
        .map(BatchPart::digest)
        .distinct()
        .map(digest -> ContentKey.batchPart(manifest.sender(), digest))
        .forEach(part -> ContentKeeper.quietly(() -> parts.forget(part, until)));
  }

  /** From now on it is to look now and then. */
  void start() {
    started = Optional.of(clock.instant());
  }

  /** Now and then: parts that have waited too long, and what a crash has left behind. */
  void nowAndThen() {
    Instant now = clock.instant();
    if (looks.isDue(now)) {
      boolean removed = served(Optional.empty(), BoundedTime.before(now, keeping));
      boolean swept = parts.nowAndThen(now);
      failures = removed && swept ? 0 : failures + 1;
      lastLook = Optional.of(now);
    }
  }

  /** A sender that needs room: parts of it that no batch needs any more. */
  void makeRoom(NodeId sender) {
    served(Optional.of(sender), clock.instant());
  }

  private boolean served(Optional<NodeId> sender, Instant until) {
    return parts.forgetServed(sender, until.minus(CLAIMING));
  }

  /** When it last looked, and whether it failed then; that is logged and tried again. */
  Health.Check health() {
    int failed = failures;
    String last = lastLook.map(at -> "last at " + at).orElse("not yet");
    boolean late = isLate(clock.instant());
    return new Health.Check(
        "housekeeping of parts",
        failed < FAILURES && !late,
        last + (late ? ", which is long ago" : "") + (failed > 0 ? ", failed " + failed + "×" : ""),
        Map.of("failures", (long) failed));
  }

  private boolean isLate(Instant now) {
    return lastLook
        .or(() -> started)
        .filter(last -> now.isAfter(last.plus(LONGEST_SILENCE)))
        .isPresent();
  }
}
