package io.github.citydc.exchange.batch.reception;

import io.github.citydc.exchange.ReceiverParts;
import io.github.citydc.exchange.batch.BatchClaim;
import io.github.citydc.exchange.batch.BatchManifest;
import io.github.citydc.exchange.batch.BatchQueue;
import io.github.citydc.exchange.content.internal.ContentKeeper;
import io.github.citydc.exchange.event.BatchStep;
import io.github.citydc.exchange.internal.Interval;
import io.github.citydc.exchange.internal.LogContext;
import io.github.citydc.internal.BoundedTime;
import io.github.citydc.model.Payload;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;

/**
 * Works on a batch from where it stands to its end: while the records of a chunk are stored, those
 * of the next are read and checked by another thread.
 */
final class BatchRun {

  /** How long one batch is worked on, whoever waits. */
  private static final Duration TURN = Duration.ofSeconds(5);

  /** How often it is looked whether another sender waits. */
  private static final Duration BETWEEN_LOOKING = Duration.ofMillis(20);

  private final BatchHandlers handlers;
  private final ReceiverParts receiver;
  private final BatchReception reception;
  private final ContentKeeper parts;
  private final Clock clock;
  private final Executor reading;
  private final BooleanSupplier stopping;
  private final BatchDelays delays;
  private final FailedRecords failed;
  private final FairTurns turns = new FairTurns();

  BatchRun(BatchLoop.Parts parts, Executor reading, BooleanSupplier stopping) {
    this.handlers = parts.handlers();
    this.receiver = parts.receiver();
    this.reception = parts.reception();
    this.parts = reception.keeper();
    this.clock = receiver.clock();
    this.reading = reading;
    this.stopping = stopping;
    this.delays = parts.delays();
    this.failed = parts.failed();
  }

  /**
   * Works on a batch.
   *
   * @return the claim if the batch is done, empty if it is not: the run was to stop, it is the turn
   *     of other senders, or the batch has passed to another worker
   * @throws Exception if the records that follow cannot be handled now
   */
  Optional<BatchClaim> finish(BatchClaim claim) throws Exception {
    BatchManifest manifest = claim.entry().manifest();
    BatchHandlers.BatchOf<?> handler =
        handlers
            .find(manifest.type())
            .orElseThrow(
                () -> new IllegalStateException("There is no handler for " + manifest.type()));
    LogContext batch = LogContext.message(manifest.batchId().toString());
    LogContext sender = LogContext.node(manifest.sender());
    try (batch;
        sender) {
      return finish(claim, handler);
    }
  }

  private <P extends Payload> Optional<BatchClaim> finish(
      BatchClaim claim, BatchHandlers.BatchOf<P> handler) throws Exception {
    BatchManifest manifest = claim.entry().manifest();
    RecordCheck<P> check =
        new RecordCheck<>(manifest, handler.payload(), receiver.rules(), receiver.access(), failed);
    try (ChunkReader<P> reader =
        new ChunkReader<>(
            claim, check, parts, receiver.encrypts(), reception.decodedSize(), reception.chunk())) {
      BatchQueue queue = reception.store().queue();
      Optional<BatchClaim> present = Optional.of(claim);
      Instant begin = clock.instant();
      Interval longest = new Interval(TURN);
      longest.start(begin);
      Interval looking = new Interval(BETWEEN_LOOKING);
      FairTurns.Turn turn =
          turns.begin(manifest.sender(), reception.weight(manifest.sender()), begin);
      boolean worked = false;
      CompletableFuture<Optional<Chunk<P>>> following = ahead(reader);
      try {
        while (true) {
          Optional<Chunk<P>> chunk = following.join();
          if (chunk.isEmpty()) {
            queue.finish(present.get(), clock.instant());
            delays.end(claim);
            BatchSteps.tell(receiver, manifest, BatchStep.DONE);
            return present;
          }
          Instant now = clock.instant();
          boolean ends =
              longest.isDue(now)
                  || (worked && looking.isDue(now) && isTurnOfOther(present.get(), turn, now));
          if (stopping.getAsBoolean() || ends) {
            queue.release(present.get(), now);
            return Optional.empty();
          }
          following = ahead(reader);
          long start = System.nanoTime();
          present =
              queue.advance(
                  present.get(),
                  BoundedTime.after(now, reception.lease()),
                  new ChunkWork<>(
                      manifest, handler.handler(), chunk.get(), receiver.access(), failed));
          delays.end(claim);
          worked = true;
          if (present.isEmpty()) {
            return Optional.empty();
          }
          BatchSteps.advanced(receiver, manifest, chunk.get().size(), System.nanoTime() - start);
        }
      } finally {
        turn.end(clock.instant());
        settle(following);
      }
    }
  }

  private boolean isTurnOfOther(BatchClaim claim, FairTurns.Turn turn, Instant now) {
    return reception
        .store()
        .queue()
        .contender(claim, now, BoundedTime.after(now, reception.lease()))
        .filter(other -> turn.isOver(other, now))
        .isPresent();
  }

  private <P extends Payload> CompletableFuture<Optional<Chunk<P>>> ahead(ChunkReader<P> reader) {
    return CompletableFuture.supplyAsync(reader::next, reading);
  }

  /** The reader is closed only when it is not in use; what kept it from reading is told before. */
  private static void settle(CompletableFuture<?> reading) {
    CompletableFuture<?> ended = reading.handle((read, failure) -> read);
    ended.join();
  }
}
