package io.github.citydc.exchange.batch.reception;

import io.github.citydc.exchange.ReceiverParts;
import io.github.citydc.exchange.batch.BatchClaim;
import io.github.citydc.exchange.event.BatchStep;
import io.github.citydc.exchange.internal.Backoff;
import io.github.citydc.exchange.message.Causes;
import io.github.citydc.exchange.message.MessageId;
import io.github.citydc.naming.node.NodeId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The batches that wait since this process is in trouble: why, and until when. Each reason is
 * logged once, and the end of the trouble. Thread-safe.
 */
final class BatchDelays {

  private static final Logger LOG = LoggerFactory.getLogger("io.github.citydc.exchange.receiver");

  private final Map<Key, Delay> delays = new ConcurrentHashMap<>();
  private final BatchListener listener;
  private final ReceiverParts receiver;
  private final Backoff backoff =
      new Backoff(Duration.ofMillis(500), Duration.ofMinutes(1), new Random());

  BatchDelays(BatchListener listener, ReceiverParts receiver) {
    this.listener = listener;
    this.receiver = receiver;
  }

  /** How long the receiver waits after failures of its own, from 1. */
  Duration pause(int failures) {
    return backoff.pause(failures);
  }

  private record Key(NodeId sender, MessageId batch) {

    static Key of(BatchClaim claim) {
      return new Key(claim.entry().manifest().sender(), claim.entry().manifest().batchId());
    }
  }

  /** How often in a row, and why the last time. */
  private record Delay(int failures, String reason) {}

  /**
   * Puts a batch off.
   *
   * @return until when
   */
  Instant putOff(BatchClaim claim, Throwable trouble, Instant now) {
    Key key = Key.of(claim);
    String reason = Causes.of(trouble);
    Optional<Delay> before = Optional.ofNullable(delays.get(key));
    Delay delay = new Delay(before.map(Delay::failures).orElse(0) + 1, reason);
    delays.put(key, delay);
    Instant next = now.plus(pause(delay.failures()));
    if (before.filter(known -> known.reason().equals(reason)).isEmpty()) {
      LOG.error("Batch {} of {} waits: {}", key.batch(), key.sender(), reason);
      tell(() -> listener.delayed(key.sender(), key.batch(), reason));
      BatchSteps.tell(receiver, claim.entry().manifest(), BatchStep.DELAYED);
    }
    return next;
  }

  /** The batch is worked on again. */
  void end(BatchClaim claim) {
    Key key = Key.of(claim);
    if (delays.remove(key) != null) {
      LOG.info("Batch {} of {} goes on", key.batch(), key.sender());
      tell(() -> listener.resumed(key.sender(), key.batch()));
      BatchSteps.tell(receiver, claim.entry().manifest(), BatchStep.RESUMED);
    }
  }

  private static void tell(Runnable event) {
    try {
      event.run();
    } catch (RuntimeException e) {
      LOG.warn("The listener of batches failed with {}", e.getClass().getName());
    }
  }
}
