package io.github.citydc.exchange.outbox;

import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.Problems;
import io.github.citydc.exchange.internal.Backoff;
import io.github.citydc.exchange.message.Causes;
import io.github.citydc.exchange.message.CircuitOpenException;
import io.github.citydc.exchange.message.Delivery;
import io.github.citydc.exchange.message.ExchangeException;
import io.github.citydc.exchange.message.PreparedMessage;
import io.github.citydc.exchange.message.RefusedException;
import io.github.citydc.exchange.message.SignedReceipt;
import io.github.citydc.exchange.message.StorageException;
import io.github.citydc.exchange.message.TransportException;
import io.github.citydc.internal.BoundedTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends one leased message, decides what its failure means, and notes it. Only what the receiver
 * says, verifiably, ends a message that may have arrived. Thread-safe.
 */
final class EntrySender {

  private static final Logger LOG = LoggerFactory.getLogger(OutboxDispatcher.class);

  private final ExchangeClient client;
  private final OutboxQueue outbox;
  private final Clock clock;
  private final Backoff backoff;
  private final int maxAttempts;
  private final Duration receiptAfter;
  private final ReceiverMemory memory;
  private final CountDownLatch closing;
  private final Consumer<Consumer<OutboxListener>> events;

  /**
   * A sender.
   *
   * @param closing is at zero when nothing is waited for any more
   * @param events tells the listener
   */
  EntrySender(
      OutboxDispatcherBuilder builder,
      Backoff backoff,
      ReceiverMemory memory,
      CountDownLatch closing,
      Consumer<Consumer<OutboxListener>> events) {
    this.client = builder.client;
    this.outbox = builder.outbox;
    this.clock = builder.clock;
    this.maxAttempts = builder.maxAttempts;
    this.receiptAfter = builder.receiptAfter;
    this.backoff = backoff;
    this.memory = memory;
    this.closing = closing;
    this.events = events;
  }

  /** After its last try a message is not sent any more, only asked about. */
  void send(OutboxEntry entry, Instant leaseEnd) throws InterruptedException {
    if (entry.attempts() >= maxAttempts) {
      askForReceipt(entry, entry.lastFailure().orElse("no answer"), leaseEnd);
      return;
    }
    SignedReceipt receipt;
    try {
      receipt = client.send(entry.message());
    } catch (CircuitOpenException e) {
      note(() -> outbox.released(entry), leaseEnd);
      return;
    } catch (ExchangeException e) {
      failed(entry, e, leaseEnd);
      return;
    } catch (RuntimeException | Error e) {
      Problems.log(LOG, "Message " + entry.message().messageId() + " could not be sent", e);
      String kind = "This node failed on the message: " + e.getClass().getName();
      failed(entry, new TransportException(kind, e), leaseEnd);
      return;
    }
    delivered(entry, receipt, leaseEnd);
  }

  private void failed(OutboxEntry entry, ExchangeException failure, Instant leaseEnd)
      throws InterruptedException {
    boolean last = entry.attempts() + 1 >= maxAttempts;
    boolean neverSent = entry.attempts() == 0 && failure.nothingWasSent();
    String reason = String.valueOf(failure.getMessage());
    if (failure.delivery() == Delivery.REFUSED || (neverSent && (last || isRefusedHere(failure)))) {
      dead(entry, failure, reason, Causes.of(failure), leaseEnd);
    } else if (last && failure.delivery() == Delivery.ANSWERED) {
      askForReceipt(entry, reason, leaseEnd);
    } else {
      postponed(entry, failure, reason, last ? receiptAfter : Duration.ZERO, leaseEnd);
    }
  }

  /** The receiver has said, before, that it does not take such a message. */
  private static boolean isRefusedHere(ExchangeException failure) {
    return failure instanceof RefusedException refused && refused.code().isAboutContent();
  }

  /** An attempt may have been accepted; who is not told whether it was goes on asking. */
  private void askForReceipt(OutboxEntry entry, String reason, Instant leaseEnd)
      throws InterruptedException {
    PreparedMessage message = entry.message();
    SignedReceipt receipt;
    try {
      receipt = client.receipt(message.envelope().receiver(), message.messageId());
    } catch (CircuitOpenException e) {
      note(() -> outbox.released(entry), leaseEnd);
      return;
    } catch (ExchangeException e) {
      if (e.isRetryable()) {
        postponed(entry, e, reason, Duration.ZERO, leaseEnd);
      } else {
        String finding = "; asked for the receipt: " + e.getMessage();
        dead(entry, reason + finding, "asked for the receipt: " + Causes.of(e), leaseEnd);
      }
      return;
    }
    if (receipt.receipt().bodyDigest().matches(message.body())) {
      delivered(entry, receipt, leaseEnd);
    } else {
      String finding = "the receiver has accepted another body under this id";
      dead(entry, reason + "; " + finding, finding, leaseEnd);
    }
  }

  private void delivered(OutboxEntry entry, SignedReceipt receipt, Instant leaseEnd)
      throws InterruptedException {
    note(() -> outbox.delivered(entry, receipt, clock.instant()), leaseEnd);
    memory.delivered(entry);
    events.accept(to -> to.delivered(entry, receipt));
  }

  private void postponed(
      OutboxEntry entry,
      ExchangeException failure,
      String reason,
      Duration atLeast,
      Instant leaseEnd)
      throws InterruptedException {
    Instant now = clock.instant();
    Duration pause = backoff.pause(entry.attempts() + 1, failure.retryAfter());
    Instant next = BoundedTime.after(now, pause.compareTo(atLeast) > 0 ? pause : atLeast);
    note(() -> outbox.postponed(entry, reason, now, next), leaseEnd);
    OutboxLog.postponed(entry, failure, next);
    events.accept(to -> to.postponed(entry, failure, next));
  }

  private void dead(OutboxEntry entry, String reason, String logged, Instant leaseEnd)
      throws InterruptedException {
    dead(entry, new TransportException(reason), reason, logged, leaseEnd);
  }

  private void dead(
      OutboxEntry entry, ExchangeException failure, String reason, String logged, Instant leaseEnd)
      throws InterruptedException {
    note(() -> outbox.dead(entry, reason, clock.instant()), leaseEnd);
    OutboxLog.dead(entry, logged);
    events.accept(to -> to.dead(entry, failure));
  }

  /** During the lease no other dispatcher sends the message, and the database may recover. */
  private void note(Runnable outcome, Instant leaseEnd) throws InterruptedException {
    while (true) {
      try {
        outcome.run();
        return;
      } catch (StorageException e) {
        Duration pause = backoff.pause(1);
        if (closing.getCount() == 0
            || BoundedTime.after(clock.instant(), pause).isAfter(leaseEnd)) {
          throw e;
        }
        OutboxLog.unanswered(e);
        boolean woken = closing.await(BoundedTime.millis(pause), TimeUnit.MILLISECONDS);
        LOG.trace("Noting again, closing: {}", woken);
      }
    }
  }
}
