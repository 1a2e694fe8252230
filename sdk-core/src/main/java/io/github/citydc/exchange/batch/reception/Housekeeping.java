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
import java.util.Optional;

/** Removes parts that are no longer needed. Thread-safe. */
final class Housekeeping {

  private static final Duration BETWEEN_LOOKS = Duration.ofMinutes(1);

  /** For a part that was found and is just being claimed by a manifest. */
  private static final Duration CLAIMING = Duration.ofMinutes(1);

  private final ContentKeeper parts;
  private final Duration keeping;
  private final Clock clock;
  private volatile Optional<Instant> lastLook = Optional.empty();
  private final Interval looks = new Interval(BETWEEN_LOOKS);

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

  /** Now and then: parts that have waited too long, and what a crash has left behind. */
  void nowAndThen() {
    Instant now = clock.instant();
    if (looks.isDue(now)) {
      served(Optional.empty(), BoundedTime.before(now, keeping));
      lastLook = Optional.of(now);
    }
    parts.nowAndThen(now);
  }

  /** A sender that needs room: parts of it that no batch needs any more. */
  void makeRoom(NodeId sender) {
    served(Optional.of(sender), clock.instant());
  }

  private void served(Optional<NodeId> sender, Instant until) {
    parts.forgetServed(sender, until.minus(CLAIMING));
  }

  /** When it last looked; what it failed on is logged and tried again. */
  Health.Check health() {
    return new Health.Check(
        "housekeeping of parts", true, lastLook.map(at -> "last at " + at).orElse("not yet"));
  }
}
