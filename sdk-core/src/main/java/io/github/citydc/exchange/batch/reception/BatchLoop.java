package io.github.citydc.exchange.batch.reception;

import io.github.citydc.exchange.ReceiverParts;
import io.github.citydc.exchange.batch.BatchClaim;
import io.github.citydc.exchange.batch.BatchQueue;
import io.github.citydc.exchange.internal.Outage;
import io.github.citydc.exchange.message.Causes;
import io.github.citydc.internal.BoundedTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes one batch after the other and works on it. Threads in {@link #work} are not to be
 * interrupted: a database that lives in this process may close its file when that happens.
 */
final class BatchLoop {

  private static final Logger LOG = LoggerFactory.getLogger("io.github.citydc.exchange.receiver");
  private static final Duration IDLE = Duration.ofMillis(500);

  private final BatchReception reception;
  private final Clock clock;
  private final BatchSignal signal;
  private final Housekeeping housekeeping;
  private final BatchRun run;
  private final BatchDelays delays;
  private volatile boolean stopping;

  /**
   * What the work needs.
   *
   * @param handlers what to do with records
   * @param receiver their rules, who may write what, the time
   * @param reception the stores and the bounds
   * @param signal given when a batch is accepted
   * @param delays the batches that wait
   * @param failed logs failures on records
   * @param housekeeping removes parts
   */
  record Parts(
      BatchHandlers handlers,
      ReceiverParts receiver,
      BatchReception reception,
      BatchSignal signal,
      BatchDelays delays,
      FailedRecords failed,
      Housekeeping housekeeping) {}

  /**
   * A loop that is yet to be entered.
   *
   * @param parts what the work needs
   * @param reading reads the records that come next; a thread a worker
   */
  BatchLoop(Parts parts, Executor reading) {
    this.reception = parts.reception();
    this.clock = parts.receiver().clock();
    this.signal = parts.signal();
    this.delays = parts.delays();
    this.housekeeping = parts.housekeeping();
    this.run = new BatchRun(parts, reading, () -> stopping);
  }

  /** Ends the loop after the transactions under way. */
  void stop() {
    stopping = true;
    signal.give();
  }

  /** Works until the loop is stopped. */
  void work() {
    String worker = UUID.randomUUID().toString();
    Outage outage = new Outage(LOG, "The work on batches");
    try {
      while (!stopping) {
        try {
          boolean worked = takeOne(worker);
          outage.over();
          if (!worked) {
            signal.await(IDLE);
          }
        } catch (RuntimeException | Error e) {
          signal.await(delays.pause(outage.failed(() -> Causes.of(e))));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean takeOne(String worker) {
    housekeeping.nowAndThen();
    BatchQueue queue = reception.store().queue();
    Instant now = clock.instant();
    Optional<BatchClaim> claim =
        queue.claim(worker, now, BoundedTime.after(now, reception.lease()));
    if (claim.isEmpty()) {
      return false;
    }
    try {
      run.finish(claim.get()).ifPresent(housekeeping::after);
    } catch (Exception | Error e) {
      Throwable trouble =
          e instanceof CompletionException && e.getCause() != null ? e.getCause() : e;
      Instant next = delays.putOff(claim.get(), trouble, clock.instant());
      queue.delay(claim.get(), next, Causes.of(trouble));
    }
    return true;
  }
}
