package io.github.citydc.exchange.batch.upload;

import io.github.citydc.exchange.batch.BatchState;
import io.github.citydc.exchange.batch.BatchStatus;
import io.github.citydc.exchange.batch.RejectedRecord;
import io.github.citydc.exchange.batch.internal.RejectionCursor;
import io.github.citydc.exchange.batch.internal.StatusPage;
import io.github.citydc.exchange.content.internal.Patience;
import io.github.citydc.exchange.message.MessageId;
import io.github.citydc.exchange.message.ProblemCode;
import io.github.citydc.exchange.message.RefusedException;
import io.github.citydc.naming.node.NodeId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Waits for a receiver to be done with a batch. */
final class BatchWatch {

  private static final Duration BETWEEN_ASKING = Duration.ofSeconds(5);
  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(50);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

  /** So the end is noticed when an eighth of the time has passed again, at the latest. */
  private static final int PART_OF_ELAPSED = 8;

  private final BatchCalls calls;
  private final Patience patience;
  private final int listed;

  BatchWatch(BatchCalls calls, UploadOptions options) {
    this.calls = calls;
    this.patience = new Patience(options.patience(), options.abort());
    this.listed = options.listed();
  }

  /** Is told how many records are done. */
  @FunctionalInterface
  interface Progress {

    void tell(UploadProgress.Phase phase, long done);
  }

  /**
   * Waits until a batch is done.
   *
   * @param asking called now and then while the batch waits in trouble: perhaps a part is damaged
   */
  BatchStatus until(NodeId receiver, MessageId batch, Progress progress, Runnable asking) {
    long begin = System.nanoTime();
    long asked = begin - BETWEEN_ASKING.toNanos();
    StatusPage page = page(receiver, batch, Optional.empty());
    while (page.status().state() != BatchState.DONE) {
      requireAlive(page.status());
      progress.tell(
          UploadProgress.Phase.PROCESSING, page.status().accepted() + page.status().rejected());
      if (page.delay().isPresent() && System.nanoTime() - asked >= BETWEEN_ASKING.toNanos()) {
        asking.run();
        asked = System.nanoTime();
      }
      patience.sleep(pause(Duration.ofNanos(System.nanoTime() - begin)));
      page = page(receiver, batch, Optional.empty());
    }
    BatchStatus status = page.status();
    progress.tell(UploadProgress.Phase.DONE, status.accepted() + status.rejected());
    return status;
  }

  private static void requireAlive(BatchStatus status) {
    if (status.state() == BatchState.FAILED) {
      throw new RefusedException(
          ProblemCode.INTERNAL,
          "The receiver has given batch "
              + status.batchId()
              + " up, with "
              + status.accepted()
              + " of "
              + status.records()
              + " records accepted; ask its operator, then upload the others again");
    }
  }

  private static Duration pause(Duration elapsed) {
    Duration part = elapsed.dividedBy(PART_OF_ELAPSED);
    if (part.compareTo(SHORTEST_PAUSE) < 0) {
      return SHORTEST_PAUSE;
    }
    return part.compareTo(LONGEST_PAUSE) < 0 ? part : LONGEST_PAUSE;
  }

  /** The first of the rejected records, at least as many as are to be listed. */
  List<RejectedRecord> rejected(NodeId receiver, MessageId batch) {
    List<RejectedRecord> rejected = new ArrayList<>();
    Optional<RejectionCursor> after = Optional.empty();
    do {
      StatusPage page = page(receiver, batch, after);
      rejected.addAll(page.rejected());
      after = page.next();
    } while (after.isPresent() && rejected.size() < listed);
    return rejected;
  }

  private StatusPage page(NodeId receiver, MessageId batch, Optional<RejectionCursor> after) {
    return patience.ask(() -> calls.status(receiver, batch, after));
  }
}
