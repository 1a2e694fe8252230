package io.github.citydc.exchange.batch.reception;

import io.github.citydc.exchange.Problems;
import io.github.citydc.exchange.batch.BatchClaim;
import io.github.citydc.exchange.batch.BatchManifest;
import io.github.citydc.exchange.batch.BatchPart;
import io.github.citydc.exchange.batch.PartIndex;
import io.github.citydc.exchange.batch.PartStore;
import io.github.citydc.exchange.message.ContentHash;
import io.github.citydc.naming.node.NodeId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Removes parts that are no longer needed. Thread-safe. */
final class Housekeeping {

  private static final Duration BETWEEN_SWEEPS = Duration.ofHours(1);
  private static final Duration BETWEEN_LOOKS = Duration.ofMinutes(1);

  /** For a part that was found and is just being claimed by a manifest. */
  private static final Duration CLAIMING = Duration.ofMinutes(1);

  private final PartIndex index;
  private final PartStore parts;
  private final Duration retention;
  private final Duration keeping;
  private final Clock clock;
  private final AtomicReference<Instant> nextSweep = new AtomicReference<>(Instant.MIN);
  private final AtomicReference<Instant> nextLook = new AtomicReference<>(Instant.MIN);

  Housekeeping(BatchReception reception, Clock clock) {
    this.index = reception.store().parts();
    this.parts = reception.parts();
    this.retention = reception.retention();
    this.keeping = reception.keeping();
    this.clock = clock;
  }

  /**
   * After a batch: its parts, unless another needs them, they were wanted since, or another upload
   * may still rely on having been told that they are there.
   */
  void after(BatchClaim done) {
    Instant accepted = done.entry().acceptedAt().toInstant();
    Instant kept = clock.instant().minus(keeping);
    Instant until = kept.isBefore(accepted) ? kept : accepted;
    BatchManifest manifest = done.entry().manifest();
    for (ContentHash digest :
        manifest.parts().stream().map(BatchPart::digest).distinct().toList()) {
      quietly(() -> index.forget(manifest.sender(), List.of(digest), until, parts::remove));
    }
  }

  /** Now and then: parts that have waited too long, and what a crash has left behind. */
  void nowAndThen() {
    Instant now = clock.instant();
    Instant look = nextLook.get();
    if (!now.isBefore(look) && nextLook.compareAndSet(look, now.plus(BETWEEN_LOOKS))) {
      served(Optional.empty(), now.minus(keeping));
    }
    Instant due = nextSweep.get();
    if (!now.isBefore(due) && nextSweep.compareAndSet(due, now.plus(BETWEEN_SWEEPS))) {
      Instant before = now.minus(retention);
      quietly(() -> index.forgetUnused(before, parts::remove));
      quietly(() -> parts.sweep(before, index::knows));
    }
  }

  /** A sender that needs room: parts of it that no batch needs any more. */
  void makeRoom(NodeId sender) {
    served(Optional.of(sender), clock.instant());
  }

  private void served(Optional<NodeId> sender, Instant until) {
    quietly(() -> index.forgetServed(sender, until.minus(CLAIMING), parts::remove));
  }

  /** What cannot be removed now is tried again in an hour; nobody has to wait for that. */
  private static void quietly(Runnable removal) {
    try {
      removal.run();
    } catch (RuntimeException | StackOverflowError e) {
      Problems.log("Parts could not be removed", e);
    }
  }
}
