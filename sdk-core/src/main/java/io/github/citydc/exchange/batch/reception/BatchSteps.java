package io.github.citydc.exchange.batch.reception;

import io.github.citydc.exchange.ReceiverParts;
import io.github.citydc.exchange.batch.BatchManifest;
import io.github.citydc.exchange.event.BatchEvent;
import io.github.citydc.exchange.event.BatchStep;
import java.time.Duration;

/** Tells the listeners of a receiver the steps of its batches. */
final class BatchSteps {

  private BatchSteps() {}

  static void tell(ReceiverParts receiver, BatchManifest batch, BatchStep step) {
    tell(receiver, batch, step, 0, Duration.ZERO);
  }

  static void advanced(ReceiverParts receiver, BatchManifest batch, int records, long nanos) {
    tell(receiver, batch, BatchStep.ADVANCED, records, Duration.ofNanos(nanos));
  }

  private static void tell(
      ReceiverParts receiver, BatchManifest batch, BatchStep step, int records, Duration took) {
    receiver.tell(
        listener ->
            listener.batch(
                new BatchEvent(
                    batch.sender(), batch.batchId(), batch.type(), step, records, took)));
  }
}
