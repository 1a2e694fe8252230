package io.github.citydc.exchange.audit;

import io.github.citydc.exchange.internal.Outage;
import io.github.citydc.exchange.message.Causes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes entries into a log, behind those who make them. Thread-safe. */
final class AuditWriter {

  private static final Logger LOG = LoggerFactory.getLogger(AuditTrail.class);

  private static final int AT_ONCE = 500;
  private static final long PAUSE_MILLIS = 500;
  private static final long FAREWELL_MILLIS = 10_000;

  private final AuditLog log;
  private final BlockingQueue<AuditEntry> queue;
  private final Supplier<List<AuditEntry>> counted;
  private final LongFunction<AuditEntry> lostEntry;
  private final AtomicLong lost = new AtomicLong();
  private final AtomicLong lostToWrite = new AtomicLong();
  private final Outage outage = new Outage(LOG, "The audit trail");
  private final Thread thread;
  private volatile boolean closing;

  /**
   * Starts to write.
   *
   * @param log where
   * @param size how many entries may wait
   * @param counted asked now and then: what else there is to be written
   * @param lostEntry makes the entry about those that were lost
   */
  AuditWriter(
      AuditLog log,
      int size,
      Supplier<List<AuditEntry>> counted,
      LongFunction<AuditEntry> lostEntry) {
    this.log = log;
    this.queue = new ArrayBlockingQueue<>(size);
    this.counted = counted;
    this.lostEntry = lostEntry;
    this.thread = new Thread(this::run, "cdx-audit");
    thread.setDaemon(true);
    thread.start();
  }

  /** Adds an entry, or counts it as lost; returns at once. */
  void add(AuditEntry entry) {
    if (!queue.offer(entry)) {
      lost.incrementAndGet();
      lostToWrite.incrementAndGet();
    }
  }

  long lost() {
    return lost.get();
  }

  private void run() {
    List<AuditEntry> batch = new ArrayList<>();
    try {
      while (!closing || !queue.isEmpty() || !batch.isEmpty()) {
        collect(batch);
        if (!batch.isEmpty() && write(batch)) {
          batch.clear();
        }
      }
    } catch (InterruptedException e) {
      lost.addAndGet(batch.size());
      Thread.currentThread().interrupt();
    }
  }

  /** Those that wait; a batch that could not be written is tried again as it is. */
  private void collect(List<AuditEntry> batch) throws InterruptedException {
    if (batch.isEmpty()) {
      batch.addAll(counted.get());
      AuditEntry first = queue.poll(closing ? 0 : PAUSE_MILLIS, TimeUnit.MILLISECONDS);
      if (first != null) {
        batch.add(first);
        queue.drainTo(batch, AT_ONCE - 1);
      }
      long missing = lostToWrite.getAndSet(0);
      if (missing > 0) {
        batch.add(lostEntry.apply(missing));
      }
    } else {
      Thread.sleep(PAUSE_MILLIS);
    }
  }

  private boolean write(List<AuditEntry> batch) {
    try {
      log.add(List.copyOf(batch));
      outage.over();
      return true;
    } catch (RuntimeException | Error e) {
      outage.failed(() -> Causes.of(e));
      return false;
    }
  }

  /** Writes what is left, and ends. */
  void close(List<AuditEntry> rest) {
    rest.forEach(this::add);
    closing = true;
    try {
      thread.join(FAREWELL_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (thread.isAlive()) {
      LOG.warn("The audit trail ends with {} entries that were not written", queue.size());
      thread.interrupt();
    }
  }
}
