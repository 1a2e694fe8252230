package io.github.citydc.exchange.batch.reception;

import io.github.citydc.exchange.batch.BatchClaim;
import io.github.citydc.exchange.batch.BatchManifest;
import io.github.citydc.exchange.batch.BatchPart;
import io.github.citydc.exchange.batch.PartIndex;
import io.github.citydc.exchange.batch.PartStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

/** Removes parts that are no longer needed. Thread-safe. */
final class Housekeeping {

  private static final Duration BETWEEN_SWEEPS = Duration.ofHours(1);

  private final PartIndex index;
  private final PartStore parts;
  private final Duration retention;
  private final Clock clock;
  private final AtomicReference<Instant> nextSweep = new AtomicReference<>(Instant.MIN);

  Housekeeping(BatchReception reception, Clock clock) {
    this.index = reception.store().parts();
    this.parts = reception.parts();
    this.retention = reception.retention();
    this.clock = clock;
  }

  /** After a batch: its parts, unless another needs them or they were wanted since. */
  void after(BatchClaim done) {
    BatchManifest manifest = done.entry().manifest();
    index.forget(
        manifest.sender(),
        manifest.parts().stream().map(BatchPart::digest).distinct().toList(),
        done.entry().acceptedAt().toInstant(),
        parts::remove);
  }

  /** Now and then: parts that have waited too long, and what a crash has left behind. */
  void nowAndThen() {
    Instant now = clock.instant();
    Instant due = nextSweep.get();
    if (!now.isBefore(due) && nextSweep.compareAndSet(due, now.plus(BETWEEN_SWEEPS))) {
      Instant before = now.minus(retention);
      index.forgetUnused(before, parts::remove);
      parts.sweep(before, index::knows);
    }
  }
}
