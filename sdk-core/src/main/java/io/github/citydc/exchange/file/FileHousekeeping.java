package io.github.citydc.exchange.file;

import io.github.citydc.exchange.Problems;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

/** Removes parts and files that have waited too long. Thread-safe. */
final class FileHousekeeping {

  private static final Duration BETWEEN_SWEEPS = Duration.ofHours(1);

  private final FileReception reception;
  private final AtomicReference<Instant> nextSweep = new AtomicReference<>(Instant.MIN);

  FileHousekeeping(FileReception reception) {
    this.reception = reception;
  }

  /** Once an hour, when something arrives: only then can there be more to remove. */
  void nowAndThen(Instant now) {
    Instant due = nextSweep.get();
    if (!now.isBefore(due) && nextSweep.compareAndSet(due, now.plus(BETWEEN_SWEEPS))) {
      Instant before = now.minus(reception.retention());
      quietly(() -> reception.index().forgetUnused(before, reception.store()::remove));
      quietly(() -> reception.store().sweep(before, reception.index()::knows));
    }
  }

  /** What cannot be removed now is tried again in an hour; nobody has to wait for that. */
  private static void quietly(Runnable removal) {
    try {
      removal.run();
    } catch (RuntimeException e) {
      Problems.log("Files could not be removed", e);
    }
  }
}
