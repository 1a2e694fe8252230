package io.github.citydc.exchange.outbox;

import io.github.citydc.exchange.ExchangeClient;
import io.github.citydc.exchange.bundle.BundleSender;
import io.github.citydc.exchange.bundle.SentMessage;
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
import io.github.citydc.naming.node.NodeId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends leased messages, decides what the failure of each means, and notes it. Only what the
 * receiver says, verifiably, ends a message that may have arrived. Thread-safe.
 */
final class EntrySender {

  private static final Logger LOG = LoggerFactory.getLogger(OutboxDispatcher.class);

  private final ExchangeClient client;
  private final BundleSender bundles;
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
   * @param bundles sends
   * @param closing is at zero when nothing is waited for any more
   * @param events tells the listener
   */
  EntrySender(
      OutboxDispatcherBuilder builder,
      BundleSender bundles,
      Backoff backoff,
      ReceiverMemory memory,
      CountDownLatch closing,
      Consumer<Consumer<OutboxListener>> events) {
    this.client = builder.client;
    this.bundles = bundles;
    this.outbox = builder.outbox;
    this.clock = builder.clock;
    this.maxAttempts = builder.maxAttempts;
    this.receiptAfter = builder.receiptAfter;
    this.backoff = backoff;
    this.memory = memory;
    this.closing = closing;
    this.events = events;
  }

  /**
   * What a try has come to.
   *
   * @param outcome to be stored
   * @param postponedFor why, if the message is postponed; logged once for all with the same reason
   * @param afterwards done once it is stored
   */
  private record Verdict(
      OutboxOutcome outcome, Optional<String> postponedFor, Runnable afterwards) {

    Verdict(OutboxOutcome outcome, Runnable afterwards) {
      this(outcome, Optional.empty(), afterwards);
    }
  }

  /** After its last try a message is not sent any more, only asked about. */
  void send(NodeId receiver, List<OutboxEntry> entries, Instant leaseEnd)
      throws InterruptedException {
    List<OutboxEntry> tried = entries.stream().filter(this::mayBeTried).toList();
    List<PreparedMessage> messages = tried.stream().map(OutboxEntry::message).toList();
    judge(
        tried,
        Bundling.areInOrder(tried)
            ? bundles.sendInOrder(receiver, messages)
            : bundles.send(receiver, messages),
        leaseEnd);
    for (OutboxEntry entry : entries) {
      if (!mayBeTried(entry)) {
        askForReceipt(entry, entry.lastFailure().orElse("no answer"), leaseEnd);
      }
    }
  }

  private boolean mayBeTried(OutboxEntry entry) {
    return entry.attempts() < maxAttempts;
  }

  /** Notes that nothing could be sent to a receiver. */
  void failed(List<OutboxEntry> entries, ExchangeException failure, Instant leaseEnd)
      throws InterruptedException {
    note(
        entries.stream()
            .map(
                entry ->
                    mayBeTried(entry)
                        ? failed(entry, failure)
                        : postponed(entry, failure, reason(failure), Duration.ZERO))
            .toList(),
        leaseEnd);
  }

  private void judge(List<OutboxEntry> tried, List<SentMessage> sent, Instant leaseEnd)
      throws InterruptedException {
    boolean someWereBegun = !sent.stream().allMatch(SentMessage::wasNotBegun);
    List<Verdict> verdicts = new ArrayList<>();
    List<Integer> inDoubt = new ArrayList<>();
    for (int i = 0; i < tried.size(); i++) {
      OutboxEntry entry = tried.get(i);
      Optional<ExchangeException> failure = sent.get(i).failure();
      if (failure.isEmpty()) {
        verdicts.add(delivered(entry, sent.get(i).receipt().orElseThrow()));
      } else if (someWereBegun && sent.get(i).wasNotBegun()) {
        verdicts.add(released(entry));
      } else if (isLastTry(entry) && failure.get().delivery() == Delivery.ANSWERED) {
        inDoubt.add(i);
      } else {
        verdicts.add(failed(entry, failure.get()));
      }
    }
    note(verdicts, leaseEnd);
    for (int i : inDoubt) {
      askForReceipt(tried.get(i), reason(sent.get(i).failure().orElseThrow()), leaseEnd);
    }
  }

  private boolean isLastTry(OutboxEntry entry) {
    return entry.attempts() + 1 >= maxAttempts;
  }

  private static String reason(ExchangeException failure) {
    return String.valueOf(failure.getMessage());
  }

  private Verdict failed(OutboxEntry entry, ExchangeException failure) {
    if (failure instanceof CircuitOpenException) {
      return released(entry);
    }
    boolean last = isLastTry(entry);
    boolean neverSent = entry.attempts() == 0 && failure.nothingWasSent();
    if (failure.delivery() == Delivery.REFUSED || (neverSent && (last || isRefusedHere(failure)))) {
      return dead(entry, failure, reason(failure), Causes.of(failure));
    }
    return postponed(entry, failure, reason(failure), last ? receiptAfter : Duration.ZERO);
  }

  /** The receiver has said, before, that it does not take such a message. */
  private static boolean isRefusedHere(ExchangeException failure) {
    return failure instanceof RefusedException refused && refused.code().isAboutContent();
  }

  /** An attempt may have been accepted; who is not told whether it was goes on asking. */
  private void askForReceipt(OutboxEntry entry, String reason, Instant leaseEnd)
      throws InterruptedException {
    note(List.of(asked(entry, reason)), leaseEnd);
  }

  private Verdict asked(OutboxEntry entry, String reason) {
    PreparedMessage message = entry.message();
    SignedReceipt receipt;
    try {
      receipt = client.receipt(message.envelope().receiver(), message.messageId());
    } catch (CircuitOpenException e) {
      return released(entry);
    } catch (ExchangeException e) {
      if (e.isRetryable()) {
        return postponed(entry, e, reason, Duration.ZERO);
      }
      String finding = "; asked for the receipt: " + e.getMessage();
      return dead(entry, reason + finding, "asked for the receipt: " + Causes.of(e));
    }
    if (receipt.receipt().bodyDigest().matches(message.body())) {
      return delivered(entry, receipt);
    }
    String finding = "the receiver has accepted another body under this id";
    return dead(entry, reason + "; " + finding, finding);
  }

  private static Verdict released(OutboxEntry entry) {
    return new Verdict(new OutboxOutcome.Released(entry), () -> {});
  }

  private Verdict delivered(OutboxEntry entry, SignedReceipt receipt) {
    return new Verdict(
        new OutboxOutcome.Delivered(entry, receipt, clock.instant()),
        () -> {
          memory.delivered(entry);
          events.accept(to -> to.delivered(entry, receipt));
        });
  }

  private Verdict postponed(
      OutboxEntry entry, ExchangeException failure, String reason, Duration atLeast) {
    Instant now = clock.instant();
    Duration pause = backoff.pause(entry.attempts() + 1, failure.retryAfter());
    Instant next = BoundedTime.after(now, pause.compareTo(atLeast) > 0 ? pause : atLeast);
    return new Verdict(
        new OutboxOutcome.Postponed(entry, reason, now, next),
        Optional.of(Causes.of(failure)),
        () -> events.accept(to -> to.postponed(entry, failure, next)));
  }

  private Verdict dead(OutboxEntry entry, String reason, String logged) {
    return dead(entry, new TransportException(reason), reason, logged);
  }

  private Verdict dead(OutboxEntry entry, ExchangeException failure, String reason, String logged) {
    return new Verdict(
        new OutboxOutcome.Dead(entry, reason, clock.instant()),
        () -> {
          OutboxLog.dead(entry, logged);
          events.accept(to -> to.dead(entry, failure));
        });
  }

  /** During the lease no other dispatcher sends the messages, and the database may recover. */
  private void note(List<Verdict> verdicts, Instant leaseEnd) throws InterruptedException {
    boolean noted = verdicts.isEmpty();
    while (!noted) {
      try {
        outbox.note(verdicts.stream().map(Verdict::outcome).toList());
        noted = true;
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
    logPostponed(verdicts);
    verdicts.forEach(verdict -> verdict.afterwards().run());
  }

  private static void logPostponed(List<Verdict> verdicts) {
    Map<String, List<OutboxOutcome.Postponed>> byReason = new LinkedHashMap<>();
    for (Verdict verdict : verdicts) {
      if (verdict.outcome() instanceof OutboxOutcome.Postponed postponed) {
        byReason
            .computeIfAbsent(verdict.postponedFor().orElseThrow(), reason -> new ArrayList<>())
            .add(postponed);
      }
    }
    byReason.forEach((reason, postponed) -> OutboxLog.postponed(postponed, reason));
  }
}
